package feedback_test

import (
	"encoding/json"
	"testing"

	"daykit/internal/domain/feedback"

	"github.com/google/go-cmp/cmp"
)

// FuzzDecode holds that whatever is taken as a form is in its normal form, passes
// Check, and reads back as the same form.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"lang":"ar","answers":{"welcome":["5"],"why":["day","people"]},"words":"شكرا","may_quote":true}`))
	f.Add([]byte(`[{"words":"x"},{"answers":{"new":["no"]}}]`))
	f.Add([]byte(`{"answers":{"welcome":["1","2"]}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		forms, err := feedback.DecodeAll(raw)
		if err != nil {
			return
		}
		again(t, forms, feedback.DecodeAll, func(all []feedback.Form) ([]byte, error) { return json.Marshal(all) })
	})
}

// FuzzDecodeCSV holds the same for tables.
func FuzzDecodeCSV(f *testing.F) {
	f.Add([]byte("welcome,why,words,quote\n5,people+day,Soup,yes\n"))
	f.Add([]byte("\xef\xbb\xbflang;new\r\nso;Yes\r\n"))
	f.Add([]byte("remember\n\"=1+1\"\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		forms, err := feedback.DecodeCSV(raw)
		if err != nil || len(forms) == 0 {
			return
		}
		again(t, forms, feedback.DecodeCSV, encodeCSV)
	})
}

func again(t *testing.T, forms []feedback.Form, decode func([]byte) ([]feedback.Form, error), encode func([]feedback.Form) ([]byte, error)) {
	t.Helper()
	for _, f := range forms {
		if err := f.Check(); err != nil {
			t.Fatalf("taken, but %v", err)
		}
		if diff := cmp.Diff(f.Normal(), f); diff != "" {
			t.Fatalf("not normal: %s", diff)
		}
	}
	b, err := encode(forms)
	if err != nil {
		t.Fatal(err)
	}
	back, err := decode(b)
	if err != nil {
		t.Fatalf("%v in %q", err, b)
	}
	if diff := cmp.Diff(forms, back); diff != "" {
		t.Fatalf("reads back another: %s", diff)
	}
}

package sheet_test

import (
	"errors"
	"strings"
	"testing"

	"daykit/internal/domain/sheet"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPayloadRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := lay(t, anySpec(t))
		if len(want.Payload) != sheet.PayloadLen || sheet.PayloadLen > 29 {
			t.Fatalf("%q has %d characters, want %d and at most 29", want.Payload, len(want.Payload), sheet.PayloadLen)
		}
		got, err := sheet.Parse(want.Payload)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.Spec, got); diff != "" {
			t.Fatal(diff)
		}
		again := lay(t, got)
		if diff := cmp.Diff(want, again); diff != "" {
			t.Fatalf("the geometry is not rebuilt: %s", diff)
		}
	})
}

func TestShortRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sh := lay(t, anySpec(t))
		sloppy := strings.NewReplacer("-", " ", "0", "o", "1", "l").Replace(strings.ToLower(sh.Short))
		for _, typed := range []string{sh.Short, sloppy} {
			got, err := sheet.ParseShort(typed)
			if err != nil {
				t.Fatalf("%q: %v", typed, err)
			}
			if got.Event != sh.Spec.Event || got.Serial != sh.Spec.Serial || got.Page != sh.Spec.Page {
				t.Fatalf("%q: got %+v", typed, got)
			}
		}
	})
}

// oneSlip replaces a character, or swaps it with the next.
func oneSlip(t *rapid.T, s, alphabet string) string {
	b := []byte(s)
	i := rapid.IntRange(0, len(b)-2).Draw(t, "at")
	if rapid.Bool().Draw(t, "swap") {
		b[i], b[i+1] = b[i+1], b[i]
	} else {
		b[i] = alphabet[rapid.IntRange(0, len(alphabet)-1).Draw(t, "to")]
	}
	return string(b)
}

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

func TestSlipsOfTheReaderAreCaught(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sh := lay(t, anySpec(t))
		if bad := oneSlip(t, sh.Payload, crockford+"*:"); bad != sh.Payload {
			if _, err := sheet.Parse(bad); err == nil {
				t.Fatalf("%q read as %q", bad, sh.Payload)
			}
		}
		plain := strings.ReplaceAll(sh.Short, "-", "")
		if bad := oneSlip(t, plain, crockford); bad != plain {
			if _, err := sheet.ParseShort(bad); err == nil {
				t.Fatalf("%q read as %q", bad, plain)
			}
		}
	})
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	good := lay(t, spec()).Payload
	for _, tc := range []struct {
		name, payload string
		want          error
	}{
		{"empty", "", sheet.ErrNotSheet},
		{"an address", "HTTPS://KIT.EXAMPLE.ORG/E/7K3QX9M2", sheet.ErrNotSheet},
		{"later mark", "IMD2*ABC", sheet.ErrVersion},
		{"earlier geometry", "IMD1*7K3QX9M2*01021R2070FLMF", sheet.ErrVersion},
		{"cut off", good[:20], sheet.ErrDamaged},
		{"lower case", strings.ToLower(good[:20]) + good[20:], sheet.ErrNotSheet},
		{"one off", strings.Replace(good, "7K3Q", "7K4Q", 1), sheet.ErrDamaged},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if _, err := sheet.Parse(tc.payload); !errors.Is(err, tc.want) {
				t.Errorf("%q: got %v, want %v", tc.payload, err, tc.want)
			}
		})
	}
	if good != "IMD1*7K3QX9M2*01022R20"+good[22:] {
		t.Errorf("the form of the payload changed: %q", good)
	}
}

func FuzzParse(f *testing.F) {
	sh, err := sheet.New(spec())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sh.Payload)
	f.Add("IMD1*00000000*00001S0000000ZZ")
	names, err := sheet.New(sheet.Spec{Event: "7K3QX9M2", Serial: 1, Page: 1, Kind: sheet.Names, Rows: 20, Fields: []string{"name"}, Ticks: []string{"came"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(names.Payload)
	f.Fuzz(func(t *testing.T, payload string) {
		s, err := sheet.Parse(payload)
		if err != nil {
			return
		}
		again, err := sheet.New(s)
		if err != nil {
			t.Fatalf("%q gives a spec that cannot be laid out: %v", payload, err)
		}
		if again.Payload != payload {
			t.Errorf("%q comes back as %q", payload, again.Payload)
		}
	})
}

func FuzzParseShort(f *testing.F) {
	sh, err := sheet.New(spec())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sh.Short)
	f.Add("7k3q x9m2 01 o2")
	f.Fuzz(func(t *testing.T, typed string) {
		s, err := sheet.ParseShort(typed)
		if err != nil {
			return
		}
		s.Kind, s.Rows, s.Fields = sheet.Rows, 20, sheet.Fields()
		if _, err := sheet.New(s); err != nil {
			t.Errorf("%q gives a spec that cannot be laid out: %v", typed, err)
		}
	})
}

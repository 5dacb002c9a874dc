package layout_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/layout"
)

// TestSheetLists pins what is filled in, worn or sent.
func TestSheetLists(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	s := setter(t)
	add := func(name string, r layout.Result) { got[name] = hashWhole(r) }
	for _, lang := range []string{"en", "ar", "ur", "uk", "ta"} {
		add("signup "+lang, s.Signup(signupInput(spoken(t, lang), lang)))
	}
	ev := sample()
	ev.Signup.Layout = event.LayoutSlips
	add("slips en", s.Signup(signupInput(ev, "en")))
	ev.Signup.Layout = event.LayoutNames
	in := signupInput(ev, "en")
	in.People = guestList(t)
	add("names en", s.Signup(in))
	badges := badgeInput(names(t))
	add("badges", s.Badges(badges))
	for _, l := range sheet.LabelSheets() {
		badges.Label = l
		add("badges "+l.Code, s.Badges(badges))
	}
	for _, lang := range []string{"en", "ar", "uk"} {
		add("letters "+lang, s.Letters(letterInput(spoken(t, lang), lang, names(t))))
	}
	add("certificate en", s.Certificates(layout.CertificateInput{Event: sample(), Lang: "en", Phrases: testPhrases(), People: names(t)}))
	add("consent ar", s.Consent(layout.ConsentInput{Event: sample(), Lang: "ar", Phrases: longWords{"ar", declarations(t)["ar"].Declaration}}))
	golden(t, "testdata/golden-sheets.json", got)
}

// hashWhole covers every op of every page and of the parts that they use.
func hashWhole(r layout.Result) string {
	h := sha256.New()
	for _, p := range r.Pages {
		fmt.Fprintf(h, "page %v %v\n", p.W, p.H)
		writeOps(h, p.Ops)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

func writeOps(w io.Writer, ops []display.Op) {
	for _, op := range ops {
		if u, ok := op.(display.Use); ok {
			fmt.Fprintf(w, "use %v %v %v %v %v\n", u.X, u.Y, u.Scale, u.Turn, u.Clip)
			writeOps(w, u.Part.Ops)
			continue
		}
		fmt.Fprintf(w, "%T %v\n", op, op)
	}
}

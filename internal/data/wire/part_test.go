package wire_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"strings"
	"testing"

	"daykit/internal/data/wire"
)

// bareJPEG is a small photograph as the kit writes it.
func bareJPEG(tb testing.TB, w, h int) []byte {
	tb.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		for y := range h {
			img.Set(x, y, color.RGBA{uint8(x * 5), uint8(y * 5), 90, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 60}); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// parts is one of each kind, without the photograph's pixels.
func parts() map[string]wire.Part {
	return map[string]wire.Part{
		"part-numbers": {Kind: wire.PartNumbers, Numbers: &wire.Totals{Title: "Supper together", Date: "2026-12-18", SignedUp: 80, Arrived: 61, WalkIns: 12}},
		"part-evaluation": {Kind: wire.PartEvaluation, Evaluation: &wire.PartAnswered{Forms: 27, Questions: []wire.PartQuestion{
			{Key: "again", Answers: []wire.PartAnswer{{Keys: []string{"yes"}, N: 20}, {Keys: []string{"no", "none"}, Hidden: true}}},
		}}},
		"part-comment": {Kind: wire.PartComment, Comment: &wire.PartWords{
			Text: "More chairs for older people please.", Lang: "en", Consent: wire.PartConsent{How: "form", Uses: []string{wire.UseQuote}},
		}},
		"part-photo": {Kind: wire.PartPhoto, Photo: &wire.PartPicture{
			JPEG: []byte("pixels"), Alt: "A long table with bread and soup.", Caption: "The table", Credit: "The group", Lang: "en",
			Consent: wire.PartConsent{How: "sheet", On: "2026-12-18", Until: "2027-12-18", Uses: []string{"report", wire.UseCampaign}},
		}},
		"part-form":    {Kind: wire.PartForm, Form: []wire.PartFormLine{{Key: "name", Label: "Name of the event", Value: "Supper together"}}},
		"part-learned": {Kind: wire.PartLearned, Learned: "Begin earlier.\nBring more chairs."},
	}
}

// TestParts holds this program to the parts as they were first released.
func TestParts(t *testing.T) {
	t.Parallel()
	all := map[string]any{"hello-parts": wire.Hello{Service: "daykit", Proto: [2]int{1, 1}, Time: 1796126400000, MaxBody: wire.MaxBody, MaxOps: wire.MaxOps, Parts: 1}}
	for name, p := range parts() {
		all[name] = p
	}
	golden(t, all)
	for name, p := range parts() {
		if p.Photo != nil {
			p.Photo.JPEG = bareJPEG(t, 40, 30)
		}
		if _, err := wire.DecodePart(wire.Raw(p)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPartsThatAreRefused(t *testing.T) {
	t.Parallel()
	of := func(name string, change func(*wire.Part)) wire.Part {
		p := parts()[name]
		if p.Photo != nil {
			p.Photo.JPEG = bareJPEG(t, 40, 30)
		}
		change(&p)
		return p
	}
	comment := func(change func(*wire.PartWords)) wire.Part {
		return of("part-comment", func(p *wire.Part) { change(p.Comment) })
	}
	photo := func(change func(*wire.PartPicture)) wire.Part {
		return of("part-photo", func(p *wire.Part) { change(p.Photo) })
	}
	answer := func(a wire.PartAnswer) wire.Part {
		return of("part-evaluation", func(p *wire.Part) { p.Evaluation.Questions[0].Answers = []wire.PartAnswer{a} })
	}
	for name, c := range map[string]struct {
		part wire.Part
		want string
	}{
		"words that may not be quoted":   {comment(func(w *wire.PartWords) { w.Consent.Uses = []string{} }), "nobody agreed"},
		"words taken back":               {comment(func(w *wire.PartWords) { w.Consent.Withdrawn = "2026-12-20" }), "withdrawn"},
		"nobody asked":                   {comment(func(w *wire.PartWords) { w.Consent.How = "" }), "how people were asked"},
		"a use with a newline":           {comment(func(w *wire.PartWords) { w.Consent.Uses = []string{"quote", "a\nb"} }), "not one"},
		"a date that is none":            {comment(func(w *wire.PartWords) { w.Consent.On = "soon" }), "date"},
		"no words":                       {comment(func(w *wire.PartWords) { w.Text = " \n" }), "empty"},
		"words without end":              {comment(func(w *wire.PartWords) { w.Text = strings.Repeat("é", wire.MaxComment+1) }), "longer than 600"},
		"a control character":            {comment(func(w *wire.PartWords) { w.Text = "a\u0007b" }), "not text"},
		"text that is turned around":     {comment(func(w *wire.PartWords) { w.Text = "a\u202Eb" }), "not text"},
		"a language that is none":        {comment(func(w *wire.PartWords) { w.Lang = "en_GB" }), "language"},
		"a photograph for the group":     {photo(func(p *wire.PartPicture) { p.Consent.Uses = []string{"report"} }), "nobody agreed"},
		"a photograph taken back":        {photo(func(p *wire.PartPicture) { p.Consent.Withdrawn = "2026-12-20" }), "withdrawn"},
		"a photograph that says nothing": {photo(func(p *wire.PartPicture) { p.Alt = "" }), "what is to be seen"},
		"a caption of two lines":         {photo(func(p *wire.PartPicture) { p.Caption = "a\nb" }), "not text"},
		"no photograph":                  {photo(func(p *wire.PartPicture) { p.JPEG = nil }), "1 to 163840 bytes"},
		"a small count":                  {answer(wire.PartAnswer{Keys: []string{"yes"}, N: 4}), "fewer than 5"},
		"a hidden count that is told":    {answer(wire.PartAnswer{Keys: []string{"yes"}, N: 9, Hidden: true}), "fewer than 5"},
		"more answers than forms":        {answer(wire.PartAnswer{Keys: []string{"yes"}, N: 28}), "fewer than 5"},
		"an answer without a name":       {answer(wire.PartAnswer{N: 9}), "not one"},
		"few forms":                      {of("part-evaluation", func(p *wire.Part) { p.Evaluation.Forms = 4 }), "number of forms"},
		"no questions":                   {of("part-evaluation", func(p *wire.Part) { p.Evaluation.Questions = nil }), "1 to 40 questions"},
		"a form without end":             {of("part-form", func(p *wire.Part) { p.Form = make([]wire.PartFormLine, wire.MaxFormLines+1) }), "1 to 60 lines"},
		"two things at once":             {of("part-form", func(p *wire.Part) { p.Learned = "x" }), "nothing else"},
		"a kind that is not known":       {wire.Part{Kind: "names"}, "not known"},
	} {
		if err := c.part.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
		if _, err := wire.DecodePart(wire.Raw(c.part)); err == nil {
			t.Errorf("%s: decoded", name)
		}
	}
	for _, raw := range []string{"", "null", "{}", "[]", `{"kind":"learned","learned":"x","names":["Amina"]}`, `{"kind":"learned","learned":"x"}{}`} {
		if _, err := wire.DecodePart([]byte(raw)); err == nil {
			t.Errorf("%s: decoded", raw)
		}
	}
}

// TestBareJPEG: what a camera adds, and what is not a picture, is refused.
func TestBareJPEG(t *testing.T) {
	t.Parallel()
	good := bareJPEG(t, 64, 48)
	with := func(marker byte, body string) []byte {
		segment := append([]byte{0xFF, marker, 0, byte(len(body) + 2)}, body...)
		return slices.Concat(good[:2], segment, good[2:])
	}
	if err := wire.CheckBareJPEG(good); err != nil {
		t.Fatal(err)
	}
	frame := bytes.Index(good, []byte{0xFF, 0xC0})
	scan := bytes.Index(good, []byte{0xFF, 0xDA})
	second := slices.Clone(good[frame:scan])
	second[5], second[7] = 0xFF, 0xFF // as high and as wide as can be
	again := good[scan : len(good)-2]
	scans := func(n int) []byte {
		return slices.Concat(good[:scan], bytes.Repeat(again, n), good[len(good)-2:])
	}
	if err := wire.CheckBareJPEG(scans(32)); err != nil {
		t.Errorf("as many scans as may be: %v", err)
	}
	for name, raw := range map[string][]byte{
		"another frame":        slices.Concat(good[:scan], second, good[scan:]),
		"a scan too many":      scans(33),
		"where it was taken":   with(0xE1, "Exif\x00\x00MM\x00*"),
		"a colour profile":     with(0xE2, "ICC_PROFILE\x00"),
		"a JFIF thumbnail":     with(0xE0, "JFIF\x00\x01\x02"),
		"what editors add":     with(0xED, "Photoshop 3.0"),
		"a comment":            with(0xFE, "Amina and Yusuf"),
		"something after it":   append(slices.Clone(good), "Amina"...),
		"another after it":     append(slices.Clone(good), good...),
		"cut off":              good[:len(good)-2],
		"cut off in a segment": good[:30],
		"a PNG":                []byte("\x89PNG\r\n\x1a\n"),
		"nothing":              nil,
		"too wide":             bareJPEG(t, wire.MaxPhotoSide+1, 1),
		"too large":            append(slices.Clone(good[:len(good)-2]), make([]byte, wire.MaxPhotoJPEG)...),
		"only a frame":         {0xFF, 0xD8, 0xFF, 0xD9},
	} {
		if err := wire.CheckBareJPEG(raw); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestPartID(t *testing.T) {
	t.Parallel()
	const event, id = "7KQ2M9XD", "00112233445566ff"
	if ev, part, ok := wire.CutPartID(wire.PartID(event, id)); ev != event || part != id || !ok {
		t.Errorf("got %q, %q, %v", ev, part, ok)
	}
	for _, bad := range []string{"", event, event + "/", event + "/00112233445566FF", event + "/" + id + "/" + id, "/" + id, "x/" + id} {
		if _, _, ok := wire.CutPartID(bad); ok {
			t.Errorf("%q was taken", bad)
		}
	}
}

func FuzzDecodePart(f *testing.F) {
	for _, p := range parts() {
		f.Add([]byte(wire.Raw(p)))
	}
	f.Add([]byte(wire.Raw(wire.Part{Kind: wire.PartPhoto, Photo: &wire.PartPicture{JPEG: bareJPEG(f, 8, 8), Alt: "a", Consent: wire.PartConsent{How: "sheet", Uses: []string{"campaign"}}}})))
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := wire.DecodePart(raw)
		if err != nil {
			return
		}
		again, err := wire.DecodePart(wire.Raw(p))
		if err != nil || !bytes.Equal(wire.Raw(p), wire.Raw(again)) {
			t.Fatalf("what was taken does not come back: %v", err)
		}
		if !json.Valid(wire.Raw(p)) {
			t.Fatal("not JSON")
		}
	})
}

func FuzzBareJPEG(f *testing.F) {
	f.Add(bareJPEG(f, 8, 8))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if wire.CheckBareJPEG(raw) != nil {
			return
		}
		c, err := jpeg.DecodeConfig(bytes.NewReader(raw))
		if err != nil || c.Width > wire.MaxPhotoSide || c.Height > wire.MaxPhotoSide || len(raw) > wire.MaxPhotoJPEG {
			t.Fatalf("taken: %d bytes, %dx%d, %v", len(raw), c.Width, c.Height, err)
		}
	})
}

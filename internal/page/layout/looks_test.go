package layout_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/page/layout"
)

// line is a line of words on a page.
type line struct {
	role      display.Role
	text      string
	y, w      float64
	size      float64
	paragraph int // which element it is of
}

// linesOf lists the lines of a page in the order they are drawn; runs on one baseline
// of an element are one line.
func linesOf(p *display.Page) (out []line) {
	var roles []display.Role
	n := 0
	for _, op := range p.Ops {
		switch o := op.(type) {
		case display.Tag:
			roles = append(roles, o.Role)
			n++
		case display.End:
			roles = roles[:len(roles)-1]
		case display.Text:
			role := display.Role("")
			if len(roles) > 0 {
				role = roles[len(roles)-1]
			}
			if last := len(out) - 1; last >= 0 && out[last].paragraph == n && out[last].y == o.Run.Y {
				out[last].text += o.Run.Text
				out[last].w += o.Run.W
				continue
			}
			out = append(out, line{role, o.Run.Text, o.Run.Y, o.Run.W, o.Run.Size, n})
		}
	}
	return out
}

func TestShortLettersOpenUp(t *testing.T) {
	t.Parallel()
	in := letterInput(sample(), "en", names(t)[:1])
	in.Letter.Paras = in.Letter.Paras[:1]
	in.Letter.Date, in.Letter.Address = "", ""
	all := linesOf(spread(setter(t).Letters(in).Pages[0]))
	if white := all[1].y - all[0].y; white < 60 {
		t.Errorf("the greeting stands %v pt under the letterhead", white)
	}
	i := slices.IndexFunc(all, func(l line) bool { return l.text == in.Letter.Signer && l.role == display.P })
	if i < 0 || all[i].y < A4Height/3 {
		t.Errorf("the letter ends at the top of its page: %v", all)
	}
}

// A4Height is in points.
var A4Height = display.MM(layout.A4.H)

func TestInnerHeadsOfProgrammesAreLevel(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "am", "bn", "ckb", "ur"} {
		in := programmeInput(t, "en", 4, 2)
		in.Lang, in.Phrases = lang, realWords()
		r := setter(t).Programme(in)
		var heads []line
		for _, l := range linesOf(r.Pages[1]) {
			if l.role == display.H2 && l.y < r.Pages[1].H/4 {
				heads = append(heads, l)
			}
		}
		if len(heads) != 2 || math.Abs(heads[0].y-heads[1].y) > 0.01 {
			t.Errorf("%s: %v are not two heads on one line", lang, heads)
		}
	}
}

func TestDraftBandsLeaveCodesWhite(t *testing.T) {
	t.Parallel()
	s, in := setter(t), programmeInput(t, "en", 4, 2)
	pages, _ := s.DraftBand(s.Programme(in).Pages, layout.DraftInput{Phrases: realWords(), Langs: []string{"pl"}})
	bands, codes := []display.Rect{}, []display.Rect{}
	for _, op := range pages[0].Ops {
		switch o := op.(type) {
		case display.Fill:
			if box := pathBox(o.Path, 0); box.W > pages[0].W && box.H < 30 {
				bands = append(bands, box)
			}
		case display.Code:
			white := 4 * o.Rect.W / float64(o.Modules)
			codes = append(codes, display.Rect{X: o.Rect.X - white, Y: o.Rect.Y - white, W: o.Rect.W + 2*white, H: o.Rect.H + 2*white})
		}
	}
	if len(bands) != 2 || len(codes) != 1 {
		t.Fatalf("got %d bands and %d codes", len(bands), len(codes))
	}
	for _, band := range bands {
		if overlap(band, codes[0]) {
			t.Errorf("the band %+v lies in the white of a code %+v", band, codes[0])
		}
	}
}

func TestSheetsSayASentenceALine(t *testing.T) {
	t.Parallel()
	all := linesOf(spread(setter(t).Signup(signupInput(sample(), "en")).Pages[0]))
	i := slices.IndexFunc(all, func(l line) bool { return strings.HasPrefix(l.text, "Tick") })
	got := strings.ReplaceAll(strings.TrimSpace(all[i].text), "\u00a0", " ")
	if got != "Tick or cross for yes. Pen, please." {
		t.Errorf("got %q", got)
	}
}

func TestLabelsOfSlipsStandOnOneLine(t *testing.T) {
	t.Parallel()
	ev := sample()
	ev.Signup.Layout = event.LayoutSlips
	all := linesOf(spread(setter(t).Signup(signupInput(ev, "en")).Pages[0]))
	at := func(text string) float64 {
		i := slices.IndexFunc(all, func(l line) bool { return strings.Contains(strings.ReplaceAll(l.text, "\u00a0", " "), text) })
		if i < 0 {
			t.Fatalf("no %q in %v", text, all)
		}
		return all[i].y
	}
	for _, pair := range [][2]string{{"Phone or email", "of you?"}, {"Came", "First time"}, {"Would like to help", "Keep in touch"}} {
		if a, b := at(pair[0]), at(pair[1]); math.Abs(a-b) > 0.01 {
			t.Errorf("%q stands at %v, %q at %v", pair[0], a, pair[1], b)
		}
	}
}

func TestLinesOfNastaliqKeepApart(t *testing.T) {
	t.Parallel()
	in := signupInput(spoken(t, "ur"), "ur")
	in.Phrases = realWords()
	all := linesOf(spread(setter(t).Signup(in).Pages[0]))
	several := 0
	for i := 1; i < len(all); i++ {
		if l, last := all[i], all[i-1]; l.paragraph == last.paragraph {
			several++
			if l.y-last.y < 1.3*l.size {
				t.Errorf("%q stands %v pt under %q of %v pt", l.text, l.y-last.y, last.text, last.size)
			}
		}
	}
	if several == 0 {
		t.Error("nothing takes two lines")
	}
}

func TestQuestionsEndInNoLoneWord(t *testing.T) {
	t.Parallel()
	for _, p := range setter(t).Cards(layout.CardsInput{Event: sample(), Lang: "en", Phrases: realWords()}).Pages {
		all := linesOf(p)
		for i, l := range all {
			ends := i+1 == len(all) || all[i+1].paragraph != l.paragraph
			third := i > 1 && all[i-2].paragraph == l.paragraph
			if ends && third && l.w < all[i-1].w*0.6 && !strings.ContainsAny(strings.TrimSpace(l.text), " \u00a0") {
				t.Errorf("%q stands alone", l.text)
			}
		}
	}
}

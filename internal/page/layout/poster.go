package layout

import (
	"math"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/pictogram"
)

// Design is a family of posters.
type Design string

// The designs.
const (
	Weave  Design = "weave"  // the headline over a braid
	Voice  Design = "voice"  // an ambassador's words lead
	Circle Design = "circle" // two languages as equals within the braid
	Plain  Design = "plain"  // large print, little ink
)

// Designs lists the designs in the order they are offered.
func Designs() []Design { return []Design{Weave, Voice, Circle, Plain} }

// Photo is a picture with the point that a crop must keep, in shares of its width
// and height from the top left corner.
type Photo struct {
	Picture        *display.Picture
	FocusX, FocusY float64
	Alt            event.Text
	Credit         string
}

// PosterInput is what a poster says. A hidden address stays off it.
type PosterInput struct {
	Design  Design // empty means Weave
	Event   event.Event
	Lang    string
	Second  string // the other language of Circle; empty for none
	Theme   content.Theme
	Voice   *content.Voice // whose words lead in Voice; may be used in Lang as it is
	Photo   *Photo         // nil for none
	Phrases Phrases
	Code    Code
	SaveInk bool // no filled grounds, hollow strands

	LocalDate bool // also the date in the calendar of Lang, where it has its own
}

// Poster sets a poster, a flyer or a picture for a screen in one of the designs.
// All of them say the same words; see the design's own file for how.
func (s *Setter) Poster(in PosterInput, f Format) Result {
	p := newPoster(s, in, f)
	switch in.Design {
	case Voice:
		layVoice(p)
	case Circle:
		layCircle(p)
	case Plain:
		layPlain(p)
	default:
		layWeave(p)
	}
	return p.result()
}

// poster is a poster in the making. A design reads its words, sets them by set or
// fit, and puts each block with put, which keeps what the result tells of them.
type poster struct {
	posterWords

	s      *Setter
	in     PosterInput
	format Format
	page   *display.Page
	k      float64      // scale of A4
	air    float64      // the same for what lies between words, which get no smaller than their least
	margin float64      // at the sides
	box    display.Rect // what is read stays inside
	rtl    bool
	large  bool // large print

	offers     []pictogram.Icon // what the venue does
	iconGround display.Color    // behind the icons of access

	photo    *Photo // nil for none
	photoAlt words
	credit   words

	problems problems
	notes    problems
	shown    []block // in reading order
	qrFromM  float64

	sets map[setKey]block
	qr   *qrBlock // in modules, once encoded
}

func newPoster(s *Setter, in PosterInput, f Format) *poster {
	p := &poster{
		s: s, in: in, format: f, page: f.page(), k: f.scale(), rtl: rtlPage(in.Lang), large: in.Design == Plain,
		sets: map[setKey]block{},
	}
	p.air = max(p.k, leastAir)
	p.measure()
	p.readWords()
	p.readFacts()
	for _, w := range p.all() {
		w.text = curled(w.text)
	}
	p.readPhoto()
	p.readIcons()
	return p
}

// The margins as shares: 14 mm on A4, and a twentieth of the short side of a
// picture for a screen, which no printer cuts.
const (
	marginMM    = 14.0
	marginShare = 0.05
	leastAir    = 0.72
)

// measure finds the box in which everything is read.
func (p *poster) measure() {
	side := max(display.MM(marginMM*p.k), display.MM(SafeSideMM))
	end := max(side, display.MM(SafeEndMM))
	if p.format.Px > 0 {
		side = display.Round(min(p.page.W, p.page.H) * marginShare)
		end = side
	}
	p.margin = side
	p.box = display.Rect{X: side, Y: end, W: p.page.W - 2*side, H: p.page.H - 2*end}
}

// screen says whether this is a picture for a screen.
func (p *poster) screen() bool { return p.format.Px > 0 }

// result gathers what is known of the finished page.
func (p *poster) result() Result {
	checkContrast(p.page, p.s.library, &p.problems)
	return Result{
		Pages: []*display.Page{p.page}, Problems: p.problems.list, Notes: p.notes.list, Alt: p.alt(),
		ReadsFromM: p.readsFrom(), QRFromM: p.qrFromM,
	}
}

// alt describes the poster to somebody who does not see it.
func (p *poster) alt() string {
	var parts []string
	for _, w := range []words{p.headline, p.title, p.about, p.date, p.clock, p.place, p.access, p.photoAlt} {
		if text := strings.TrimRight(strings.TrimSpace(w.text), ".。۔।"); text != "" {
			parts = append(parts, text)
		}
	}
	if p.in.Code.Address != "" {
		parts = append(parts, strings.TrimSpace(p.signup.text+": "+p.in.Code.Address))
	}
	return strings.Join(parts, ". ") + "."
}

// readsFrom is the distance from which the least legible of what matters reads.
func (p *poster) readsFrom() float64 {
	m := math.Inf(1)
	for _, b := range p.shown {
		switch b.rank {
		case far:
			m = math.Min(m, p.s.readsFrom(b, 200))
		case near:
			m = math.Min(m, p.s.readsFrom(b, 300))
		case small:
		}
	}
	if math.IsInf(m, 1) {
		return 0
	}
	return math.Round(m*10) / 10
}

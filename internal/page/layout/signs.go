package layout

import (
	"math"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/pictogram"
	"daykit/internal/text/fonts"
)

// Heading is where an arrow points, as seen on the paper. It is physical: an
// arrow to the left stays one in languages that run from right to left.
type Heading string

// The headings.
const (
	HeadingNone  Heading = ""
	HeadingLeft  Heading = "left"
	HeadingRight Heading = "right"
	HeadingAhead Heading = "ahead" // straight on: upwards on paper
)

// PhraseSign + . and a kind: sign.toilets.
const PhraseSign = "sign"

// The kinds of signs.
const (
	SignWelcome          = "welcome"
	SignSignup           = "signup"
	SignToilets          = "toilets"
	SignAccessibleToilet = "accessible-toilet"
	SignQuiet            = "quiet-room"
	SignPrayer           = "prayer-room"
	SignFood             = "food"
	SignTea              = "tea"
	SignChildren         = "children"
	SignExit             = "exit"
	SignArrow            = "arrow" // this way; always with a heading
)

// SignKinds lists every sign that can be asked for. Each but the arrow also comes
// with an arrow when a heading is added: toilets-left, food-ahead.
func SignKinds() []string {
	return []string{
		SignWelcome, SignSignup, SignToilets, SignAccessibleToilet, SignQuiet, SignPrayer, SignFood, SignTea, SignChildren, SignExit,
		SignArrow + "-left", SignArrow + "-right", SignArrow + "-ahead",
	}
}

// SignsInput asks for door signs.
type SignsInput struct {
	Event   event.Event
	Langs   []string // the first is largest, the others are equals; empty means the event's
	Phrases Phrases
	Which   []string // kinds, each with an optional heading: toilets-left; empty means all
	SaveInk bool     // hollow icons and strands
}

// Signs sets one sign a page: an icon, and its word in every language that has
// one. The words are as large as they fit, but capitals never under a two
// hundredth of the format's distance and words never under 14 pt.
func (s *Setter) Signs(in SignsInput, f Format) Result {
	if len(in.Langs) == 0 {
		in.Langs = in.Event.Languages
	}
	if len(in.Langs) == 0 {
		in.Langs = []string{"en"}
	}
	if len(in.Which) == 0 {
		in.Which = SignKinds()
	}
	b := signs{s: s, in: in, f: f}
	var said []string
	reads := math.Inf(1)
	r := Result{}
	for _, which := range in.Which {
		sg, ok := b.read(which)
		if !ok {
			b.problems.add("which", in.Langs[0], foundSignUnknown, which)
			continue
		}
		p, from := b.page(sg)
		r.Pages = append(r.Pages, p)
		reads = math.Min(reads, from)
		said = append(said, sg.alt())
	}
	if !math.IsInf(reads, 1) {
		r.ReadsFromM = math.Floor(reads*10) / 10
	}
	r.Alt = strings.Join(said, " ")
	r.Problems, r.Notes = b.problems.list, b.notes.list
	return r
}

// signs is a set of signs in the making.
type signs struct {
	s        *Setter
	in       SignsInput
	f        Format
	problems problems
	notes    problems
}

// sign is one of them: its icon, its arrow and its words, one of each language.
type sign struct {
	kind  string
	icon  pictogram.Icon
	color display.Color
	to    Heading
	words []shaped
}

// read finds a sign by its name.
func (b *signs) read(which string) (sign, bool) {
	sg := sign{kind: which}
	for _, to := range []Heading{HeadingLeft, HeadingRight, HeadingAhead} {
		if kind, ok := strings.CutSuffix(which, "-"+string(to)); ok {
			sg.kind, sg.to = kind, to
		}
	}
	draw, color, ok := signIcon(sg.kind)
	if !ok || sg.kind == SignArrow && sg.to == HeadingNone {
		return sign{}, false
	}
	sg.color = color
	if sg.kind != SignArrow {
		sg.icon = draw()
	}
	b.readWords(&sg)
	return sg, true
}

// signIcon gives the icon of a kind and its colour: the same for places of one
// sort.
func signIcon(kind string) (draw func() pictogram.Icon, color display.Color, ok bool) {
	switch kind {
	case SignWelcome:
		return pictogram.Welcome, coral, true
	case SignToilets:
		return pictogram.Toilets, tealDark, true
	case SignAccessibleToilet:
		return pictogram.AccessibleToilet, tealDark, true
	case SignQuiet:
		return pictogram.Quiet, plum, true
	case SignPrayer:
		return pictogram.Prayer, plum, true
	case SignFood:
		return pictogram.Food, coralDark, true
	case SignTea:
		return pictogram.Tea, coralDark, true
	case SignChildren:
		return pictogram.Children, coralDark, true
	case SignSignup:
		return pictogram.Signup, ink, true
	case SignExit:
		return pictogram.Exit, ink, true
	case SignArrow:
		return nil, ink, true
	}
	return nil, ink, false
}

// readWords takes the sign's word in each language, once. A language without its
// own word is left off rather than said in English twice.
func (b *signs) readWords(sg *sign) {
	key := PhraseSign + "." + sg.kind
	got := map[string]bool{}
	for _, lang := range b.in.Langs {
		text, in := b.in.Phrases.Phrase(key, lang)
		if in != lang {
			b.notes.add("phrases", lang, foundSignNoWords, tongue(lang))
		}
		if in != lang && len(sg.words) > 0 || text == "" || got[in] {
			continue
		}
		got[in] = true
		w := words{field: "phrases", lang: in, text: text, role: fonts.Bold, tag: display.P, color: ink}
		if len(sg.words) == 0 {
			w.role, w.tag = fonts.Display, display.H1
		}
		sg.words = append(sg.words, b.s.shape(w, &b.problems))
	}
}

// alt says the sign in its first language.
func (sg sign) alt() string {
	if len(sg.words) == 0 {
		return ""
	}
	text := sg.words[0].text
	switch sg.to {
	case HeadingLeft:
		text += " ←"
	case HeadingRight:
		text += " →"
	case HeadingAhead:
		text += " ↑"
	case HeadingNone:
	}
	return text + "."
}

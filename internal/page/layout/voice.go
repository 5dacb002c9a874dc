package layout

import (
	"math"
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// voicePoster is a poster that an ambassador's words lead: the words on a dark
// ground beside a braid, and the event on bare paper under it.
type voicePoster struct {
	*poster
	quote, speaker, part words // part is the role and the year
	ground               display.Color
	kicker, mark         display.Color
	dark                 bool
}

// pale is what stands back on a dark ground.
var pale = display.RGB(0xcdc8dd)

// layVoice sets the words of the voice as they are, never shortened or altered.
// Where they are many they get smaller, then the braid narrower, then the braid
// goes. Words that do not fit even so are left out whole, and the headline leads.
func layVoice(p *poster) {
	v := newVoicePoster(p)
	all, problems, notes := p.posterWords, p.problems, p.notes
	plan, fits := v.choose()
	if !fits && v.said() {
		p.posterWords, p.problems, p.notes = all, problems, notes
		p.problems.add("voice", v.quote.lang, foundVoiceTooLong)
		v.leadByHeadline()
		plan, fits = v.choose()
	}
	if !fits {
		p.leaveOut(&v.quote)
		plan, _ = v.choose()
	}
	v.draw(plan)
	v.tell(plan)
}

func newVoicePoster(p *poster) *voicePoster {
	v := &voicePoster{poster: p, ground: ink, kicker: marigold, mark: coral, dark: true}
	if p.in.SaveInk {
		v.ground, v.kicker, v.mark, v.dark = white, coralDark, coralDark, false
	}
	if p.title.text == "" {
		p.title, p.headline.text = p.headline, ""
		p.title.tag = display.H2
	}
	if p.in.Voice == nil {
		p.problems.add("voice", p.in.Lang, v.noVoice())
		v.leadByHeadline()
		return v
	}
	v.leadByVoice()
	return v
}

// on is what leads and what stands back on the ground.
func (v *voicePoster) on() (first, second display.Color) {
	if v.dark {
		return white, pale
	}
	return ink, ink2
}

func (v *voicePoster) leadByVoice() {
	first, second := v.on()
	voice := v.in.Voice
	v.quote = words{field: "voice", lang: voice.Lang, text: curled(voice.Quote), role: fonts.Display, tag: display.H1, color: first, rank: near}
	v.speaker = words{field: "voice", lang: voice.Lang, text: curled(voice.CreditLine()), role: fonts.Bold, tag: display.P, color: first, rank: near}
	part := voice.Role
	if voice.Year != 0 {
		part = strings.TrimSpace(part + " " + strconv.Itoa(voice.Year))
	}
	v.part = words{field: "voice", lang: voice.Lang, text: part, role: fonts.Text, tag: display.P, color: second}
	v.credit.color = second
}

// voicePlan is every block at its size and where the braid begins.
type voicePlan struct {
	day, mark, quote block
	about            block   // under a headline that leads
	names            pile    // who said it
	portrait         float64 // diameter of the photo, 0 for none
	panel            panel
	foot             footBlock
	panelTop         float64
	low              float64 // bottom of the ground
	width            float64 // of the words on the ground
	air              float64 // scale of what lies between words
	quoteRoom        float64 // height for the quotation
	zone             float64 // width of the braid's side of the page; 0 for none
}

// voiceTry is an arrangement: how generous the panel is, how much of the page's
// width the braid has, and the least size of the quotation in points on A4. When it
// is terse, no mark opens the words and how to use a code is not said; when it is tight, the words that guests need least go: the day, which the foot names too,
// the hashtag, and how to use a code.
type voiceTry struct {
	ease  ease
	zone  float64
	want  float64
	terse bool
	tight bool
}

func voiceTries() []voiceTry {
	return []voiceTry{
		{ease: 1, zone: 0.29, want: 30},
		{ease: 0.5, zone: 0.27, want: 25},
		{zone: 0.25, want: 20},
		{zone: 0.21},
		{zone: 0.21, terse: true},
		{zone: 0.15},
		{zone: 0.15, terse: true},
		{zone: 0.15, tight: true},
		{tight: true},
	}
}

// iconTries is how many arrangements of voices and circles, of so many, have air for icons.
func iconTries(of int) int { return of/2 + 1 }

// choose finds the first arrangement in which everything fits, with fewer words in
// the panel where that alone is too high.
func (v *voicePoster) choose() (plan voicePlan, fits bool) {
	if v.icons != noIcons {
		tries := v.tries()
		if plan, fits = v.first(tries[:iconTries(len(tries))]); fits {
			return plan, true
		}
		v.icons = noIcons
	}
	for {
		if plan, fits = v.first(v.tries()); fits {
			return v.putBack(plan), true
		}
		if plan.low >= v.page.H*groundLeast || !v.dropFromPanel(plan.low < v.page.H*groundNone) {
			return plan, false
		}
	}
}

// first is the first arrangement in which everything fits, or else the last.
func (v *voicePoster) first(tries []voiceTry) (plan voicePlan, fits bool) {
	for _, try := range tries {
		if plan, fits = v.plan(try); fits {
			return plan, true
		}
	}
	return plan, false
}

// putBack sets small icons where the usual ones have no room, if what is said without any
// has room beside them.
func (v *voicePoster) putBack(without voicePlan) voicePlan {
	v.icons = smallIcons
	if with, fits := v.first(v.tries()); fits {
		return with
	}
	v.icons = noIcons
	return without
}

// The shares of the page's height that are left for the ground when access goes from
// the panel, and when it is the panel's other words that are too many.
const (
	groundLeast = 0.45
	groundNone  = 0.25
)

// dropFromPanel takes the least of the panel's words away, and says whether there
// was any to take.
func (v *voicePoster) dropFromPanel(crowded bool) bool {
	switch {
	case v.access.text != "" && v.brief():
		v.drop(&v.access)
	case v.access.text != "":
		v.leaveOut(&v.access)
	case v.title.text != "" && crowded:
		v.leaveOut(&v.title)
	case v.place.text != "" && crowded:
		v.leaveOut(&v.place)
	default:
		return false
	}
	return true
}

func (v *voicePoster) panelSizes() panelSizes {
	return panelSizes{
		title: [2]float64{22, 31}, date: [2]float64{20.5, 21}, place: [2]float64{20.5, 20.5},
		access: [2]float64{14, 15}, code: [2]float64{34, 42},
	}
}

// plan sets everything in one arrangement.
func (v *voicePoster) plan(try voiceTry) (out voicePlan, fits bool) {
	p, k := v.poster, v.k
	all := v.posterWords
	defer func() { v.posterWords = all }()
	about := v.about
	v.about.text = ""
	if try.terse || try.tight {
		v.scan.text = ""
	}
	if try.tight {
		v.day.text, v.foot.text, v.hashtag.text = "", "", ""
	}
	out.foot = p.setFoot(p.box.W)
	out.panel = v.setPanel(try.ease)
	out.air = p.air
	if try.tight {
		out.air *= tightAir
	}
	pad := try.ease.between(15, 27) * out.air
	out.panelTop = p.box.Y + p.box.H - out.foot.height() - max(pad*0.9, out.panel.code.quiet()) - out.panel.h
	out.low = out.panelTop - pad
	out.zone = try.zone * p.page.W
	out.width = p.box.W - max(0, out.zone-p.margin+14*k)
	out.day = p.set(v.kickerWords(), out.width, p.size(p.day, 15), typeset.Balance)
	v.setSpeaker(&out)
	if v.said() && !try.terse && !try.tight {
		out.mark = p.set(v.markWords(), out.width, max(100*k, 44), typeset.Greedy)
	}
	out.quoteRoom = out.low - p.box.Y - out.day.height() - v.aboveQuote(out) - v.belowQuote(out)
	if out.quoteRoom <= 0 {
		return out, false
	}
	if least := p.least(v.quote); p.covers(v.quote, least) > out.width*out.quoteRoom {
		return out, false // and no search for lines that cannot be found
	}
	out.quote, fits = p.fit(v.quote, out.width, out.quoteRoom, v.most()*k)
	out.quote = v.evener(out.quote, out.width, try.want*k)
	if fits && !v.said() {
		out.quote = v.calmer(out.quote, out.width)
		v.addAbout(&out, about)
	}
	return out, fits && out.quote.size >= try.want*k && !p.broken(out.quote)
}

// covers is the least area that words cover at a size.
func (p *poster) covers(w words, size float64) float64 {
	b := p.set(w, 1e6, size, typeset.Greedy)
	area := 0.0
	for _, l := range b.lines {
		area += float64(l.W * size * leastAscent)
	}
	return area
}

// evener is a quotation a little smaller, where that makes its lines more even.
func (v *voicePoster) evener(b block, width, want float64) block {
	best, least := b, uneasy(b)
	for _, share := range []float64{0.97, 0.94, 0.91, 0.88} {
		size := math.Floor(b.size*share*20) / 20
		if size < max(want, v.least(v.quote)) {
			break
		}
		next := v.set(v.quote, width, size, typeset.Balance)
		if u := uneasy(next) + (1-share)*worthSize; u < least && !v.broken(next) {
			best, least = next, u
		}
	}
	return best
}

// worthSize is how much unevenness a loss of the whole size would be worth.
const worthSize = 0.4

// uneasy is how uneven lines are: the mean square of what they lack of the widest,
// which a last line may.
func uneasy(b block) float64 {
	sum, widest := 0.0, b.widest()
	if len(b.lines) < 2 {
		return 0
	}
	for _, l := range b.lines[:len(b.lines)-1] {
		lack := 1 - l.W/widest
		sum += float64(lack * lack)
	}
	return sum / float64(len(b.lines)-1)
}

// most is the greatest size of what leads, in points on A4.
func (v *voicePoster) most() float64 {
	if v.said() {
		return 47
	}
	return headMost
}

// setPanel takes the lowest of the arrangements that suit the format.
func (v *voicePoster) setPanel(e ease) (best panel) {
	for i, set := range v.arrangements() {
		next := set(e, v.panelSizes())
		if i == 0 || next.wrong() < best.wrong() || next.wrong() == best.wrong() && next.h < best.h-1 {
			best = next
		}
	}
	return best
}

// hanging is the usual mark that opens a quotation.
const hanging = "“"

// markWords is the mark that opens a quotation, as the language of the words
// writes it.
func (v *voicePoster) markWords() words {
	mark := hanging
	switch primary, _, _ := strings.Cut(v.quote.lang, "-"); primary {
	case "pl", "ro", "de":
		mark = "„"
	case "uk", "fa", "ar", "am", "fr", "ps", "ckb":
		mark = "«"
	}
	return words{field: "voice", lang: v.quote.lang, text: mark, role: fonts.Display, color: v.mark}
}

// tightAir is how much of the room between words is left when it is tight.
const tightAir = 0.6

// aboveQuote is the room from the kicker to the quotation.
func (v *voicePoster) aboveQuote(plan voicePlan) float64 {
	gap := 26 * plan.air
	if len(plan.day.lines) == 0 {
		gap = 0
	}
	if len(plan.mark.lines) > 0 {
		gap += markHeight(plan.mark) + 18*v.air
	}
	return gap
}

// markHeight is the ink of the mark alone. One that hangs from the top of the
// letters fills little more than a third of their height.
func markHeight(b block) float64 {
	l := b.lines[0]
	if b.text == hanging {
		return l.InkTop * 0.4
	}
	return l.InkTop + l.InkBottom
}

// belowQuote is the room from the quotation to the ground's edge.
func (v *voicePoster) belowQuote(plan voicePlan) float64 {
	if !v.said() {
		return plan.belowSpeaker()
	}
	return 27*plan.air + v.speakerHeight(plan) + plan.belowSpeaker()
}

// belowSpeaker is the room to the ground's edge.
func (plan voicePlan) belowSpeaker() float64 { return 22 * plan.air }

func (v *voicePoster) portraitGap() float64 { return 14 * v.air }

func (v *voicePoster) speakerHeight(plan voicePlan) float64 {
	return max(plan.names.height(), plan.portrait)
}

// setSpeaker sets who said it, and the portrait.
func (v *voicePoster) setSpeaker(plan *voicePlan) {
	if !v.said() {
		return
	}
	width := plan.width
	if v.photo != nil {
		plan.portrait = display.MM(portraitMM) * v.k
		width -= plan.portrait + v.portraitGap()
	}
	plan.names.add(0, v.set(v.speaker, width, v.size(v.speaker, 18), typeset.Balance))
	plan.names.add(gapLine*plan.air, v.set(v.part, width, v.size(v.part, paperLeast), typeset.Balance))
	if v.photo != nil {
		plan.names.add(gapLine*v.air, v.setCredit(width))
	}
}

// portraitMM is the diameter of a portrait on A4.
const portraitMM = 32.0

// kickerWords are the day's name, in a colour that stands out on the ground.
func (v *voicePoster) kickerWords() words {
	w := v.day
	w.color = v.kicker
	return w
}

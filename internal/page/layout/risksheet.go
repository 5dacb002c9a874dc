package layout

import (
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// RiskSheetInput is the risks of an event, in the order in which they are printed.
type RiskSheetInput struct {
	Event   event.Event
	Lang    string
	Phrases Phrases
	Risks   []plan.Risk
}

// The phrases of a risk sheet.
const (
	PhraseRiskTitle   = "risk.title"   // Risk sheet
	PhraseRisk        = "risk"         // + .hurt, .likelihood, .severity, .measure, .owner, .done
	PhraseRiskLevel   = "risk.level"   // + . and a level of package plan, or .none
	PhraseRiskAsks    = "risk.asks"    // what a level asks for: + . and a level
	PhraseRiskLikely  = "risk.likely"  // + .1 to .5
	PhraseRiskBad     = "risk.bad"     // + .1 to .5
	PhraseRiskLevels  = "risk.levels"  // What the levels ask for
	PhraseRiskChecked = "risk.checked" // + .by, .at: lines to fill in on the day
)

// The measures of a risk sheet, in points. All words but the title are as large as
// those of clear print.
const (
	riskPrint  = 12.0
	riskLabel  = 142.0 // width of the labels
	riskGap    = 12.0  // between label and words
	riskBars   = 28.0  // width of the mark of a level
	riskBeside = 6.0   // between mark and word
	riskWord   = riskLabel - riskBars - riskBeside
	riskApart  = 13.0 // between two risks
	riskLine   = 23.0 // to write on: 8 mm for a hand

	blankRisks = 3 // on a sheet to write on
)

// RiskSheet sets the risks on A4, as many pages as they need: what could go wrong, how
// likely and how bad, its level as bars and in words, what is done about it and who sees
// to it. A risk stays on one page where it fits one. Without risks the sheet has places to
// write some.
func (s *Setter) RiskSheet(in RiskSheetInput) Result {
	r := &riskSheet{form: form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}}
	r.rtl = r.runs(PhraseRiskTitle)
	r.box = safeBox(A4, 18, 15, 26)
	r.head()
	for i, risk := range in.Risks {
		r.risk(risk, i == 0)
	}
	for i := range blankRisks {
		if len(in.Risks) == 0 {
			r.risk(plan.Risk{}, i == 0)
		}
	}
	r.foot()
	pages := r.pages()
	return r.result(pages, r.phrase(PhraseRiskTitle).text)
}

// riskSheet is a risk sheet in the making: groups of rows from the top down.
type riskSheet struct {
	form
	rtl    bool
	box    display.Rect
	groups [][]riskRow
}

func (r *riskSheet) words(key string) words {
	w := r.phrase(key)
	w.color = ink
	return w
}

func (r *riskSheet) strong(key string) words {
	w := r.words(key)
	w.role = fonts.Bold
	return w
}

// own is what the organisers wrote, in the language that its letters say.
func (r *riskSheet) own(text string) words {
	return words{field: "risks", lang: fonts.LangFor(text, mainLang(r.event)), text: text, role: fonts.Text, tag: display.P, color: ink}
}

func (r *riskSheet) set(w words, width float64) block {
	return r.s.set(w, width, riskPrint, typeset.Optimal, &r.problems)
}

// text is a row of words over the whole width.
func (r *riskSheet) text(gap float64, b block) riskRow {
	return riskRow{gap, b.height(), func(p *display.Page, y float64) { b.put(p, r.box.X, y, r.box.W, start(r.rtl)) }}
}

// head is the title, which event it is of, and whose.
func (r *riskSheet) head() {
	r.titled(PhraseRiskTitle)
	if r.event.Group != "" {
		r.groups[0] = append(r.groups[0], r.text(3, r.set(r.own(r.event.Group), r.box.W)))
	}
}

// risk adds one, with a rule above it.
func (r *riskSheet) risk(risk plan.Risk, isFirst bool) {
	gap := riskApart
	if isFirst {
		gap += 3
	}
	rows := []riskRow{
		{gap, 1, func(p *display.Page, y float64) { drawRule(p, r.box.X, r.box.X+r.box.W, y, line) }},
		r.top(risk),
	}
	pairs := []struct {
		key   string
		words words
	}{
		{"hurt", r.own(risk.Who)},
		{"likelihood", r.scale(PhraseRiskLikely, risk.Likelihood)},
		{"severity", r.scale(PhraseRiskBad, risk.Severity)},
		{"measure", r.own(risk.Measure)},
		{"owner", r.own(risk.Owner)},
	}
	for _, pair := range pairs {
		if strings.TrimSpace(pair.words.text) == "" {
			rows = append(rows, r.ruled(pair.key))
			continue
		}
		rows = append(rows, r.pair(pair.key, pair.words))
	}
	r.groups = append(r.groups, rows)
}

// scale gives a likelihood or severity as a figure and in words; no words before it is
// judged.
func (r *riskSheet) scale(key string, n int) words {
	if n < 1 || n > plan.MaxScale {
		return words{}
	}
	w := r.words(key + "." + strconv.Itoa(n))
	w.text = typeset.Isolate(strconv.Itoa(n)+"/"+strconv.Itoa(plan.MaxScale)) + " – " + w.text
	return w
}

// top is the level and what could go wrong, with a box for when it is seen to.
func (r *riskSheet) top(risk plan.Risk) riskRow {
	level := r.level(risk.Level())
	word := r.set(level.words, riskWord)
	what := r.own(risk.What)
	what.role, what.tag = fonts.Bold, display.H2
	done := r.set(r.words(PhraseRisk+".done"), r.box.W/5)
	right := done.widest() + beyondBox
	width := r.box.W - riskLabel - riskGap - right - riskGap
	b := r.set(what, width)
	top := max(word.top(), b.top(), done.top())
	h := max(word.height(), b.height(), done.height(), consentBox, 16)
	return riskRow{7, h, func(p *display.Page, y float64) {
		base := y + top
		riskMark(p, r.at(0, riskBars), base+1, level.rank, level.color, r.rtl)
		word.put(p, r.at(riskBars+riskBeside, riskWord), base-word.top(), riskWord, start(r.rtl))
		x := r.at(riskLabel+riskGap, width)
		b.put(p, x, base-b.top(), width, start(r.rtl))
		if what.text == "" {
			drawRule(p, x, x+width, base+1, ink)
		}
		at := r.box.W - right
		box := r.at(at, consentBox)
		tickBox(p, box, base-consentBox+2)
		if risk.Done {
			tick(p, box, base-consentBox+2)
		}
		done.put(p, r.at(at+beyondBox, done.widest()+1), base-done.top(), done.widest()+1, start(r.rtl))
	}}
}

// at is the left edge of a place that begins x after the start of the lines.
func (r *riskSheet) at(x, width float64) float64 {
	if r.rtl {
		return r.box.X + r.box.W - x - width
	}
	return r.box.X + x
}

// pair is a label and its words.
func (r *riskSheet) pair(key string, w words) riskRow {
	label := r.label(key)
	width := r.box.W - riskLabel - riskGap
	b := r.set(w, width)
	top := max(label.top(), b.top())
	h := max(top-label.top()+label.height(), top-b.top()+b.height())
	return riskRow{4, h, func(p *display.Page, y float64) {
		label.put(p, r.at(0, riskLabel), y+top-label.top(), riskLabel, start(r.rtl))
		b.put(p, r.at(riskLabel+riskGap, width), y+top-b.top(), width, start(r.rtl))
	}}
}

func (r *riskSheet) label(key string) block {
	w := r.words(PhraseRisk + "." + key)
	w.color = ink2
	return r.set(w, riskLabel)
}

// ruled is a label and a line to write on.
func (r *riskSheet) ruled(key string) riskRow {
	label := r.label(key)
	h := max(riskLine, label.height())
	width := r.box.W - riskLabel - riskGap
	return riskRow{4, h, func(p *display.Page, y float64) {
		label.put(p, r.at(0, riskLabel), y+h-label.height(), riskLabel, start(r.rtl))
		x := r.at(riskLabel+riskGap, width)
		drawRule(p, x, x+width, y+h-1, ink)
	}}
}

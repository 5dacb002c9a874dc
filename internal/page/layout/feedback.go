package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/qr"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// FeedbackInput is the form on which guests say how it was. Serial numbers the print
// run, from 1; 0 counts as 1.
type FeedbackInput struct {
	Event   event.Event
	Langs   []string // a form in each
	Phrases Phrases
	Serial  int
	Address string // of the page that asks the same, as it is typed; empty for none
}

// The phrases of a feedback form: of every question its key, and of every answer the key
// of the question, a full stop and its own.
const (
	PhraseFeedback      = "feedback"         // + . and a key of package feedback
	PhraseFeedbackTitle = "feedback.title"   // How was it?
	PhraseFeedbackIntro = "feedback.intro"   // No name is asked, and what is done with it
	PhraseFeedbackQuote = "feedback.quote"   // You may quote these words, without a name.
	PhraseSeveral       = "page.how.several" // Tick as many as you like.
)

// Feedback sets the form for guests: on A5, two on a sheet of A4 to cut, or as large
// print on A4. One language has it twice on an A5 sheet, two share one, and of more each
// has its own. Every box is a display.Field, and Result.Sheets has the geometry of each
// language's form: all copies of one are the same, so that nobody is told by a number.
func (s *Setter) Feedback(in FeedbackInput, f Format) Result {
	u := &feedbackForms{s: s, in: in, kind: sheet.Form, scale: 1}
	if f.Name == A4.Name {
		u.kind, u.scale = sheet.LargeForm, A4.H/A5.H
	}
	var pages []*display.Page
	for i, lang := range in.Langs {
		sh, ok := u.lay(lang, i+1)
		switch {
		case !ok:
		case u.kind == sheet.LargeForm:
			p := A4.page()
			u.draw(canvas{page: p, rtl: sh.Spec.RTL}, sh)
			pages = append(pages, p)
		case len(in.Langs) == 2 && i == 1:
			u.half(pages[0], sh, 1)
		default:
			p := A4Landscape.page()
			u.half(p, sh, 0)
			if len(in.Langs) != 2 {
				u.half(p, sh, 1)
			}
			halfCut(p)
			pages = append(pages, p)
		}
	}
	r := Result{Pages: pages, Problems: u.problems.list, Notes: u.notes.list, Sheets: u.sheets, Alt: u.alt}
	return r
}

// feedbackForms is a print in the making.
type feedbackForms struct {
	s      *Setter
	in     FeedbackInput
	kind   sheet.Kind
	scale  float64
	codes  qr.Batch
	sheets []sheet.Sheet
	alt    string

	problems, notes problems
}

// lay lays out the form of a language.
func (u *feedbackForms) lay(lang string, page int) (sheet.Sheet, bool) {
	_, said := u.in.Phrases.Phrase(PhraseFeedbackTitle, lang)
	sh, err := sheet.New(sheet.Spec{Event: string(u.in.Event.ID), Serial: max(1, u.in.Serial), Page: page, Kind: u.kind, Rows: 1, RTL: rtlPage(said)})
	if err != nil {
		u.problems.add("feedback", lang, foundWrongSheets, err.Error())
		return sh, false
	}
	sh.Lang = lang
	u.sheets = append(u.sheets, sh)
	return sh, true
}

// half draws a form on the left or the right half of a page.
func (u *feedbackForms) half(p *display.Page, sh sheet.Sheet, n int) {
	u.draw(canvas{page: p, x: float64(n) * p.W / 2, rtl: sh.Spec.RTL}, sh)
}

// halfCut is the line along which two forms are cut apart.
func halfCut(p *display.Page) {
	var path display.Path
	path.Move(p.W/2, 0)
	path.Line(p.W/2, p.H)
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: line, Width: 0.4}, display.End{})
}

// feedbackForm is one form in one language.
type feedbackForm struct {
	form
	run *feedbackForms
	c   canvas
	sh  sheet.Sheet
}

func (u *feedbackForms) draw(c canvas, sh sheet.Sheet) {
	f := feedbackForm{form: form{s: u.s, event: u.in.Event, lang: sh.Lang, phrases: u.in.Phrases}, run: u, c: c, sh: sh}
	f.head()
	f.questions()
	f.foot()
	f.ground()
	if first := sh.Spec.Page == 1; first {
		u.alt = f.phrase(PhraseFeedbackTitle).text + " " + f.title().text + "."
	}
	u.problems.list = append(u.problems.list, f.problems.list...)
	u.notes.list = append(u.notes.list, f.notes.list...)
}

// at is a size in points for this size of form.
func (f *feedbackForm) at(least, most float64) sizes {
	return sizes{least * f.run.scale, most * f.run.scale}
}

// deep is a height for words of the form's language that is h for other letters.
func (f *feedbackForm) deep(h float64) float64 {
	if fonts.Climbs(f.lang) {
		return 1.5 * h
	}
	return h
}

// Sizes of words in points on A5; on A4 they are larger by the square root of two, so
// that questions and answers are large print, of 16 pt at least.
const (
	feedbackAskMost = 13.0
	feedbackSay     = 11.4
	feedbackLeast   = 8.5 // for long words in A5, and the least of small print
)

// feedbackNear is how much of the white around a question stands over it, so that it is
// nearer to its own answers than to those of the question before.
const feedbackNear = 0.45

// head says what it is and of which event, and what is done with it.
func (f *feedbackForm) head() {
	r := f.c.rect(f.sh.Areas.Title)
	title := f.phrase(PhraseFeedbackTitle)
	title.role, title.tag = fonts.Display, display.H1
	y := f.put(f.c.page, title, display.Rect{X: r.X, Y: r.Y, W: r.W, H: f.deep(20 * f.run.scale)}, f.at(13, 17), start(f.c.rtl)) + 2*f.run.scale
	f.which(display.Rect{X: r.X, Y: y, W: r.W, H: r.Y + r.H - y})
	r = f.c.rect(f.sh.Areas.Intro)
	f.put(f.c.page, f.phrase(PhraseFeedbackIntro), r, f.at(feedbackLeast, feedbackSay), start(f.c.rtl))
}

// which names the event over its date; in letters whose lines slope both share them.
func (f *feedbackForm) which(r display.Rect) {
	own, date := f.title(), f.date()
	own.role, own.tag = fonts.Bold, display.P
	if fonts.Climbs(date.lang) && date.text != "" {
		own.lang = date.lang
		own.text = typeset.Isolate(own.text) + " · " + typeset.Isolate(date.text)
		f.put(f.c.page, own, r, f.at(7, feedbackSay), start(f.c.rtl))
		return
	}
	under := f.fit(date, display.Rect{W: r.W, H: f.deep(16 * f.run.scale)}, f.at(feedbackLeast, feedbackSay))
	y := f.put(f.c.page, own, display.Rect{X: r.X, Y: r.Y, W: r.W, H: r.H - under.height() - 2}, f.at(7, feedbackSay), start(f.c.rtl)) + 2
	under.put(f.c.page, r.X, y, r.W, start(f.c.rtl))
}

// questions sets every question over its answers.
func (f *feedbackForm) questions() {
	for row, q := range feedback.Questions() {
		ask := f.bold(PhraseFeedback + "." + q.Key)
		ask.tag = display.H2
		r := f.c.rect(f.sh.Areas.Labels[row])
		if fonts.Climbs(f.lang) { // its lines slope into the white around them
			up := 0.2
			if q.Kind == feedback.Words {
				up = -0.1
			}
			r.Y, r.H = r.Y-r.H*up, r.H*1.35
		}
		b := f.fit(ask, r, f.at(feedbackLeast, feedbackAskMost))
		down := feedbackNear
		if q.Kind == feedback.YesNo { // over its boxes, whether it has one line or two
			down = 1
		}
		r.Y += (r.H - b.height()) * down
		b.put(f.c.page, r.X, r.Y, r.W, start(f.c.rtl))
		if q.Kind == feedback.Choice {
			f.several(r, b)
		}
		f.answers(row)
	}
}

// several says that more than one may be ticked, after the question where it fits there.
func (f *feedbackForm) several(r display.Rect, ask block) {
	gap := 8 * f.run.scale
	room := r.W - ask.widest() - gap
	w := f.phrase(PhraseSeveral)
	b, fits := f.s.shape(w, &f.problems).fit(room, r.H, feedbackLeast*f.run.scale, feedbackSay*f.run.scale, 1.2, typeset.Greedy, &problems{})
	if len(ask.lines) != 1 || !fits || len(b.lines) != 1 {
		return
	}
	x := r.X + r.W - room
	if f.c.rtl {
		x = r.X
	}
	b.put(f.c.page, x, r.Y+ask.top()-b.top(), room, start(f.c.rtl)) // on one line with it
}

// answers sets the words of a question's boxes.
func (f *feedbackForm) answers(row int) {
	if row == 0 {
		f.faceWords()
		return
	}
	for i, box := range f.sh.Boxes {
		if box.Row != row {
			continue
		}
		r := f.c.rect(f.sh.Areas.Heads[i])
		b := f.answer(f.phrase(PhraseFeedback+"."+box.Name), r)
		y := r.Y + (r.H-b.height())/2
		if len(b.lines) == 1 && !fonts.Climbs(b.lang) {
			y = r.Y + r.H/2 + b.size*tickDrop - b.top()
		}
		b.put(f.c.page, r.X, y, r.W, start(f.c.rtl))
	}
}

// faceWords sets those under the faces, all five level and in the size of those that fit
// least, with white between them.
func (f *feedbackForm) faceWords() {
	apart := 4.0 * f.run.scale
	blocks := make([]block, len(f.sh.Areas.Faces))
	size, top := math.Inf(1), 0.0
	for i := range blocks {
		r := f.c.rect(f.sh.Areas.Heads[i])
		blocks[i] = f.answer(f.phrase(PhraseFeedback+"."+f.sh.Boxes[i].Name), display.Rect{W: r.W - apart, H: r.H})
		size = min(size, blocks[i].size)
	}
	for i, b := range blocks {
		if r := f.c.rect(f.sh.Areas.Heads[i]); len(b.lines) > 0 && b.size != size {
			blocks[i], _ = f.s.shape(b.words, &f.problems).fit(r.W-apart, r.H, size, size, headLead(b.words), balanced, &f.problems)
		}
		top = max(top, blocks[i].top())
	}
	for i, b := range blocks {
		r := f.c.rect(f.sh.Areas.Heads[i])
		b.put(f.c.page, r.X, r.Y+top-b.top(), r.W, centre)
	}
}

// answer sets an answer as large as its place holds, on one line where it can be read so.
func (f *feedbackForm) answer(w words, r display.Rect) block {
	lead := headLead(w)
	sh := f.s.shape(w, &f.problems)
	var ps problems
	b, ok := sh.fit(r.W, r.H, 10*f.run.scale, feedbackSay*f.run.scale, lead, balanced, &ps)
	if ok && len(ps.list) == 0 {
		return b
	}
	b, ok = sh.fit(r.W, r.H, 7.5*f.run.scale, 10*f.run.scale, lead, balanced, &f.problems)
	if !ok && b.height() > r.H {
		f.problems.add("phrases", w.lang, foundWordsLeftOut, w.text)
		return block{words: w}
	}
	return b
}

// footMore is how far below its foot a form may have words, in points on A5: more is beyond
// what printers reach.
const footMore = 4.5

// foot says how to tick, and below it where a page asks the same, if that has room: hints in
// some languages take two lines.
func (f *feedbackForm) foot() {
	r := f.c.rect(f.sh.Areas.Foot)
	hint := f.phrase(PhraseHint)
	if f.run.in.Address != "" && f.asksToo(hint, r) {
		return
	}
	b := f.fit(hint, r, f.at(7.5, 10))
	b.put(f.c.page, r.X, r.Y+(r.H-b.height())/2, r.W, centre)
}

// asksToo sets the hint with the address below it, if both have room.
func (f *feedbackForm) asksToo(hint words, r display.Rect) bool {
	deep := 10 * f.run.scale // of the address
	b, ok := f.s.shape(hint, &f.problems).fit(r.W, r.H+footMore*f.run.scale-deep, 7.5*f.run.scale, 10*f.run.scale, 1.2, typeset.Balance, &problems{})
	if !ok || fonts.Climbs(hint.lang) {
		return false
	}
	b.put(f.c.page, r.X, r.Y, r.W, centre)
	address := words{field: "address", lang: "en", text: f.run.in.Address, role: fonts.Bold, tag: display.P, color: black}
	f.put(f.c.page, address, display.Rect{X: r.X, Y: r.Y + r.H + footMore*f.run.scale - deep, W: r.W, H: deep}, f.at(7.5, 8.5), centre)
	return true
}

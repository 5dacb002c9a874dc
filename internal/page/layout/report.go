package layout

import (
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// Said is words with their language. Where it is empty the letters say it.
type Said struct{ Text, Lang string }

// ReportInput is a document of an event for those who pay for it: what it says is decided
// elsewhere, and here only how it stands on paper.
type ReportInput struct {
	Event    event.Event
	Phrases  Phrases
	Kind     Said // what the document is; the page runs as these words do
	Lines    []Said
	Tiles    []ReportTile
	Sections []ReportSection
}

// ReportTile is one number that is seen first.
type ReportTile struct {
	Number     Said
	What, Note Said
}

// ReportSection is what stands under one heading.
type ReportSection struct {
	Title Said
	Items []ReportItem
	Page  bool // it begins a page
}

// ReportItem is one of ReportText, ReportChart, ReportTable, ReportQuote, ReportPhotos and
// ReportPair.
type ReportItem interface {
	rows(r *reportDoc) []riskRow
}

// ReportText is a text, with a heading of its own where it has one. Quiet text is grey.
type ReportText struct {
	Title, Text Said
	Quiet       bool
}

// ReportQuote is words of somebody.
type ReportQuote struct{ Words, By Said }

// ReportPair is a question of a form and its answer.
type ReportPair struct{ Question, Answer Said }

// The measures of a report, in points. All of it is clear print, 12 points and more.
const (
	reportPrint = 12.0
	reportLoud  = 13.5
	reportHead  = 19.0
	reportGap   = 12.0 // between items
	reportApart = 26.0 // over a heading
	reportBar   = 4.0  // the mark beside a quotation, or over a heading
	reportChunk = 600  // letters of a paragraph that no page divides
	reportLabel = 170.0
	reportWrite = 24.0 // to write an answer in
)

// Report sets the document on A4, as many pages as it needs: a cover band with the event's
// braid, its numbers, and its sections one after the other. An item stays on one page where
// it fits one.
func (s *Setter) Report(in ReportInput) Result {
	r := &reportDoc{form: form{s: s, event: in.Event, lang: in.Kind.Lang, fixed: in.Kind.Lang, phrases: in.Phrases}, in: in, rtl: rtlPage(in.Kind.Lang)}
	r.box = safeBox(A4, 16, 18, 22)
	r.cover()
	for i, section := range in.Sections {
		r.section(section, i)
	}
	return r.result(r.pages(), in.Kind.Text+": "+r.title().text+".")
}

// reportDoc is a report in the making: groups of rows from the top down.
type reportDoc struct {
	form
	in     ReportInput
	rtl    bool
	box    display.Rect
	groups []rowGroup
}

func (r *reportDoc) add(rows ...riskRow) { r.groups = append(r.groups, rowGroup{rows: rows}) }

// words are words of the input, as running text.
func (r *reportDoc) words(s Said) words {
	lang := s.Lang
	if lang == "" {
		lang = fonts.LangFor(s.Text, mainLang(r.event))
	}
	return words{field: "report", lang: lang, text: s.Text, role: fonts.Text, tag: display.P, color: ink}
}

func (r *reportDoc) strong(s Said) words {
	w := r.words(s)
	w.role = fonts.Bold
	return w
}

func (r *reportDoc) quiet(s Said) words {
	w := r.words(s)
	w.color = ink2
	return w
}

func (r *reportDoc) set(w words, width, size float64) block {
	return r.s.set(w, width, size, typeset.Optimal, &r.problems)
}

// row is a block over the whole width, at the side where its own lines begin.
func (r *reportDoc) row(gap float64, b block) riskRow { return r.rowAt(gap, b, r.side(b)) }

// label is a block at the side where the page's lines begin.
func (r *reportDoc) label(gap float64, b block) riskRow { return r.rowAt(gap, b, start(r.rtl)) }

func (r *reportDoc) rowAt(gap float64, b block, a align) riskRow {
	return riskRow{gap, b.height(), func(p *display.Page, y float64) { b.put(p, r.box.X, y, r.box.W, a) }}
}

// title is the event's, in the language of the report where it has one; else as it is.
func (r *reportDoc) title() words {
	text, got := r.event.Title.In(r.lang, mainLang(r.event), "en")
	return words{field: "title", lang: got, text: text, role: fonts.Display, tag: display.H1, color: ink}
}

// side is where lines of words stand: those of the other direction keep to their own.
func (r *reportDoc) side(b block) align { return start(b.rtl) }

// at is the left edge of a place that begins x after the start of the lines.
func (r *reportDoc) at(x, width float64) float64 {
	if r.rtl {
		return r.box.X + r.box.W - x - width
	}
	return r.box.X + x
}

// section is a heading with what stands under it; the first item begins with it.
func (r *reportDoc) section(s ReportSection, i int) {
	first := true
	for _, item := range s.Items {
		rows := item.rows(r)
		if len(rows) == 0 {
			continue
		}
		n := min(together(item, len(rows)), len(rows))
		g := rowGroup{rows: rows[:n]}
		if first && s.Title.Text != "" {
			g = rowGroup{rows: append([]riskRow{r.heading(s.Title, i)}, rows[:n]...), page: s.Page}
		} else if first {
			rows[0].gap += reportGap
		}
		first = false
		r.groups = append(r.groups, g)
		for _, row := range rows[n:] {
			r.add(row)
		}
	}
}

// together is how many rows of an item stay together: all, or of texts and pictures, which
// pages may divide, the beginning.
func together(item ReportItem, rows int) int {
	switch it := item.(type) {
	case ReportText:
		if it.Title.Text == "" {
			return 1
		}
		return 2
	case ReportPhotos:
		return 1
	}
	return rows
}

// heading is a section's, under a piece of colour.
func (r *reportDoc) heading(s Said, i int) riskRow {
	title := r.words(s)
	title.role, title.tag = fonts.Display, display.H2
	b := r.s.set(title, r.box.W, reportHead, typeset.Balance, &r.problems)
	color := labelColors()[i%len(labelColors())]
	return riskRow{reportApart, b.height() + reportBar + 8, func(p *display.Page, y float64) {
		r.mark(p, display.Rect{X: r.at(0, 42), Y: y, W: 42, H: reportBar}, color)
		b.put(p, r.box.X, y+reportBar+8, r.box.W, start(r.rtl))
	}}
}

// mark is a piece of colour that means nothing.
func (r *reportDoc) mark(p *display.Page, in display.Rect, color display.Color) {
	p.Add(display.Tag{Artifact: true}, display.Fill{Path: display.RoundRectPath(in, min(in.W, in.H)/2), Color: color}, display.End{})
}

func (t ReportText) rows(r *reportDoc) (out []riskRow) {
	gap := reportGap
	if t.Title.Text != "" {
		w := r.strong(t.Title)
		out, gap = append(out, r.label(gap, r.set(w, r.box.W, reportPrint))), 3
	}
	for paragraph := range strings.SplitSeq(t.Text.Text, "\n") {
		for _, piece := range paragraphs(strings.TrimSpace(paragraph), reportChunk) {
			w := r.words(Said{piece, t.Text.Lang})
			if t.Quiet {
				w.color = ink2
			}
			out, gap = append(out, r.row(gap, r.set(w, r.box.W, reportPrint))), 4
		}
	}
	return out
}

// paragraphs divides a long paragraph between sentences, or else between words.
func paragraphs(text string, most int) (out []string) {
	for rest := []rune(text); len(rest) > 0; {
		n := len(rest)
		if n > most {
			n = lastEnd(rest[:most])
		}
		if s := strings.TrimSpace(string(rest[:n])); s != "" {
			out = append(out, s)
		}
		rest = rest[n:]
	}
	return out
}

func lastEnd(text []rune) int {
	word := len(text)
	for i := len(text) - 1; i > len(text)/2; i-- {
		if strings.ContainsRune(".!?。۔؟።", text[i-1]) {
			return i
		}
		if text[i] == ' ' && word == len(text) {
			word = i
		}
	}
	return word
}

func (q ReportQuote) rows(r *reportDoc) []riskRow {
	const indent = reportBar + 12
	width := r.box.W - 2*indent
	w := r.strong(q.Words)
	b := r.set(w, width, reportLoud)
	by := block{}
	h := b.height()
	if q.By.Text != "" {
		by = r.set(r.quiet(q.By), width, reportPrint)
		h += 5 + by.height()
	}
	color := labelColors()[len(q.Words.Text)%3]
	return []riskRow{{reportGap + 3, h, func(p *display.Page, y float64) {
		x := r.box.X
		if b.rtl {
			x += r.box.W - reportBar
		}
		r.mark(p, display.Rect{X: x, Y: y, W: reportBar, H: h}, color)
		y = b.put(p, r.box.X+indent, y, width, r.side(b))
		by.put(p, r.box.X+indent, y+5, width, start(b.rtl))
	}}}
}

// rows of a pair stand beside each other: the question at the start of lines. Without an
// answer there is a line to write on.
func (q ReportPair) rows(r *reportDoc) []riskRow {
	const gap, pad, apart = 14.0, 5.0, 5.0
	width := r.box.W - reportLabel - gap
	question := r.set(r.strong(q.Question), reportLabel, reportPrint)
	var answers []block
	h := 0.0
	for line := range strings.SplitSeq(q.Answer.Text, "\n") {
		for _, piece := range paragraphs(line, reportChunk) {
			b := r.set(r.words(Said{piece, q.Answer.Lang}), width, reportPrint)
			answers, h = append(answers, b), h+b.height()+apart
		}
	}
	top := max(question.top(), firstTop(answers)) // their first lines stand level
	if len(answers) == 0 {
		h = reportWrite
	} else {
		h += top - firstTop(answers) - apart
	}
	h = max(h, top-question.top()+question.height())
	return []riskRow{{1, h + 2*pad, func(p *display.Page, y float64) {
		drawRule(p, r.box.X, r.box.X+r.box.W, y, line)
		question.put(p, r.at(0, reportLabel), y+pad+top-question.top(), reportLabel, start(r.rtl))
		at := y + pad + top - firstTop(answers)
		for _, b := range answers {
			at = b.put(p, r.at(reportLabel+gap, width), at, width, start(r.rtl)) + apart
		}
	}}}
}

// pages deals the groups out to pages.
func (r *reportDoc) pages() []*display.Page {
	pages := flow(r.box, r.groups)
	r.feet(pages)
	return pages
}

// reportFootMM is how far the words at the foot of a page end above its edge.
const reportFootMM = 14.0

// feet says on each page what it is of, and which of how many.
func (r *reportDoc) feet(pages []*display.Page) {
	for i, p := range pages {
		number := r.pageOf(i+1, len(pages))
		n := r.set(number, r.box.W/6, reportPrint)
		of := r.quiet(r.in.Kind)
		width := r.box.W - n.widest() - 20
		b := r.fit(of, display.Rect{W: width, H: 17}, sizes{reportPrint, reportPrint})
		base := p.H - display.MM(reportFootMM) - max(n.bottom(), b.bottom())
		b.put(p, r.at(0, width), base-b.top(), width, start(r.rtl))
		n.put(p, r.at(r.box.W-n.widest()-1, n.widest()+1), base-n.top(), n.widest()+1, end(r.rtl))
	}
}

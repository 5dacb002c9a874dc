package layout

import (
	"fmt"
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/locale"
	"daykit/internal/page/qr"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// USLetter is the paper of North America, which recovery sheets come on too.
var USLetter = Format{Name: "letter", W: 215.9, H: 279.4, Distance: 1}

// RecoveryInput is what a recovery sheet says. Code, Groups and Words are the same
// secret three times (package seal); the caller keeps them no longer than it must,
// and sets the sheet with a Setter of its own, since a Setter remembers words.
type RecoveryInput struct {
	Lang    string
	Phrases Phrases

	Group  string // name of the group; may be empty
	Mark   string // fingerprint of the group's signing key
	Date   string // 2026-12-18
	Number int    // of the sheet, from 1
	Copies int    // that are printed, one page each

	Code   string
	Groups []string
	Words  []string
}

// The phrases of a recovery sheet.
const (
	PhraseRecovery        = "recovery.title"
	PhraseRecoveryGroup   = "recovery.group"   // For {group}
	PhraseRecoveryMade    = "recovery.made"    // Made on {date}, sheet {n}
	PhraseRecoveryMark    = "recovery.mark"    // Mark of the group: {mark}
	PhraseRecoveryCopy    = "recovery.copy"    // Copy {n} of {m}
	PhraseRecoveryWhat    = "recovery.what"    // what the sheet opens
	PhraseRecoverySecret  = "recovery.secret"  // who else can open it
	PhraseRecoveryKeep    = "recovery.keep"    // where to keep it
	PhraseRecoveryNewest  = "recovery.newest"  // when it is worth nothing
	PhraseRecoverySteps   = "recovery.steps"   // heading
	PhraseRecoveryStep    = "recovery.step"    // + . and a number
	PhraseRecoveryGroups  = "recovery.groups"  // heading
	PhraseRecoveryLetters = "recovery.letters" // what the groups never hold
	PhraseRecoveryWords   = "recovery.words"   // heading
)

// The measures of a recovery sheet, in points unless they say otherwise.
const (
	recoveryCodeMM  = 76.0 // of the code with its quiet zone: a module of 1.5 mm
	recoveryPrint   = 11.5 // running text
	recoveryLeast   = 9.0
	recoverySection = 16.0 // over a heading
	recoveryKey     = 19.0 // characters of the groups
	recoveryKeyCell = 0.9  // of a character's size, the width of its cell
	recoveryWord    = 12.5
	recoveryNumber  = 9.0 // numbers of groups and words
	recoveryRow     = 8.0 // between rows of groups and of words
	recoverySteps   = 4
)

// Recovery sets a recovery sheet, one page for each copy. Nothing on it belongs to an
// event.
func (s *Setter) Recovery(in RecoveryInput, f Format) Result {
	r := &recovery{form: form{s: s, lang: in.Lang, phrases: in.Phrases}, in: in, box: safeBox(f, 16, 15, 15)}
	_, said := in.Phrases.Phrase(PhraseRecovery, in.Lang)
	r.rtl = rtlPage(said) // as its words run
	var pages []*display.Page
	for n := range in.Copies {
		r.p = f.page()
		r.draw(n + 1)
		pages = append(pages, r.p)
	}
	return r.result(pages, r.phrase(PhraseRecovery).text)
}

// recovery is a sheet in the making.
type recovery struct {
	form
	in  RecoveryInput
	rtl bool
	box display.Rect
	p   *display.Page
}

func (r *recovery) draw(copyNumber int) {
	y := r.head(copyNumber)
	y = r.code(y + 8)
	y = r.groups(y + recoverySection)
	y = r.words(y + recoverySection)
	r.steps(y + recoverySection)
}

// said is a phrase with its places filled.
func (r *recovery) said(key string, fill ...string) words {
	w := r.phrase(key)
	for i := 0; i+1 < len(fill); i += 2 {
		fill[i+1] = typeset.Isolate(fill[i+1])
	}
	w.text, w.color = strings.NewReplacer(fill...).Replace(w.text), ink
	return w
}

func (r *recovery) heading(key string) words {
	w := r.said(key)
	w.role, w.tag, w.color = fonts.Bold, display.H2, tealDark
	return w
}

func (r *recovery) set(w words, width, size float64) block {
	return r.s.set(w, width, size, typeset.Optimal, &r.problems)
}

// head says what the page is, whose, from when and which copy.
func (r *recovery) head(copyNumber int) float64 {
	title := r.said(PhraseRecovery)
	title.role, title.tag = fonts.Display, display.H1
	which := r.said(PhraseRecoveryCopy, "{n}", strconv.Itoa(copyNumber), "{m}", strconv.Itoa(r.in.Copies))
	which.role, which.color = fonts.Bold, coralDark
	whichSet := r.set(which, r.box.W*0.3, 14)
	head := r.set(title, r.box.W*0.7, 30)
	y := head.put(r.p, r.box.X, r.box.Y, r.box.W, start(r.rtl))
	whichSet.put(r.p, r.box.X, r.box.Y+head.top()-whichSet.top(), r.box.W, end(r.rtl))
	y += 8
	if r.in.Group != "" {
		group := r.said(PhraseRecoveryGroup, "{group}", r.in.Group)
		group.role = fonts.Bold
		y = r.put(r.p, group, display.Rect{X: r.box.X, Y: y, W: r.box.W, H: 40}, sizes{recoveryLeast, 14}, start(r.rtl)) + 4
	}
	for _, w := range []words{
		r.said(PhraseRecoveryMade, "{date}", locale.LongDate(r.lang, r.in.Date), "{n}", strconv.Itoa(r.in.Number)),
		r.said(PhraseRecoveryMark, "{mark}", r.in.Mark),
	} {
		w.color = ink2
		y = r.set(w, r.box.W, recoveryPrint-1).put(r.p, r.box.X, y, r.box.W, start(r.rtl)) + 3
	}
	drawRule(r.p, r.box.X, r.box.X+r.box.W, y+3, line)
	return y + 3
}

// code draws the code with what it opens and where to keep it beside.
func (r *recovery) code(y float64) float64 {
	side := display.MM(recoveryCodeMM)
	path, modules, err := qr.Robust(r.in.Code, side, 0, 0)
	if err != nil {
		r.problems.add("code", "", foundNoCode, err.Error())
		return y
	}
	box := pathBounds(path)
	q := qrBlock{path: shifted(path, -box.X, -box.Y), modules: modules, ink: display.Rect{W: box.W, H: box.H}, payload: r.in.Code, black: true}
	x, at := r.box.X, r.box.X+side+6
	if r.rtl {
		x, at = r.box.X+r.box.W-side, r.box.X
	}
	q.put(r.p, x+(side-box.W)/2, y+(side-box.H)/2, r.lang, r.phrase(PhraseRecovery).text)
	width := r.box.W - side - 6
	list := []words{r.said(PhraseRecoveryWhat), r.said(PhraseRecoverySecret), r.said(PhraseRecoveryKeep), r.said(PhraseRecoveryNewest)}
	list[1].role, list[1].color = fonts.Bold, coralDark
	for size := recoveryPrint; size >= recoveryLeast; size -= 0.5 {
		var blocks []spaced
		for i, w := range list {
			blocks = append(blocks, spaced{r.set(w, width, size), size * 0.75 * float64(min(i, 1))})
		}
		h := heightOf(blocks)
		if h > side && size > recoveryLeast {
			continue
		}
		top := y + max(0, (side-h)/2)
		for _, b := range blocks {
			top = b.put(r.p, at, top+b.gap, width, start(r.rtl))
		}
		return max(y+side, top)
	}
	return y + side
}

// groups sets the characters in cells of one width, so that a hand finds its place
// again; they run from left to right in every language.
func (r *recovery) groups(y float64) float64 {
	y = r.set(r.heading(PhraseRecoveryGroups), r.box.W, 13).put(r.p, r.box.X, y, r.box.W, start(r.rtl)) + 9
	const columns = 4
	rows := (len(r.in.Groups) + columns - 1) / columns
	for row := range rows {
		h := 0.0
		for col := range columns {
			i := row*columns + col
			if i < len(r.in.Groups) {
				h = max(h, r.key(r.box.X+r.box.W/columns*float64(col), y, i))
			}
		}
		y += h + recoveryRow
	}
	note := r.said(PhraseRecoveryLetters)
	note.color = ink2
	return r.set(note, r.box.W, recoveryPrint-1).put(r.p, r.box.X, y, r.box.W, start(r.rtl))
}

// key sets one group after its number and gives its height.
func (r *recovery) key(x, y float64, i int) float64 {
	w := words{field: "groups", lang: "en", text: r.in.Groups[i], role: fonts.Bold, tag: display.P, color: ink}
	sp := r.s.speller(w)
	b := sp.set(w.text, 1e6, sizes{recoveryKey, recoveryKey}, &r.problems)
	for l := range b.lines {
		for n := range b.lines[l].Runs {
			b.lines[l].W = inCells(&b.lines[l].Runs[n], recoveryKey*recoveryKeyCell)
		}
	}
	number := r.number(i)
	number.put(r.p, x, y+b.top()-number.top(), recoveryIndent-6, right)
	b.put(r.p, x+recoveryIndent, y, b.widest(), left)
	return b.height()
}

// recoveryIndent is the room of a number before a group or a word.
const recoveryIndent = 22.0

func (r *recovery) number(i int) block {
	w := words{field: "groups", lang: "en", text: strconv.Itoa(i + 1), role: fonts.Text, tag: display.P, color: ink2}
	return r.set(w, 1e6, recoveryNumber)
}

// inCells moves each glyph of a run to the middle of a cell and gives their width.
func inCells(run *display.GlyphRun, cell float64) float64 {
	run.W = 0
	for i := range run.Glyphs {
		g := &run.Glyphs[i]
		g.X = run.W + (cell-g.Advance)/2
		g.Advance = cell
		run.W += cell
	}
	return run.W
}

// words sets the numbered words, row by row.
func (r *recovery) words(y float64) float64 {
	y = r.set(r.heading(PhraseRecoveryWords), r.box.W, 13).put(r.p, r.box.X, y, r.box.W, start(r.rtl)) + 9
	const columns = 5
	for i := 0; i < len(r.in.Words); i += columns {
		y += r.wordRow(y, i, columns) + recoveryRow
	}
	return y
}

// wordRow sets some of the words on one line and gives its height.
func (r *recovery) wordRow(y float64, first, columns int) float64 {
	width := r.box.W / float64(columns)
	var row []block
	top, bottom := 0.0, 0.0
	for _, word := range r.in.Words[first:min(first+columns, len(r.in.Words))] {
		w := words{field: "words", lang: "en", text: word, role: fonts.Text, tag: display.P, color: ink}
		b := r.set(w, width-recoveryIndent, recoveryWord)
		row = append(row, b)
		top, bottom = max(top, b.top()), max(bottom, b.bottom())
	}
	for col, b := range row {
		x, number := r.box.X+width*float64(col), r.number(first+col)
		number.put(r.p, x, y+top-number.top(), recoveryIndent-6, right)
		b.put(r.p, x+recoveryIndent, y+top-b.top(), b.widest(), left)
	}
	return top + bottom
}

// steps says what to do on the day, as large as the rest of the page lets it be.
func (r *recovery) steps(y float64) {
	y = r.set(r.heading(PhraseRecoverySteps), r.box.W, 13).put(r.p, r.box.X, y, r.box.W, start(r.rtl)) + 6
	list := numbered{s: r.s, rtl: r.rtl}
	for i := 1; i <= recoverySteps; i++ {
		list.all = append(list.all, r.s.shape(r.said(fmt.Sprintf("%s.%d", PhraseRecoveryStep, i)), &r.problems))
	}
	bottom := r.box.Y + r.box.H
	for size := recoveryPrint; size >= recoveryLeast; size -= 0.5 {
		if steps, h := list.set(r.box.W, size); y+h-size*0.7 <= bottom {
			list.put(r.p, steps, r.box.X, y, r.box.W)
			return
		}
	}
	r.problems.add("phrases", r.lang, foundWordsLeftOut, r.phrase(PhraseRecoverySteps).text)
}

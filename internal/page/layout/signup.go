package layout

import (
	"slices"
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/qr"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// SignupInput is what the sign-up sheets ask. Serial numbers the print run, from
// 1; 0 counts as 1.
type SignupInput struct {
	Event   event.Event
	Lang    string
	Phrases Phrases
	Code    Code
	Serial  int
}

// Signup sets the sheets of one print run on A4, in rows or as slips to cut.
// Every tick box and every field is a display.Field with the id that package
// sheet gives it, so that a reader finds it again.
func (s *Setter) Signup(in SignupInput) Result {
	u := &signup{s: s, in: in}
	spec := u.spec()
	var r Result
	if spec.Kind == sheet.Slip {
		r.Pages = u.slips(spec)
	} else {
		r.Pages = u.rows(spec)
	}
	r.Problems, r.Notes, r.Alt = u.problems.list, u.notes.list, u.phrase(PhraseSheet).text+": "+u.title().text+"."
	r.QRFromM = u.visitor.fromM()
	return r
}

// signup is a print run in the making.
type signup struct {
	s               *Setter
	in              SignupInput
	problems, notes problems
	visitor         qrBlock
}

// spec reads the event's settings; what a sheet cannot hold is put right and
// reported.
func (u *signup) spec() sheet.Spec {
	set := u.in.Event.Signup
	spec := sheet.Spec{
		Event: string(u.in.Event.ID), Serial: max(1, u.in.Serial), Page: 1, Kind: sheet.Rows,
		Fields: u.known("signup.fields", set.Fields, sheet.Fields()),
		Ticks:  u.known("signup.ticks", set.Ticks, sheet.Ticks()),
		Rows:   set.Rows, RTL: rtlPage(u.in.Lang),
	}
	if !slices.Contains(spec.Fields, "name") {
		spec.Fields = append(spec.Fields, "name")
	}
	if spec.Rows == 0 {
		spec.Rows = sheet.MaxRows
	}
	if set.Layout == event.LayoutSlips {
		spec.Kind = sheet.Slip
		return spec
	}
	if spec.Rows < 1 || spec.Rows > sheet.MaxRows {
		u.problems.add("signup.rows", u.in.Lang, "a sheet holds 1 to %d rows; %d are printed", sheet.MaxRows, sheet.MaxRows)
		spec.Rows = sheet.MaxRows
	}
	return spec
}

func (u *signup) known(field string, have, all []string) []string {
	var out []string
	for _, name := range have {
		if !slices.Contains(all, name) {
			u.problems.add(field, u.in.Lang, "%q is not on the sheets of this version", name)
		} else if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func (u *signup) sheets() int { return max(1, u.in.Event.Signup.Sheets) }

// rows sets a page for each sheet.
func (u *signup) rows(spec sheet.Spec) []*display.Page {
	var pages []*display.Page
	for n := range u.sheets() {
		spec.Page = n + 1
		sh, err := sheet.New(spec)
		if err != nil {
			u.problems.add("signup", u.in.Lang, "%v", err)
			return nil
		}
		pages = append(pages, u.rowsPage(sh))
	}
	return pages
}

func (u *signup) rowsPage(sh sheet.Sheet) *display.Page {
	p := A4.page()
	c := canvas{page: p, rtl: sh.Spec.RTL}
	u.header(c, sh)
	u.drawVisitor(c, sh)
	u.machine(c, sh)
	u.table(c, sh)
	u.footer(c, sh)
	return p
}

// phrase takes a fixed phrase, as running text.
func (u *signup) phrase(key string) words {
	text, got := u.in.Phrases.Phrase(key, u.in.Lang)
	if got != u.in.Lang {
		u.notes.add("phrases", u.in.Lang, "the kit's fixed words are not reviewed in %s yet; %s is printed", nameOf(u.in.Lang), nameOf(got))
	}
	return words{field: "phrases", lang: got, text: text, role: fonts.Text, tag: display.P, color: black}
}

func (u *signup) bold(key string) words {
	w := u.phrase(key)
	w.role = fonts.Bold
	return w
}

func (u *signup) title() words {
	text, got := pick(&u.problems, "title", u.in.Event.Title, u.in.Event, u.in.Lang)
	return words{field: "title", lang: got, text: text, role: fonts.Display, tag: display.H1, color: black}
}

// header says what is signed up for, and when.
func (u *signup) header(c canvas, sh sheet.Sheet) {
	r := c.rect(sh.Areas.Title)
	y := u.put(c, u.bold(PhraseSheet), display.Rect{X: r.X, Y: r.Y, W: r.W, H: 14}, 9, 10) + 4
	y = u.put(c, u.title(), display.Rect{X: r.X, Y: y, W: r.W, H: r.Y + r.H - 66 - y}, 10, 20) + 5
	when := words{field: "date", lang: u.in.Lang, text: locale.LongDate(u.in.Lang, u.in.Event.Date), role: fonts.Text, tag: display.P, color: black}
	u.put(c, when, display.Rect{X: r.X, Y: y, W: r.W, H: 14}, 8, 10)
}

// drawVisitor puts the visitors' own code, larger than the organiser's and with
// its words beside it.
func (u *signup) drawVisitor(c canvas, sh sheet.Sheet) {
	if u.in.Code.Payload == "" {
		return
	}
	area := c.rect(sh.Areas.Visitor)
	if u.visitor.modules == 0 {
		u.visitor = u.s.code(u.in.Code.Payload, area.W, &u.problems)
	}
	inset := (area.W - u.visitor.ink.W) / 2
	signupWords := u.bold(PhraseSignup)
	u.visitor.put(c.page, area.X+inset, area.Y+inset, signupWords.lang, signupWords.text+": "+u.in.Code.Address)
	t := c.rect(sh.Areas.Title)
	y := t.Y + t.H - 48
	y = u.put(c, signupWords, display.Rect{X: t.X, Y: y, W: t.W, H: 17}, 10, 13) + 3
	y = u.put(c, u.phrase(PhraseScan), display.Rect{X: t.X, Y: y, W: t.W, H: 13}, 8, 10) + 3
	address := words{field: "code", lang: "en", text: u.in.Code.Address, role: fonts.Bold, tag: display.P, color: black}
	u.put(c, address, display.Rect{X: t.X, Y: y, W: t.W, H: 14}, 7, 11)
}

// put sets words into a box at the start of its lines, between two sizes, and
// gives the bottom of them. What does not fit is reported and left out.
func (u *signup) put(c canvas, w words, box display.Rect, least, most float64) float64 {
	return u.putAligned(c, w, box, least, most, start(c.rtl))
}

func (u *signup) putAligned(c canvas, w words, box display.Rect, least, most float64, a align) float64 {
	leading := min(1.2, typeset.Leading(w.lang, w.role))
	if w.role == fonts.Display {
		leading = typeset.Leading(w.lang, w.role)
	}
	b, ok := u.s.shape(w, &u.problems).fit(box.W, box.H, least, most, leading, typeset.Balance, &u.problems)
	if !ok && b.height() > box.H {
		u.problems.add(w.field, w.lang, "%q does not fit its place on the sheet and is left out", w.text)
		return box.Y
	}
	return b.put(c.page, box.X, box.Y, box.W, a)
}

// footer says how to tick, what happens to the sheet, and its number.
func (u *signup) footer(c canvas, sh sheet.Sheet) {
	r := c.rect(sh.Areas.Foot)
	y := u.put(c, u.bold(PhraseHint), display.Rect{X: r.X, Y: r.Y, W: r.W, H: 25}, 8, 10) + 4
	u.put(c, u.phrase(PhrasePrivacy), display.Rect{X: r.X, Y: y, W: r.W, H: r.Y + r.H - y}, 6.5, 8.5)
	u.number(c, sh)
	u.bar(c, sh)
}

func (u *signup) number(c canvas, sh sheet.Sheet) {
	w := u.bold(PhraseOf)
	w.text = strings.NewReplacer("{n}", strconv.Itoa(sh.Spec.Page), "{m}", strconv.Itoa(u.sheets())).Replace(w.text)
	u.putAligned(c, w, c.rect(sh.Areas.Number), 9, 11, end(c.rtl))
}

// bar is 50 mm long on a print that is not scaled.
func (u *signup) bar(c canvas, sh sheet.Sheet) {
	r := c.rect(sh.Areas.Bar)
	var path display.Path
	y := r.Y + r.H - 3
	path.Move(r.X, y-3)
	path.Line(r.X, y+3)
	path.Move(r.X, y)
	path.Line(r.X+r.W, y)
	path.Move(r.X+r.W, y-3)
	path.Line(r.X+r.W, y+3)
	c.page.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: black, Width: 0.7}, display.End{})
	u.putAligned(c, u.phrase(PhraseBar), display.Rect{X: r.X + 3, Y: r.Y - 3, W: r.W - 6, H: 10}, 6.5, 7.5, centre)
}

// machine draws what a reader looks for: markers and the organiser's codes.
func (u *signup) machine(c canvas, sh sheet.Sheet) {
	c.page.Add(display.Tag{Artifact: true})
	for _, m := range sh.Markers {
		at := c.point(m.X, m.Y)
		c.page.Add(display.Fill{Path: qr.Outline(m.Grid(), display.PtPerMM*m.Side/sheet.MarkerCells, at.X, at.Y), Color: black})
	}
	for _, q := range sh.QRs {
		at := c.point(q.X, q.Y)
		path, _, err := qr.Organiser(sh.Payload, display.PtPerMM*q.Side, at.X, at.Y)
		if err != nil {
			u.problems.add("signup", u.in.Lang, "no code can be drawn: %v", err)
			continue
		}
		c.page.Add(display.Fill{Path: path, Color: black})
	}
	c.page.Add(display.End{})
	u.short(c, sh)
}

// short labels the organiser's code, so that visitors leave it alone, and gives
// it for typing.
func (u *signup) short(c canvas, sh sheet.Sheet) {
	r := c.rect(sh.Areas.Short)
	code := words{field: "signup", lang: "en", text: strings.ReplaceAll(sh.Short, "-", "\u2011"), role: fonts.Bold, tag: display.P, color: black}
	if sh.Spec.Kind == sheet.Slip {
		u.putAligned(c, code, r, 5.5, 7, centre)
		return
	}
	y := u.putAligned(c, u.phrase(PhraseOrganiser), display.Rect{X: r.X, Y: r.Y, W: r.W, H: 13}, 6.5, 8.5, centre) + 3
	u.putAligned(c, code, display.Rect{X: r.X, Y: y, W: r.W, H: 14}, 7, 10, centre)
}

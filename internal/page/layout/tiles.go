package layout

import (
	"fmt"
	"math"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// The phrases of tiles.
const (
	PhraseTileTitle = "tile.title" // How to put the poster together
	PhraseTileStep  = "tile.step"  // + . and a number; {glue} is the word of the mark
	PhraseTileGlue  = "tile.glue"  // Glue
	PhraseTileSheet = "tile.sheet" // Sheet {n} of {m}
)

// TileInput asks for a page over several sheets.
type TileInput struct {
	Page    *display.Page
	Sheet   Format  // either way up; zero means A4
	Overlap float64 // of neighbours, mm; zero means 15
	Lang    string
	Phrases Phrases
	Nudge   display.Point // mm, as NudgeFrom gives it
}

// The margins of a tile in millimetres: artwork that runs past the page is printed
// tileBleed beyond it, so that a cut a little outside shows no paper; marks stand
// further out, on paper that printers reach.
const (
	tileOverlap                      = 15.0
	tileOverlapLeast, tileOverlapMax = 10.0, 40.0
	tileBleed                        = 3.0
	tileMarkFrom, tileMarkTo         = 3.5, 7.5
	tileMargin                       = 8.0
	maxTiles                         = 400
)

// Tiling is how a page is shared between sheets of one size. Lengths are
// millimetres, and whole ones wherever the page's are.
type Tiling struct {
	Sheet        Format
	Cols, Rows   int
	PageW, PageH float64
	W, H         float64 // the part of the page on one sheet; at the far edges it may be less
	X, Y         float64 // where on the sheet it stands
	Overlap      float64
}

// PlanTiles shares a page of a size in millimetres between as few sheets as can be,
// upright or on their side. ok is false when it would take hundreds.
func PlanTiles(pageW, pageH float64, sheet Format, overlap float64) (t Tiling, ok bool) {
	if sheet.W == 0 {
		sheet = A4
	}
	if overlap == 0 {
		overlap = tileOverlap
	}
	overlap = math.Round(math.Min(math.Max(overlap, tileOverlapLeast), tileOverlapMax))
	upright := sheet
	if sheet.W > sheet.H {
		upright.W, upright.H, upright.Name = sheet.H, sheet.W, strings.TrimSuffix(sheet.Name, "-landscape")
	}
	a, aFits := tileOn(pageW, pageH, upright, overlap)
	b, bFits := tileOn(pageW, pageH, upright.landscape(), overlap)
	if bFits && (!aFits || b.Cols*b.Rows < a.Cols*a.Rows || b.Cols*b.Rows == a.Cols*a.Rows && pageW > pageH) {
		a, aFits = b, true
	}
	return a, aFits && a.Cols*a.Rows <= maxTiles
}

// tileOn shares a page between sheets that lie one way.
func tileOn(pageW, pageH float64, sheet Format, overlap float64) (t Tiling, ok bool) {
	side := float64(SafeSideMM)
	if sheet.W > sheet.H {
		side = SafeEndMM // the printer's end of the sheet may be at either side
	}
	mostW, mostH := sheet.W-2*(side+tileMargin), sheet.H-2*(SafeEndMM+tileMargin)
	if mostW <= 2*overlap || mostH <= 2*overlap {
		return Tiling{}, false
	}
	t = Tiling{Sheet: sheet, PageW: pageW, PageH: pageH, Overlap: overlap}
	t.Cols, t.W = tileSide(pageW, mostW, overlap)
	t.Rows, t.H = tileSide(pageH, mostH, overlap)
	t.X, t.Y = math.Round((sheet.W-t.W)/2), math.Round((sheet.H-t.H)/2)
	return t, true
}

// tileSide finds how many tiles of at most a length cover a page, and the length
// that is enough.
func tileSide(page, most, overlap float64) (n int, length float64) {
	n = max(1, int(math.Ceil((page-overlap)/(most-overlap)-1e-9)))
	return n, math.Ceil((page+overlap*float64(n-1))/float64(n) - 1e-9)
}

// On is the part of the page that a sheet shows, in millimetres on the page.
func (t Tiling) On(col, row int) display.Rect {
	x, y := float64(col)*(t.W-t.Overlap), float64(row)*(t.H-t.Overlap)
	return display.Rect{X: x, Y: y, W: math.Min(t.W, t.PageW-x), H: math.Min(t.H, t.PageH-y)}
}

// Name is what a sheet is called: A1, A2 and so on along the first row, B1 under A1.
func (t Tiling) Name(col, row int) string {
	name := string(rune('A' + row%26))
	if row >= 26 {
		name = string(rune('A'+row/26-1)) + name
	}
	return fmt.Sprintf("%s%d", name, col+1)
}

// Tile prints a page over several sheets: first a map that says how they go
// together, then the sheets row by row. Each is cut at its corner marks but for
// the edges marked for glue, and every part of the page keeps its size.
func (s *Setter) Tile(in TileInput) Result {
	t, ok := PlanTiles(inMM(in.Page.W), inMM(in.Page.H), in.Sheet, in.Overlap)
	if !ok {
		return Result{Problems: []Problem{Found("paper", in.Lang, foundTilesTooSmall)}}
	}
	b := &tiles{s: s, in: in, t: t}
	b.part, b.rest = shareable(in.Page)
	b.alt, b.altLang = spoken(in.Page)
	b.glue = b.phrase(PhraseTileGlue, fonts.Text, display.P)
	b.rtl = rtlPage(b.glue.lang)
	pages := []*display.Page{b.guide()}
	for row := range t.Rows {
		for col := range t.Cols {
			pages = append(pages, b.sheet(col, row))
		}
	}
	return Result{Pages: Nudged(pages, in.Nudge.X, in.Nudge.Y), Problems: b.problems.list, Notes: b.notes.list, Alt: b.alt}
}

// inMM is a length of a page in millimetres, to a hundredth.
func inMM(pt float64) float64 { return math.Round(pt/display.PtPerMM*100) / 100 }

// tiles is a tiled page in the making.
type tiles struct {
	s            *Setter
	in           TileInput
	t            Tiling
	rtl          bool
	part         *display.Shared
	rest         []display.Op
	alt, altLang string
	glue         shaped
	problems     problems
	notes        problems
}

func (b *tiles) phrase(key string, role fonts.Role, tag display.Role, replace ...string) shaped {
	text, got := b.in.Phrases.Phrase(key, b.in.Lang)
	if got != b.in.Lang {
		b.notes.add("phrases", b.in.Lang, foundNoWordsSome, tongue(b.in.Lang), tongue(got))
	}
	text = strings.NewReplacer(replace...).Replace(text)
	return b.s.shape(words{field: "phrases", lang: got, text: text, role: role, tag: tag, color: ink}, &b.problems)
}

// sheet prints one part of the page, with its marks and its name.
func (b *tiles) sheet(col, row int) *display.Page {
	p := b.t.Sheet.page()
	on := b.t.On(col, row)
	at := placing{X: display.MM(b.t.X - on.X), Y: display.MM(b.t.Y - on.Y), Scale: 1}
	cell := display.Rect{X: display.MM(b.t.X), Y: display.MM(b.t.Y), W: display.MM(on.W), H: display.MM(on.H)}
	p.Add(display.Tag{Role: display.Figure, Lang: b.altLang, Alt: b.t.Name(col, row)}, at.use(b.part, b.clip(cell, col, row)))
	for _, op := range b.rest {
		op = moved(op, at)
		if r, ok := placeOf(op); ok && within(cell, r) {
			p.Add(op)
		}
	}
	p.Add(display.End{})
	b.marks(p, cell, col, row)
	b.label(p, cell, col, row)
	return p
}

// clip is what is seen of the page: the sheet's part, and the bleed where the page
// ends.
func (b *tiles) clip(cell display.Rect, col, row int) display.Rect {
	bleed := display.MM(tileBleed)
	x0, y0, x1, y1 := cell.X, cell.Y, cell.X+cell.W, cell.Y+cell.H
	if col == 0 {
		x0 -= bleed
	}
	if row == 0 {
		y0 -= bleed
	}
	if col == b.t.Cols-1 {
		x1 += bleed
	}
	if row == b.t.Rows-1 {
		y1 += bleed
	}
	return display.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
}

// placeOf is where a link, a field or a code lies.
func placeOf(op display.Op) (display.Rect, bool) {
	switch o := op.(type) {
	case display.Link:
		return o.Rect, true
	case display.Field:
		return o.Rect, true
	case display.Code:
		return o.Rect, true
	}
	return display.Rect{}, false
}

func within(outer, inner display.Rect) bool {
	return inner.X >= outer.X && inner.Y >= outer.Y && inner.X+inner.W <= outer.X+outer.W && inner.Y+inner.H <= outer.Y+outer.H
}

// label names the sheet under its part of the page.
func (b *tiles) label(p *display.Page, cell display.Rect, col, row int) {
	n, m := row*b.t.Cols+col+1, b.t.Cols*b.t.Rows
	name := b.s.shape(words{lang: "en", text: b.t.Name(col, row), role: fonts.Bold, tag: display.P, color: ink}, &b.problems)
	count := b.phrase(PhraseTileSheet, fonts.Text, display.P, "{n}", typeset.Isolate(fmt.Sprint(n)), "{m}", typeset.Isolate(fmt.Sprint(m)))
	x, y := cell.X+display.MM(3), cell.Y+cell.H+display.MM(tileMarkFrom)
	first := name.set(1e6, 11, typeset.Greedy, &b.problems)
	second := count.set(1e6, 9, typeset.Greedy, &b.problems)
	base := math.Max(first.top(), second.top())
	first.put(p, x, y+base-first.top(), first.widest(), left)
	second.put(p, x+first.widest()+8, y+base-second.top(), second.widest(), left)
}

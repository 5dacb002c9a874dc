package layout

import (
	"slices"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/qr"
	"daykit/internal/text/fonts"
)

// SignupInput is what the sign-up sheets ask. Serial numbers the print run, from
// 1; 0 counts as 1. People are those whose names are printed already, where the
// event's layout is of names.
type SignupInput struct {
	Event   event.Event
	Lang    string
	Phrases Phrases
	Code    Code
	Serial  int
	People  []Badge
}

// Signup sets the sheets of one print run on A4: in rows, as slips to cut, or with
// the names of the guests and one box each. Every tick box and every field is a
// display.Field with the id that package sheet gives it, so that a reader finds it
// again; Result.Sheets has the geometry of each sheet or slip.
func (s *Setter) Signup(in SignupInput) Result {
	u := &signup{form: form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}, in: in, stencils: map[int][]display.Op{}}
	u.typed = s.speller(words{field: "signup", lang: "en", role: fonts.Bold, tag: display.P, color: black})
	spec := u.spec()
	var pages []*display.Page
	switch spec.Kind {
	case sheet.Slip:
		pages = u.slips(spec)
	case sheet.Names:
		pages = u.names(spec)
	default:
		pages = u.rows(spec)
	}
	r := u.result(pages, u.phrase(PhraseSheet).text+": "+u.title().text+".")
	r.Sheets, r.QRFromM = u.sheets, u.visitor.fromM()
	return r
}

// PhraseSlip is what slips say of the privacy of those who fill them in: For this
// event only.
const PhraseSlip = "signup.slip"

// signup is a print run in the making.
type signup struct {
	form
	in      SignupInput
	visitor qrBlock
	codes   qr.Batch
	typed   *speller // codes
	numbers *speller // of the sheets
	sheets  []sheet.Sheet
	total   int // sheets of the run

	ourHeight float64              // of the words over the short code, pt
	stencils  map[int][]display.Op // what pages with as many rows have in common
}

// spec reads the event's settings; what a sheet cannot hold is put right and
// reported.
func (u *signup) spec() sheet.Spec {
	set := u.event.Signup
	spec := sheet.Spec{Event: string(u.event.ID), Serial: max(1, u.in.Serial), Page: 1, Kind: sheet.Rows, Rows: set.Rows, RTL: rtlPage(u.lang)}
	if set.Layout == event.LayoutNames {
		if len(u.in.People) > 0 {
			spec.Kind, spec.Fields, spec.Ticks, spec.Rows = sheet.Names, []string{"name"}, []string{"came"}, sheet.MaxRows
			return spec
		}
		u.problems.add("signup.layout", u.lang, foundSignupNobody)
	}
	spec.Fields = u.known("signup.fields", set.Fields, sheet.Fields())
	spec.Ticks = u.known("signup.ticks", set.Ticks, sheet.Ticks())
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
		u.problems.add("signup.rows", u.lang, foundSignupRows, sheet.MaxRows)
		spec.Rows = sheet.MaxRows
	}
	return spec
}

func (u *signup) known(field string, have, all []string) []string {
	var out []string
	for _, name := range have {
		if !slices.Contains(all, name) {
			u.problems.add(field, u.lang, foundSignupUnknown, name)
		} else if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// rows sets a page for each sheet.
func (u *signup) rows(spec sheet.Spec) []*display.Page {
	var pages []*display.Page
	u.total = max(1, u.event.Signup.Sheets)
	for n := range u.total {
		spec.Page = n + 1
		if sh, ok := u.lay(spec); ok {
			pages = append(pages, u.page(sh))
		}
	}
	return pages
}

// lay lays a sheet out and keeps it for Result.Sheets.
func (u *signup) lay(spec sheet.Spec, people ...string) (sheet.Sheet, bool) {
	sh, err := sheet.New(spec)
	if err != nil {
		u.problems.add("signup", u.lang, foundWrongSheets, err.Error())
		return sheet.Sheet{}, false
	}
	sh.People = people
	u.sheets = append(u.sheets, sh)
	return sh, true
}

// page sets a sheet: what all have in common, and its own codes and number.
func (u *signup) page(sh sheet.Sheet) *display.Page {
	common, ok := u.stencils[sh.Spec.Rows]
	if !ok {
		p := A4.page()
		u.drawCommon(canvas{page: p, rtl: sh.Spec.RTL}, sh)
		common = stencil(p)
		u.stencils[sh.Spec.Rows] = common
	}
	p := A4.page()
	p.Ops = make([]display.Op, 0, len(common)+len(sh.Boxes)+len(sh.Fields)+16)
	p.Ops = append(p.Ops, common...)
	c := canvas{page: p, rtl: sh.Spec.RTL}
	c.places(sh)
	u.organiser(c, sh)
	u.number(c, sh)
	return p
}

// drawCommon draws all that sheets of a run share.
func (u *signup) drawCommon(c canvas, sh sheet.Sheet) {
	u.header(c, sh)
	u.drawVisitor(c, sh)
	u.heads(c, sh)
	c.ground(sh)
	u.rowNumbers(c, sh)
	u.footer(c, sh)
	u.ours(c, sh)
}

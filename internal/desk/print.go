package desk

import (
	"context"
	"io"
	"slices"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
	"daykit/internal/page/layout"
	"daykit/internal/report"
)

// printed is a set of pages before it is written in a format.
type printed struct {
	layout.Result
	event   string // id
	req     PrintRequest
	format  layout.Format
	notes   []string
	title   string
	lang    string
	address string
	drafts  []string // languages whose words nobody has read
	voices  []string // ids of the voices on the pages
	photos  []string // ids of the photographs of the event on the pages
	people  bool     // the pages say who people are
	given   *report.Numbers
}

// Notes that a printed thing carries; the window translates them.
const (
	NoteNotJoined    = "note.not-joined"    // the code leads nowhere yet
	NoteNotPublished = "note.not-published" // the code leads to a page that is not there yet
)

// Print lays out req and writes it to w as format pdf, or svg or png for one page.
// People may be given for badges and letters; nil means the event's guests. What
// could not be laid out as asked comes back as problems, never as clipped text. A
// finished print stands in the ledger.
func (d *Desk) Print(ctx context.Context, id string, req PrintRequest, format string, people []event.Guest, w io.Writer) (Saved, []string, error) {
	defer hurry()()
	p, err := d.layOut(ctx, id, req, people)
	if err != nil {
		return Saved{}, nil, err
	}
	if err := d.render(w, p, format); err != nil {
		return Saved{}, nil, err
	}
	if err := d.record(ctx, p.event, p.fact()); err != nil {
		return Saved{}, nil, err
	}
	return p.saved(), p.notes, nil
}

func (p printed) saved() Saved {
	return Saved{Kind: p.req.Kind, Lang: p.lang, Pages: len(p.Pages), Problems: problems(p.Problems)}
}

func (p printed) fact() printFact {
	return printFact{
		Kind: p.req.Kind, Design: p.req.Design, Lang: p.lang, Paper: p.req.Paper,
		Pages: len(p.Pages), Copies: max(1, p.req.Copies), Voices: p.voices, Photos: p.photos, people: p.people, given: p.given,
	}
}

// cream says whether the pages look best on cream paper, so that a preview shows
// them so.
func (p printed) cream() bool {
	return (p.req.Kind == KindPoster || p.req.Kind == KindFlyer) && !p.req.SaveInk && p.req.Tile == ""
}

// layOut turns a request into pages.
func (d *Desk) layOut(ctx context.Context, id string, req PrintRequest, people []event.Guest) (printed, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return printed{}, err
	}
	j, err := d.job(ctx, ev, req, people)
	if err != nil {
		return printed{}, err
	}
	defer d.setters.Put(j.s)
	if err := j.lay(ctx); err != nil {
		return printed{}, err
	}
	if len(j.out.Pages) == 0 {
		return printed{}, fault.New(fault.Internal, "nothing came out of it", "tell the makers of Daykit")
	}
	if err := j.finish(ctx); err != nil {
		return printed{}, err
	}
	return j.out, nil
}

// setter is one that nobody else uses, if possible one that has set pages before.
func (d *Desk) setter() *layout.Setter {
	if s, ok := d.setters.Get().(*layout.Setter); ok {
		return s
	}
	return layout.New(d.fonts)
}

// job is one print in the making.
type job struct {
	d      *Desk
	s      *layout.Setter
	ev     event.Event
	kind   PrintKind
	langs  []string
	code   layout.Code
	words  *content.Recorder
	people []event.Guest // nil for the event's guests
	voices *content.Pack // with the group's own
	asksAt string        // the address of a page that asks how it was; empty for none
	out    printed
}

// job checks a request against what its kind takes.
func (d *Desk) job(ctx context.Context, ev event.Event, req PrintRequest, people []event.Guest) (*job, error) {
	kind, ok := kindNamed(req.Kind)
	if !ok {
		return nil, fault.Invalidf("choose one of "+strings.Join(PrintKinds(), ", "), "%q is not a printable", req.Kind)
	}
	req, format, err := kind.fill(req)
	if err != nil {
		return nil, err
	}
	langs, err := printLangs(ev, req.Lang, kind)
	if err != nil {
		return nil, err
	}
	pack, err := d.packOf(ctx, string(ev.ID))
	if err != nil {
		return nil, err
	}
	lib, err := d.library(ctx)
	if err != nil {
		return nil, err
	}
	title, _ := ev.Title.In(langs[0], mainLang(ev), "en")
	j := &job{
		d: d, s: d.setter(), ev: ev, kind: kind, langs: langs, voices: lib, words: content.NewRecorder(pack), people: people,
		out: printed{event: string(ev.ID), req: req, format: format, title: title, lang: strings.Join(langs, ",")},
	}
	return j, j.findCode(ctx)
}

// fill puts the usual choice where a request leaves one open, and refuses what
// the kind does not have.
func (k PrintKind) fill(req PrintRequest) (PrintRequest, layout.Format, error) {
	if err := k.check(req); err != nil {
		return req, layout.Format{}, err
	}
	if req.Design == "" && len(k.Designs) > 0 {
		req.Design = k.Designs[0]
	}
	if req.Paper == "" {
		req.Paper = k.Papers[0]
	}
	req.Paper = strings.ToLower(req.Paper)
	if !slices.Contains(k.Papers, req.Paper) {
		return req, layout.Format{}, fault.Invalidf("use "+strings.Join(k.Papers, ", "), "%s does not come on %q", k.Kind, req.Paper)
	}
	f, _ := layout.FormatNamed(req.Paper)
	return req, f, nil
}

func (k PrintKind) check(req PrintRequest) error {
	switch {
	case req.Design != "" && !slices.Contains(k.Designs, req.Design):
		if len(k.Designs) == 0 {
			return fault.Invalidf("leave the design out", "%s comes in one design", k.Kind)
		}
		return fault.Invalidf("use "+strings.Join(k.Designs, ", "), "%q is not a design of %s", req.Design, k.Kind)
	case req.Profile != "" && !slices.Contains(profileNames(), req.Profile):
		return fault.Invalidf("use "+strings.Join(profileNames(), ", "), "%q is not a profile", req.Profile)
	case req.Copies < 0 || req.Copies > MaxCopies:
		return fault.Invalidf("", "%d is not a number of copies", req.Copies)
	case req.BleedMM < 0 || req.BleedMM > maxBleedMM:
		return fault.Invalidf("print shops ask for 3, some for 5", "a bleed is 0 to %d mm", maxBleedMM)
	}
	for option, asked := range map[string]bool{
		optSaveInk: req.SaveInk, optTile: req.Tile != "", optLabel: req.Label != "", optVariant: req.Variant != "", optNamed: req.Named,
		optNeutral: req.Neutral, optVoice: req.Voice != "", optPrinter: req.Printer != "",
		optFor: req.For != "", optHours: req.Hours, optOwnLang: req.OwnLang,
	} {
		if asked && !k.takes(option) {
			return fault.Invalidf("leave it out", "%s has no option %s", k.Kind, strings.ReplaceAll(option, "_", "-"))
		}
	}
	return k.checkFor(req)
}

// printLangs checks the languages of a request against what the kit knows and the
// kind takes. Where several stand on one page and none is asked for, they are the
// event's.
func printLangs(ev event.Event, list string, kind PrintKind) ([]string, error) {
	if list == "" {
		if kind.Langs == langsMany {
			return ev.Languages, nil
		}
		return []string{mainLang(ev)}, nil
	}
	var out []string
	for _, tag := range strings.Split(list, ",") {
		l, ok := locale.Lookup(strings.TrimSpace(tag))
		if !ok {
			return nil, fault.Invalidf("write it as in the event file, such as en or ur", "lang: %q is not a language that Daykit knows", tag)
		}
		if !slices.Contains(out, l.Tag) {
			out = append(out, l.Tag)
		}
	}
	most := map[string]int{langsOne: 1, langsTwo: 2, langsMany: 6, langsEach: len(locale.Languages())}[kind.Langs]
	if len(out) > most {
		return nil, fault.Invalidf("print them one after the other", "%s takes %d languages at most", kind.Kind, most)
	}
	return out, nil
}

// findCode finds where the event's printed codes lead.
func (j *job) findCode(ctx context.Context) error {
	payload, typed, joined, err := j.d.address(ctx, j.ev.ID)
	if err != nil {
		return err
	}
	pub, err := j.d.published(ctx, string(j.ev.ID))
	if err != nil {
		return err
	}
	j.code = layout.Code{Payload: payload, Address: typed}
	j.out.address = typed
	switch {
	case !joined:
		j.out.notes = append(j.out.notes, NoteNotJoined)
	case !pub:
		j.out.notes = append(j.out.notes, NoteNotPublished)
	case j.ev.FeedbackPage.State == event.FeedbackOpen:
		j.asksAt = typed
	}
	return nil
}

// noCode is for pages that carry no code of the event.
func (j *job) noCode() { j.out.address, j.out.notes = "", nil }

// add takes the pages of one more language.
func (j *job) add(r layout.Result) {
	if len(j.out.Pages) == 0 {
		j.out.Result = r
		return
	}
	j.out.Pages = append(j.out.Pages, r.Pages...)
	j.out.Problems = append(j.out.Problems, r.Problems...)
	j.out.Notes = append(j.out.Notes, r.Notes...)
	j.out.Sheets = append(j.out.Sheets, r.Sheets...)
}

// finish puts on the pages what does not depend on their kind: the draft band,
// the sheets of a tiled poster and the printer's own correction.
func (j *job) finish(ctx context.Context) error {
	printer, err := j.d.printer(ctx, j.out.req.Printer)
	if err != nil {
		return err
	}
	proofs, err := j.d.proofs(ctx, j.out.event)
	if err != nil {
		return err
	}
	j.out.drafts = content.UseLangs(j.words.Unconfirmed(proofs))
	if len(j.out.drafts) > 0 {
		pages, problems := j.s.DraftBand(j.out.Pages, layout.DraftInput{Langs: j.out.drafts, Phrases: j.d.pack()})
		j.out.Pages, j.out.Problems = pages, append(j.out.Problems, problems...)
	}
	if j.out.req.Tile != "" {
		if err := j.tile(printer); err != nil {
			return err
		}
	}
	if j.out.req.Tile == "" && (printer.XMM != 0 || printer.YMM != 0) {
		j.out.Pages = layout.Nudged(j.out.Pages, printer.XMM, printer.YMM)
	}
	for _, n := range j.out.Notes {
		j.out.notes = append(j.out.notes, n.What)
	}
	return nil
}

// tile spreads the page over sheets.
func (j *job) tile(printer PrinterItem) error {
	sheet, ok := layout.FormatNamed(j.out.req.Tile)
	if !ok || sheet.Name != layout.A4.Name && sheet.Name != layout.A3.Name {
		return fault.Invalidf("use a4 or a3", "%q is not a paper to spread a poster over", j.out.req.Tile)
	}
	if len(j.out.Pages) != 1 {
		return fault.Invalidf("name one language", "one page is spread over sheets at a time, and this has %d", len(j.out.Pages))
	}
	whole := j.out.Result
	tiles := j.s.Tile(layout.TileInput{Page: whole.Pages[0], Sheet: sheet, Lang: j.langs[0], Phrases: j.words, Nudge: display.Point{X: printer.XMM, Y: printer.YMM}})
	tiles.Problems = append(whole.Problems, tiles.Problems...)
	tiles.Notes = append(whole.Notes, tiles.Notes...)
	tiles.ReadsFromM, tiles.QRFromM, tiles.Alt = whole.ReadsFromM, whole.QRFromM, whole.Alt
	j.out.Result = tiles
	return nil
}

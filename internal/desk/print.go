package desk

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
	"daykit/internal/page/layout"
	"daykit/internal/page/pdf"
	"daykit/internal/page/svg"
)

// The printables.
const (
	KindPoster   = "poster"
	KindArticle1 = "article1"
	KindSignup   = "signup"
	KindBadges   = "badges"
)

// PrintKinds lists the printables in the order they are offered.
func PrintKinds() []string { return []string{KindPoster, KindArticle1, KindSignup, KindBadges} }

// A printed page set, before it is written in a format.
type printed struct {
	layout.Result
	notes   []string
	title   string
	lang    string
	address string
	cream   bool // looks best on cream paper, so a preview shows it so
}

// Notes that a printed thing carries; the window translates them.
const (
	NoteNotJoined    = "note.not-joined"    // the code leads nowhere yet
	NoteNotPublished = "note.not-published" // the code leads to a page that is not there yet
)

// Print lays out req and writes it to w as format pdf, or svg for one page.
// Guests may be given for badges; nil means the event's own. What could not be
// laid out as asked comes back as problems, never as clipped text.
func (d *Desk) Print(ctx context.Context, id string, req PrintRequest, format string, guests []event.Guest, w io.Writer) (Saved, []string, error) {
	p, err := d.layOut(ctx, id, req, guests)
	if err != nil {
		return Saved{}, nil, err
	}
	if err := d.render(w, p, format); err != nil {
		return Saved{}, nil, err
	}
	return Saved{Kind: req.Kind, Lang: p.lang, Pages: len(p.Pages), Problems: problems(p.Problems)}, p.notes, nil
}

func (d *Desk) render(w io.Writer, p printed, format string) error {
	switch format {
	case "", "pdf":
		return pdf.Write(w, d.fonts, p.Pages, pdf.Options{Title: p.title, Lang: firstLang(p.lang)})
	case "svg":
		if len(p.Pages) != 1 {
			return fault.Invalidf("print one page as svg, or all of them as pdf", "svg holds one page, and this has %d", len(p.Pages))
		}
		return svg.Write(w, d.fonts, p.Pages[0], svg.Options{Title: p.title, Lang: firstLang(p.lang), Alt: p.Alt})
	default:
		return fault.Invalidf("use pdf or svg", "%q is not a format that this version prints", format)
	}
}

func firstLang(list string) string {
	first, _, _ := strings.Cut(list, ",")
	return first
}

func problems(in []layout.Problem) []Problem {
	out := make([]Problem, 0, len(in))
	for _, p := range in {
		out = append(out, Problem{Field: p.Field, Lang: p.Lang, What: p.What})
	}
	return out
}

// layOut turns a request into pages.
func (d *Desk) layOut(ctx context.Context, id string, req PrintRequest, guests []event.Guest) (printed, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return printed{}, err
	}
	langs, err := d.printLangs(ev, req)
	if err != nil {
		return printed{}, err
	}
	paper, err := paperOf(req)
	if err != nil {
		return printed{}, err
	}
	p := printed{lang: strings.Join(langs, ",")}
	title, _ := ev.Title.In(langs[0], mainLang(ev), "en")
	p.title = title
	code, err := d.code(ctx, ev, &p)
	if err != nil {
		return printed{}, err
	}
	p.cream = req.Kind == KindPoster && !req.SaveInk
	s := layout.New(d.fonts)
	switch req.Kind {
	case KindPoster:
		d.posters(s, ev, req, langs, paper, code, &p)
	case KindArticle1:
		err = d.article1(s, ev, langs, paper, &p)
	case KindSignup:
		d.signup(s, ev, langs[0], code, &p)
	case KindBadges:
		err = d.badges(ctx, s, ev, langs[0], guests, &p)
	}
	for _, n := range p.Notes {
		p.notes = append(p.notes, n.What)
	}
	return p, err
}

// code is where the event's printed codes lead.
func (d *Desk) code(ctx context.Context, ev event.Event, p *printed) (layout.Code, error) {
	payload, typed, joined, err := d.address(ctx, ev.ID)
	if err != nil {
		return layout.Code{}, err
	}
	p.address = typed
	pub, err := d.published(ctx, string(ev.ID))
	if err != nil {
		return layout.Code{}, err
	}
	switch {
	case !joined:
		p.notes = append(p.notes, NoteNotJoined)
	case !pub:
		p.notes = append(p.notes, NoteNotPublished)
	}
	return layout.Code{Payload: payload, Address: typed}, nil
}

// printLangs checks the languages of a request against what the kit knows.
func (d *Desk) printLangs(ev event.Event, req PrintRequest) ([]string, error) {
	if !slices.Contains(PrintKinds(), req.Kind) {
		return nil, fault.Invalidf("choose one of "+strings.Join(PrintKinds(), ", "), "%q is not a printable of this version", req.Kind)
	}
	if req.Design != "" && req.Design != "weave" {
		return nil, fault.Invalidf("use weave", "%q is not a design of this version", req.Design)
	}
	if req.Lang == "" {
		return []string{mainLang(ev)}, nil
	}
	var out []string
	for _, tag := range strings.Split(req.Lang, ",") {
		l, ok := locale.Lookup(strings.TrimSpace(tag))
		if !ok {
			return nil, fault.Invalidf("write it as in the event file, such as en or ur", "lang: %q is not a language that Daykit knows", tag)
		}
		if !slices.Contains(out, l.Tag) {
			out = append(out, l.Tag)
		}
	}
	return out, nil
}

func paperOf(req PrintRequest) (layout.Format, error) {
	if req.Paper == "" {
		return layout.A4, nil
	}
	p, ok := layout.FormatNamed(req.Paper)
	if !ok {
		return layout.Format{}, fault.Invalidf("use a4 or a3", "%q is not a paper of this version", req.Paper)
	}
	if p != layout.A4 && (req.Kind == KindSignup || req.Kind == KindBadges) {
		return layout.Format{}, fault.Invalidf("use a4", "%s are made for A4, so that a reader finds every box", req.Kind)
	}
	return p, nil
}

func (d *Desk) posters(s *layout.Setter, ev event.Event, req PrintRequest, langs []string, paper layout.Format, code layout.Code, p *printed) {
	theme, _ := d.pack.Theme(ev.Theme)
	for _, lang := range langs {
		r := s.Poster(layout.PosterInput{
			Event: ev, Lang: lang, Theme: theme, Phrases: d.pack, Code: code, SaveInk: req.SaveInk,
		}, paper)
		p.join(r)
	}
}

// join adds the pages and problems of one more language.
func (p *printed) join(r layout.Result) {
	if len(p.Pages) == 0 {
		p.Result = r
		return
	}
	p.Pages = append(p.Pages, r.Pages...)
	p.Problems = append(p.Problems, r.Problems...)
	p.Notes = append(p.Notes, r.Notes...)
}

func (d *Desk) article1(s *layout.Setter, ev event.Event, langs []string, paper layout.Format, p *printed) error {
	tags := ev.Article1
	if len(tags) == 0 {
		tags = ev.Languages
	}
	in := layout.Article1Input{Event: ev, Lang: langs[0], Phrases: d.pack}
	var missing []layout.Problem
	for _, tag := range tags {
		a, ok := d.pack.Article1(tag)
		if !ok {
			missing = append(missing, layout.Problem{
				Field: "article1", Lang: tag,
				What: "the official text of Article 1 in this language is not in the kit, so the poster goes without it",
			})
			continue
		}
		in.Articles = append(in.Articles, a)
	}
	if len(in.Articles) == 0 {
		return fault.New(fault.NotFound, "the kit has the text of Article 1 in none of these languages", "choose other languages for the poster")
	}
	p.Result = s.Article1(in, paper)
	p.Problems = append(p.Problems, missing...)
	p.notes = nil // no code on it
	p.address = ""
	return nil
}

func (d *Desk) signup(s *layout.Setter, ev event.Event, lang string, code layout.Code, p *printed) {
	p.Result = s.Signup(layout.SignupInput{Event: ev, Lang: lang, Phrases: d.pack, Code: code})
}

func (d *Desk) badges(ctx context.Context, s *layout.Setter, ev event.Event, lang string, guests []event.Guest, p *printed) error {
	if guests == nil {
		own, err := d.guests(ctx, ev)
		if err != nil {
			return err
		}
		sort.SliceStable(own, func(i, j int) bool { return strings.ToLower(own[i].Name) < strings.ToLower(own[j].Name) })
		guests = own // by name, as they are laid out on the table
	}
	p.notes, p.address = nil, ""
	if len(guests) == 0 {
		return fault.New(fault.NotFound, "there is nobody to print a badge for", "import a guest list first")
	}
	in := layout.BadgeInput{Event: ev, Lang: lang, Phrases: d.pack}
	for _, g := range guests {
		in.Badges = append(in.Badges, layout.Badge{ID: g.ID, Name: g.Name, Lang: g.Lang, Org: g.Org, URL: g.URL})
	}
	p.Result = s.Badges(in)
	return nil
}

// Preview lays out req for the window. The pages are served by PreviewPage.
func (d *Desk) Preview(ctx context.Context, id string, req PrintRequest) (Preview, error) {
	p, err := d.layOut(ctx, id, req, nil)
	if err != nil {
		return Preview{}, err
	}
	out := Preview{
		Pages: len(p.Pages), Problems: problems(p.Problems), Notes: append([]string{}, p.notes...), URLs: []string{},
		ReadsFromM: p.ReadsFromM, QRFromM: p.QRFromM, Address: p.address, Alt: p.Alt,
	}
	if len(p.Pages) > 0 {
		out.WidthMM, out.HeightMM = p.Pages[0].W/display.PtPerMM, p.Pages[0].H/display.PtPerMM
	}
	key := d.previews.keep(p)
	for i := range p.Pages {
		out.URLs = append(out.URLs, fmt.Sprintf("/preview/%s/%d.svg", key, i+1))
	}
	return out, nil
}

// PreviewPage gives one page of a preview as SVG; key and page are of its URL.
func (d *Desk) PreviewPage(key string, page int) ([]byte, error) {
	p, ok := d.previews.find(key)
	if !ok || page < 1 || page > len(p.Pages) {
		return nil, fault.New(fault.NotFound, "that preview is out of date", "")
	}
	shown := p.Pages[page-1]
	if p.cream {
		shown = layout.OnPaper(shown, layout.Cream())
	}
	var b bytes.Buffer
	err := svg.Write(&b, d.fonts, shown, svg.Options{Title: p.title, Lang: firstLang(p.lang), Alt: p.Alt})
	return b.Bytes(), err
}

// languageTags describes languages as the window offers them.
func (d *Desk) languageTags(tags []string) []LanguageTag {
	out := make([]LanguageTag, 0, len(tags))
	for _, tag := range tags {
		l, ok := locale.Lookup(tag)
		if !ok {
			continue
		}
		out = append(out, LanguageTag{Tag: l.Tag, Name: l.Name, Endonym: l.Endonym, Dir: string(l.Dir), State: string(d.pack.State(l.Tag))})
	}
	return out
}

func (d *Desk) objectives(numbers []int) []ObjectiveItem {
	out := make([]ObjectiveItem, 0, len(numbers))
	for _, n := range numbers {
		if o, ok := d.pack.Objective(n); ok {
			out = append(out, ObjectiveItem{Number: o.Number, Title: o.Title})
		}
	}
	return out
}

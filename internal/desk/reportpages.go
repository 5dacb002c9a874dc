package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
	"daykit/internal/domain/small"
	"daykit/internal/page/layout"
	"daykit/internal/page/picture"
	"daykit/internal/report"
)

// report sets the report for funders, or the form of an umbrella.
func (j *job) report(ctx context.Context) error {
	j.noCode()
	without, err := partsNamed(strings.Split(j.out.req.Without, ","))
	if err != nil {
		return err
	}
	m, err := j.d.makeReport(ctx, j.ev, without)
	if err != nil {
		return err
	}
	found, err := j.d.namesInReport(ctx, j.ev, m.report)
	if err != nil {
		return err
	}
	w := &reportPages{job: j, m: m, r: m.report, lang: j.langs[0], names: len(found) > 0}
	w.lang = w.say("title").Lang // all fixed words in one language
	in := w.umbrella()
	if j.kind.Kind == KindReport {
		if in, err = w.whole(ctx); err != nil {
			return err
		}
	}
	j.out.given = &m.numbers
	j.add(j.s.Report(in))
	return nil
}

// reportPages puts a report into words.
type reportPages struct {
	*job
	m    madeReport
	r    report.Report
	lang string

	names bool // some of its words may say who somebody is, so that it does not promise otherwise
}

// say gives a fixed phrase with its places filled in: pairs of a place and its words.
func (w *reportPages) say(key string, fill ...string) layout.Said {
	text, lang := w.words.Phrase("report."+key, w.lang)
	return layout.Said{Text: strings.NewReplacer(fill...).Replace(text), Lang: lang}
}

// phrase gives a fixed phrase of something else.
func (w *reportPages) phrase(key string) layout.Said {
	text, lang := w.words.Phrase(key, w.lang)
	return layout.Said{Text: text, Lang: lang}
}

// english is words that the kit has in English alone, and figures.
func english(text string) layout.Said { return layout.Said{Text: text, Lang: langEnglish} }

func count(n int) string { return small.Cell{N: n, Look: small.Shown}.String() }

// cell is a number, or the words in its place.
func (w *reportPages) cell(c small.Cell) layout.Said {
	switch c.Look {
	case small.Shown:
		return english(c.String())
	case small.Under:
		return w.say("under")
	case small.Withheld:
		return w.say("withheld")
	case small.Uncounted:
		return w.say("uncounted")
	case small.Unknown:
	}
	return english("–")
}

func (w *reportPages) input(kind layout.Said) layout.ReportInput {
	in := layout.ReportInput{Event: w.ev, Phrases: w.words, Kind: kind}
	when := locale.LongDate(kind.Lang, w.r.Date)
	if w.r.Start != "" {
		when += ", " + locale.TimeRange(w.r.Start, w.r.End)
	}
	for _, l := range []layout.Said{{Text: when, Lang: kind.Lang}, {Text: w.r.Place}, {Text: w.r.Group}} {
		if strings.TrimSpace(l.Text) != "" {
			in.Lines = append(in.Lines, l)
		}
	}
	return in
}

// whole is the report with all its parts.
func (w *reportPages) whole(ctx context.Context) (layout.ReportInput, error) {
	in := w.input(w.say("title"))
	in.Tiles = w.tiles()
	photos, err := w.photos(ctx)
	if err != nil {
		return in, err
	}
	for _, s := range []layout.ReportSection{
		w.happened(), w.whoCame(), w.whatPeopleSaid(), w.quotes(), photos, w.money(), w.learned(), w.next(), w.counted(),
	} {
		if len(s.Items) > 0 {
			in.Sections = append(in.Sections, s)
		}
	}
	for _, v := range w.m.voices {
		if w.r.Has(report.PartQuotes) {
			w.uses(v)
		}
	}
	return in, nil
}

// tiles are the numbers that are seen first.
func (w *reportPages) tiles() (out []layout.ReportTile) {
	add := func(number layout.Said, what string, note layout.Said) {
		out = append(out, layout.ReportTile{Number: number, What: w.say(what), Note: note})
	}
	r := w.r
	if r.Has(report.PartPeople) {
		note := layout.Said{}
		if r.Arrived.Look == small.Shown {
			note = w.say("came.note", "{list}", r.Arrived.String(), "{in}", r.WalkIns.String())
		}
		add(w.cell(r.InRoom), "came", note)
		add(w.cell(r.SignedUp), "signed-up", layout.Said{})
		if r.FirstTime.Look == small.Shown {
			add(w.cell(r.FirstTime), "first-time", layout.Said{})
		}
	}
	if r.Has(report.PartVolunteers) {
		note := layout.Said{}
		if r.Minutes.Look == small.Shown && r.Minutes.N > 0 {
			note = w.say("volunteers.note", "{hours}", report.Hours(r.Minutes.N))
		}
		add(w.cell(r.Volunteers), "volunteers", note)
	}
	if n := len(w.m.counts.Heard); n > 0 && r.Has(report.PartLanguages) {
		add(english(strconv.Itoa(n)), "heard", layout.Said{})
	} else if len(r.EventLangs) > 0 && r.Has(report.PartLanguages) && len(out) < 4 {
		add(english(strconv.Itoa(len(r.EventLangs))), "event-languages", w.languageNames(r.EventLangs))
	}
	return out[:min(len(out), 4)]
}

func (w *reportPages) languageNames(tags []string) layout.Said {
	var names []string
	for _, t := range tags {
		names = append(names, langName(t))
	}
	return english(strings.Join(names, ", "))
}

func langName(tag string) string {
	if l, ok := locale.Lookup(tag); ok {
		return l.Name
	}
	return tag
}

func namesOf(list []report.Named) string {
	var out []string
	for _, n := range list {
		out = append(out, n.Name)
	}
	return strings.Join(out, ", ")
}

// happened is what was done, in which languages and for whom.
func (w *reportPages) happened() layout.ReportSection {
	s := layout.ReportSection{Title: w.say("happened")}
	text := func(key string, said layout.Said) {
		if said.Text != "" {
			s.Items = append(s.Items, layout.ReportText{Title: w.say(key), Text: said})
		}
	}
	if about, lang := w.ev.Texts.About.In(w.lang, mainLang(w.ev), langEnglish); about != "" {
		s.Items = append(s.Items, layout.ReportText{Text: layout.Said{Text: about, Lang: lang}})
	}
	text("activities", english(namesOf(w.r.Activities)))
	text("languages-of", w.languageNames(w.r.EventLangs))
	var access []string
	lang := ""
	for _, a := range w.r.Access {
		said := w.phrase("access." + a.Key)
		access, lang = append(access, said.Text), said.Lang
	}
	text("access", layout.Said{Text: strings.Join(access, ", "), Lang: lang})
	text("objectives", english(namesOf(w.r.Objectives)))
	return s
}

// whoCame is when people came, and in which languages they signed up.
func (w *reportPages) whoCame() layout.ReportSection {
	s := layout.ReportSection{Title: w.say("who")}
	times := layout.ReportChart{Title: w.say("times")}
	for _, q := range w.r.Quarters {
		from, to, several := strings.Cut(q.At, "-")
		label := english(from)
		if several {
			label = w.say("from-to", "{from}", from, "{to}", to)
		}
		times.Bars = append(times.Bars, layout.ReportBar{Label: label, Number: english(count(q.Count)), N: q.Count})
	}
	langs := layout.ReportChart{Title: w.say("languages")}
	for _, l := range w.r.Langs {
		label := english(langName(l.Lang))
		if l.Lang == report.Other || l.Lang == "not-said" {
			label = w.say("language." + l.Lang)
		}
		langs.Bars = append(langs.Bars, layout.ReportBar{Label: label, Number: english(count(l.Count)), N: l.Count})
	}
	for _, c := range []layout.ReportChart{times, langs} {
		if len(c.Bars) > 0 {
			s.Items = append(s.Items, c)
		}
	}
	return s
}

// umbrella is the form on a page.
func (w *reportPages) umbrella() layout.ReportInput {
	in := w.input(w.say("umbrella"))
	s := layout.ReportSection{}
	var bases []string
	for _, l := range w.m.umbrella() {
		if !slices.Contains(bases, l.Basis) {
			bases = append(bases, l.Basis)
		}
		if l.Key == "event" || l.Key == "group" { // they stand over the form
			continue
		}
		s.Items = append(s.Items, layout.ReportPair{Question: english(l.Question), Answer: layout.Said{Text: l.Answer, Lang: l.Lang}})
	}
	s.Items = append(s.Items, layout.ReportText{Text: w.say("umbrella.basis", "{sources}", strings.Join(bases, "; ")), Quiet: true})
	in.Sections = []layout.ReportSection{s}
	return in
}

// photos are those that may be in a report. That they were used stands in the ledger.
func (w *reportPages) photos(ctx context.Context) (layout.ReportSection, error) {
	s := layout.ReportSection{Title: w.say("photos")}
	var all layout.ReportPhotos
	for _, p := range w.r.Photos {
		_, b, err := w.d.PhotographFor(ctx, string(w.ev.ID), p.ID, content.PhotoReport)
		if err != nil {
			return s, err
		}
		pic, err := picture.Stored(p.ID, b)
		if err != nil {
			return s, fault.Wrap(err, fault.Damaged, "a photograph does not read back", "add it again")
		}
		all = append(all, layout.ReportPhoto{Picture: pic, Caption: layout.Said{Text: p.Caption, Lang: p.Lang}, Alt: layout.Said{Text: p.Alt, Lang: p.Lang}})
		w.out.photos = append(w.out.photos, p.ID)
	}
	if len(all) > 0 {
		s.Items = append(s.Items, all)
	}
	return s, nil
}

package desk

import (
	"bytes"
	"context"
	"fmt"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
	"daykit/internal/page/layout"
	"daykit/internal/page/svg"
)

// PrintChoices gives what can be printed and how.
func (d *Desk) PrintChoices(ctx context.Context) (PrintChoices, error) {
	printers, err := d.Printers(ctx)
	return PrintChoices{Kinds: kinds(), Papers: paperItems(), Labels: labelItems(), Profiles: profileNames(), Printers: printers}, err
}

// Preview lays out req for the window. The pages are served by PreviewPage.
func (d *Desk) Preview(ctx context.Context, id string, req PrintRequest) (Preview, error) {
	defer hurry()()
	p, err := d.layOut(ctx, id, req, nil)
	if err != nil {
		return Preview{}, err
	}
	first := p.Pages[0]
	out := Preview{
		Pages: len(p.Pages), Problems: problems(p.Problems), Notes: p.worthKnowing(), URLs: []string{},
		Drafts: append([]string{}, p.drafts...), WidthMM: first.W / display.PtPerMM, HeightMM: first.H / display.PtPerMM,
		ReadsFromM: p.ReadsFromM, QRFromM: p.QRFromM, Address: p.address, Alt: p.Alt,
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
	if p.cream() {
		shown = layout.OnPaper(shown, layout.Cream())
	}
	var b bytes.Buffer
	err := svg.Write(&b, d.fonts, shown, svg.Options{Title: p.title, Lang: firstLang(p.lang), Alt: p.Alt})
	return b.Bytes(), err
}

// languageTags describes languages as the window offers them, with how far the
// phrases with these keys are checked.
func (d *Desk) languageTags(pack *content.Pack, keys []string, tags ...string) []LanguageTag {
	out := make([]LanguageTag, 0, len(tags))
	for _, tag := range tags {
		l, ok := locale.Lookup(tag)
		if !ok {
			continue
		}
		out = append(out, LanguageTag{Tag: l.Tag, Name: l.Name, Endonym: l.Endonym, Dir: string(l.Dir), State: string(pack.State(l.Tag, keys...))})
	}
	return out
}

func (d *Desk) objectives(numbers []int) []ObjectiveItem {
	out := make([]ObjectiveItem, 0, len(numbers))
	for _, n := range numbers {
		if o, ok := d.pack().Objective(n); ok {
			out = append(out, ObjectiveItem{Number: o.Number, Title: o.Title})
		}
	}
	return out
}

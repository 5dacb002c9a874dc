package desk_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

var startForm = desk.StartForm{
	Activities: []string{"meal", "Film and talk"}, Date: "2026-12-18", Place: "Sample Hall, 1 Sample Street, Exampleton M1 1AA",
	People: 60, Group: "Example Street Neighbours",
}

// One form makes all of it, as the preview said, and one undo takes all of it back.
func TestStartMakesWhatItsPreviewSays(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	p, err := d.PreviewStart(ctx, startForm)
	if err != nil {
		t.Fatal(err)
	}
	if events, err := d.Events(ctx); err != nil || len(events) != 0 {
		t.Fatalf("a preview made %d events, %v", len(events), err)
	}
	id, err := d.Start(ctx, startForm)
	if err != nil {
		t.Fatal(err)
	}
	madeAsSaid(t, d, id, p)
	if label, err := d.Undo(ctx, id); err != nil || label != "event.start" {
		t.Fatalf("undo: %q, %v", label, err)
	}
	if events, err := d.Events(ctx); err != nil || len(events) != 0 {
		t.Errorf("one undo leaves %d events, %v", len(events), err)
	}
	for name, call := range map[string]func() error{
		"risks":   func() error { _, err := d.Risks(ctx, id); return err },
		"packing": func() error { _, err := d.Packing(ctx, id); return err },
		"crew":    func() error { _, err := d.Crew(ctx, id); return err },
	} {
		if err := call(); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s of what was taken back: %v", name, err)
		}
	}
	if _, err := d.Redo(ctx, id); err != nil {
		t.Fatal(err)
	}
	madeAsSaid(t, d, id, p)
	next, err := d.PreviewStart(ctx, desk.StartForm{Date: "2027-06-20"})
	if err != nil || next.Form.Group != startForm.Group || next.Form.Title != "Get-together" || len(next.Programme) == 0 {
		t.Errorf("the group of the event before is not offered, or nothing chosen leaves nothing: %+v, %v", next.Form, err)
	}
}

func madeAsSaid(t *testing.T, d *desk.Desk, id string, p desk.StartPreview) {
	t.Helper()
	ctx := t.Context()
	v := must(t)(d.Event(ctx, id))
	if v.Title != "Shared meal, film and talk in Exampleton" || v.Doc.Venue.Name != "Sample Hall" || v.Doc.Venue.Postcode != "M1 1AA" ||
		v.Doc.Expected != 60 || v.Doc.Start != p.Form.Start || v.Doc.End != p.Form.End || v.Doc.Signup.Sheets != 3 {
		t.Errorf("the document is %+v", v.Doc)
	}
	got := []desk.StartLine{}
	for _, task := range v.Tasks {
		if task.Source != "law" {
			got = append(got, desk.StartLine{Text: task.Title, When: task.By, Basis: plan.OurDefault})
		}
	}
	lines := cmpopts.SortSlices(func(a, b desk.StartLine) bool { return a.Text+a.When+a.Amount < b.Text+b.When+b.Amount })
	if diff := cmp.Diff(p.Tasks, got, lines); diff != "" {
		t.Errorf("tasks (-said +made):\n%s", diff)
	}
	crew, err := d.Crew(ctx, id)
	if err != nil || len(crew.Shifts) != len(p.Shifts) || len(crew.Suggested) != 0 {
		t.Errorf("%d shifts and %d suggested, said %d: %v", len(crew.Shifts), len(crew.Suggested), len(p.Shifts), err)
	}
	risks, err := d.Risks(ctx, id)
	if err != nil || len(risks.Risks) != len(p.Risks) || len(risks.Offers) != 0 {
		t.Errorf("%d risks and %d offered, said %d: %v", len(risks.Risks), len(risks.Offers), len(p.Risks), err)
	}
	venue, err := d.Venue(ctx, id)
	if err != nil || len(venue.Questions) != len(p.Questions) {
		t.Errorf("%d questions, said %d: %v", len(venue.Questions), len(p.Questions), err)
	}
	packing, err := d.Packing(ctx, id)
	if err != nil || len(packing.Lines) != len(p.Kit)+len(p.Care)+len(p.Permissions) || len(packing.Offers) != 0 || len(packing.Duties) != len(p.Duties) {
		t.Errorf("%d lines, %d offered and %d duties, said %d: %v", len(packing.Lines), len(packing.Offers), len(packing.Duties), len(p.Kit)+len(p.Care), err)
	}
	for _, l := range packing.Lines {
		if l.Basis == "" {
			t.Errorf("%s has no source", l.What)
		}
	}
	if len(v.Doc.Programme) != len(p.Programme) || v.Doc.Programme[0].At != p.Form.Start {
		t.Errorf("the running order is %v", v.Doc.Programme)
	}
}

func TestStartReadsNamesAndRefuses(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	for name, tt := range map[string]struct {
		form desk.StartForm
		want string
	}{
		"no date":            {desk.StartForm{}, "date:"},
		"a date that is not": {desk.StartForm{Date: "18.12.2026"}, "date:"},
		"no time":            {desk.StartForm{Date: "2026-12-18", Start: "six"}, "start:"},
		"no end":             {desk.StartForm{Date: "2026-12-18", End: "late"}, "end:"},
		"two of a word":      {desk.StartForm{Date: "2026-12-18", Activities: []string{"art", "story", "and"}}, `activities: "and" may be`},
		"no activity":        {desk.StartForm{Date: "2026-12-18", Activities: []string{"fireworks"}}, "activities:"},
		"too many people":    {desk.StartForm{Date: "2026-12-18", People: 1e6}, "people:"},
		"no language":        {desk.StartForm{Date: "2026-12-18", Languages: []string{"Elvish"}}, "languages:"},
		"a long title":       {desk.StartForm{Date: "2026-12-18", Title: strings.Repeat("x", 300)}, "title.en:"},
		"a long place":       {desk.StartForm{Date: "2026-12-18", Place: strings.Repeat("x", 300)}, "venue.name:"},
	} {
		if _, err := d.Start(ctx, tt.form); fault.CodeOf(err) != fault.Invalid || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", name, err, tt.want)
		}
	}
	early, err := d.PreviewStart(ctx, desk.StartForm{Date: "2026-12-18", Activities: []string{"meal"}, End: "20:00"})
	if err != nil || early.Form.Start != "17:00" || early.Form.End != "20:00" {
		t.Errorf("over by eight: %s to %s, %v", early.Form.Start, early.Form.End, err)
	}
	p, err := d.PreviewStart(ctx, desk.StartForm{Date: "2026-12-05", Activities: []string{"music", "other"}, Languages: []string{"Urdu", "en"}, Title: "شام"})
	if err != nil {
		t.Fatal(err)
	}
	if !cmp.Equal(p.Form.Activities, []string{"music-night", "other"}) || !cmp.Equal(p.Form.Languages, []string{"ur", "en"}) || slices.Contains(p.Filled, "title") {
		t.Errorf("read as %+v", p.Form)
	}
	var kinds []string
	for _, n := range p.Notes {
		kinds = append(kinds, string(n.Kind))
	}
	if !slices.Contains(kinds, "soon") || !slices.Contains(kinds, "notice-over") || !slices.Contains(kinds, "ask-now") {
		t.Errorf("for the next day it notes %v", kinds)
	}
	if !slices.ContainsFunc(p.Programme, func(l desk.StartLine) bool { return l.Text == "Our own programme" }) {
		t.Errorf("something else has no place in %v", p.Programme)
	}
}

func packingLine(t *testing.T, p desk.Packing, id string) desk.PackingLine {
	t.Helper()
	i := slices.IndexFunc(p.Lines, func(l desk.PackingLine) bool { return l.ID == id })
	if i < 0 {
		t.Fatalf("%s is not on the list", id)
	}
	return p.Lines[i]
}

func TestPackingListIsEdited(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	now := func(p desk.Packing, err error) desk.Packing {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := now(d.Packing(ctx, id))
	offers := len(p.Offers)
	if len(p.Lines) != 0 || offers < 8 || len(p.Duties) == 0 {
		t.Fatalf("at first: %d lines, %d offered, %d duties", len(p.Lines), offers, len(p.Duties))
	}
	p = now(d.TakePacking(ctx, id, []string{"kit-photo-sign", "kit-no-photo-dots"}))
	if len(p.Lines) != 2 || len(p.Offers) != offers-2 || packingLine(t, p, "kit-no-photo-dots").Amount != "60" {
		t.Fatalf("two taken: %+v", p.Lines)
	}
	was := packingLine(t, p, "kit-photo-sign")
	form := desk.PackingForm{Kind: was.Kind, What: was.What, Amount: "3", From: "the library", Who: "Hana"}
	l := packingLine(t, now(d.EditPacking(ctx, id, was.ID, form)), was.ID)
	if l.Basis != was.Basis || l.Who != "Hana" || l.From != "the library" || l.Amount != "3" {
		t.Errorf("its source went with who brings it: %+v", l)
	}
	form.What = "Sign with a camera on it"
	if l = packingLine(t, now(d.EditPacking(ctx, id, was.ID, form)), was.ID); l.Basis != "" || l.Who != "Hana" {
		t.Errorf("its words are the group's, and its source says them: %+v", l)
	}
	if l = packingLine(t, now(d.SetPacked(ctx, id, was.ID, true)), was.ID); !l.Done || l.Who != "Hana" {
		t.Errorf("ticked: %+v", l)
	}
	p = now(d.AddPacking(ctx, id, desk.PackingForm{Kind: plan.ThingCare, What: "A cushion for the dog"}))
	if own := p.Lines[len(p.Lines)-1]; own.Kind != plan.ThingCare || own.Basis != "" {
		t.Errorf("care stands after kit: %+v", p.Lines)
	}
	if p = now(d.DropPacking(ctx, id, was.ID)); len(p.Lines) != 2 || !slices.ContainsFunc(p.Offers, func(o desk.PackingLine) bool { return o.ID == was.ID }) {
		t.Errorf("what was dropped is not offered again: %+v", p.Offers)
	}
	for _, want := range []string{"packing", "packing"} {
		if label, err := d.Undo(ctx, id); err != nil || label != want {
			t.Fatal(label, err)
		}
	}
	if p = now(d.Packing(ctx, id)); len(p.Lines) != 2 || !packingLine(t, p, was.ID).Done {
		t.Errorf("undone: %+v", p.Lines)
	}
	if p = now(d.TakePacking(ctx, id, nil)); len(p.Offers) != 0 || len(p.Lines) != offers {
		t.Errorf("all taken: %d lines, %d offered", len(p.Lines), len(p.Offers))
	}
	for name, call := range map[string]func() (desk.Packing, error){
		"what:": func() (desk.Packing, error) { return d.AddPacking(ctx, id, desk.PackingForm{}) },
		"kind:": func() (desk.Packing, error) {
			return d.AddPacking(ctx, id, desk.PackingForm{Kind: "pets", What: "A dog"})
		},
		"who:": func() (desk.Packing, error) {
			return d.AddPacking(ctx, id, desk.PackingForm{What: "x", Who: strings.Repeat("x", desk.MaxPackingWords+1)})
		},
		"nothing": func() (desk.Packing, error) { return d.TakePacking(ctx, id, []string{"no-such"}) },
		"that is": func() (desk.Packing, error) { return d.SetPacked(ctx, id, "no-such", true) },
	} {
		if _, err := call(); err == nil || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("%s got %v", name, err)
		}
	}
}

// A tick of an older Daykit on the pack's reminder counts for the duty that took its
// place, keeps its day, and can be taken away.
func TestTicksAreCarriedOverToDuties(t *testing.T) {
	t.Parallel()
	d, ctx, ok := openDesk(t), t.Context(), must(t)
	id := addSample(t, d)
	for task, fields := range map[string]string{
		"insurance": `{"done":true,"due":"2026-11-20","pinned":true}`, "film-2": `{"done":true}`, "ten": `{"done":true}`,
	} {
		if err := desk.PutTask(ctx, d, id, task, fields); err != nil {
			t.Fatal(err)
		}
	}
	v := ok(d.Edit(ctx, id, []byte(`{"activities":["film"]}`)))
	for _, x := range v.Tasks {
		if x.ID == "film-2" || x.ID == "insurance" || x.ID == "ten" {
			t.Errorf("%s stands beside the duty that says it", x.ID)
		}
	}
	if x := byID(t, v, "duty-insurance"); !x.Done || x.Due != "2026-11-20" {
		t.Errorf("the insurance was ticked: %+v", x)
	}
	if !byID(t, v, "duty-film-licence").Done || !byID(t, v, "duty-ten").Done || len(v.Schedule.Blocks) > 0 {
		t.Errorf("the licence and the notice were ticked: %+v", v.Schedule)
	}
	v = ok(d.SetTaskDone(ctx, id, "duty-film-licence", false))
	if byID(t, v, "duty-film-licence").Done || len(v.Schedule.Blocks) == 0 {
		t.Error("the tick cannot be taken away")
	}
	if _, err := d.AnswerDuty(ctx, id, "nation", "scotland"); err != nil {
		t.Fatal(err)
	}
	if v = ok(d.Event(ctx, id)); !byID(t, v, "film-2").Done {
		t.Error("where other rules hold, the pack's own line is gone")
	}
}

// When other people are expected, the list offers the numbers that follow, which a person
// takes or not; a number that they changed themselves is not touched.
func TestPackingIsRescaled(t *testing.T) {
	t.Parallel()
	d, ctx, ok := openDesk(t), t.Context(), must(t)
	id, err := d.Start(ctx, startForm)
	if err != nil {
		t.Fatal(err)
	}
	now := func(p desk.Packing, err error) desk.Packing {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	changed := func(p desk.Packing) (out []string) {
		for _, l := range p.Lines {
			if l.Now != "" {
				out = append(out, l.ID+" "+l.Amount+" -> "+l.Now)
			}
		}
		return out
	}
	p := now(d.Packing(ctx, id))
	dots := packingLine(t, p, "kit-no-photo-dots")
	if dots.Amount != "60" || len(changed(p)) != 0 {
		t.Fatalf("begun with %+v, changed %v", dots, changed(p))
	}
	sign := packingLine(t, p, "kit-photo-sign")
	now(d.EditPacking(ctx, id, sign.ID, desk.PackingForm{Kind: sign.Kind, What: sign.What, Amount: "seven"}))
	ok(d.Edit(ctx, id, []byte(`{"expected":120}`)))
	p = now(d.Packing(ctx, id))
	if !slices.Contains(changed(p), "kit-no-photo-dots 60 -> 120") || packingLine(t, p, sign.ID).Now != "" {
		t.Fatalf("twice as many people: %v", changed(p))
	}
	copied, err := d.CopyEvent(ctx, id, "2027-12-18")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(changed(p), changed(now(d.Packing(ctx, copied)))); diff != "" {
		t.Errorf("a copy (-was +copied):\n%s", diff)
	}
	kept := now(d.RescalePacking(ctx, id, []string{dots.ID}, true))
	if l := packingLine(t, kept, dots.ID); l.Amount != "60" || l.Now != "" || len(changed(kept)) != len(changed(p))-1 {
		t.Errorf("kept: %+v", l)
	}
	if _, err := d.RescalePacking(ctx, id, []string{dots.ID}, false); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("what was kept is offered again: %v", err)
	}
	if _, err := d.Undo(ctx, id); err != nil {
		t.Fatal(err)
	}
	taken := now(d.RescalePacking(ctx, id, nil, false))
	if l := packingLine(t, taken, dots.ID); l.Amount != "120" || len(changed(taken)) != 0 || packingLine(t, taken, sign.ID).Amount != "seven" {
		t.Errorf("taken: %+v, %v", l, changed(taken))
	}
	ok(d.Edit(ctx, id, []byte(`{"expected":60}`)))
	if p = now(d.Packing(ctx, id)); !slices.Contains(changed(p), "kit-no-photo-dots 120 -> 60") {
		t.Errorf("half as many: %v", changed(p))
	}
}

// readDay is a pack in which a speaker of one language has read the day's name.
type readDay struct {
	*content.Pack

	lang string
}

func (p readDay) PhraseState(key, lang string) content.State {
	if key == "day" && lang == p.lang {
		return content.Reviewed
	}
	return p.Pack.PhraseState(key, lang)
}

// A title is offered in the event's first language where a speaker has read the words, and
// else in English, which is marked.
func TestOfferedTitle(t *testing.T) {
	t.Parallel()
	pack := readDay{content.Builtin(), "cy"}
	for name, tt := range map[string]struct {
		date        string
		languages   []string
		title, lang string
	}{
		"read by a speaker":  {"2026-12-18", []string{"cy", "en"}, "Diwrnod Rhyngwladol Mudwyr", "cy"},
		"on another day":     {"2026-12-17", []string{"cy", "en"}, "Film and talk", "en"},
		"read by no speaker": {"2026-12-18", []string{"pl", "en"}, "Film and talk", "en"},
		"not the first":      {"2026-12-18", []string{"en", "cy"}, "Film and talk", "en"},
		"no words at all":    {"2026-12-18", []string{"ja"}, "Film and talk", "en"},
	} {
		title, lang := desk.OfferedTitle(pack, desk.StartForm{Date: tt.date, Languages: tt.languages, Activities: []string{"film"}})
		if title != tt.title || lang != tt.lang {
			t.Errorf("%s: got %q in %s, want %q in %s", name, title, lang, tt.title, tt.lang)
		}
	}
	d, ctx := openDesk(t), t.Context()
	form := desk.StartForm{Date: "2026-12-18", Activities: []string{"film"}, Languages: []string{"ur"}}
	p, err := d.PreviewStart(ctx, form)
	if err != nil || p.TitleLang != "en" || !slices.Contains(p.Filled, "title") {
		t.Errorf("offered in %s: %v", p.TitleLang, err)
	}
	form.Title = "شام"
	if p, err = d.PreviewStart(ctx, form); err != nil || p.TitleLang != "ur" {
		t.Errorf("written in %s: %v", p.TitleLang, err)
	}
	id, err := d.Start(ctx, form)
	if v := must(t)(d.Event(ctx, id)); err != nil || v.Doc.Title["ur"] != "شام" || len(v.Doc.Title) != 1 {
		t.Errorf("begun as %v: %v", v.Doc.Title, err)
	}
}

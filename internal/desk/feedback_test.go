package desk_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/canary"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"
)

func answered(words string, pairs ...string) feedback.Form {
	f := feedback.Form{Answers: map[string][]string{}, Words: words}
	for i := 0; i < len(pairs); i += 2 {
		f.Answers[pairs[i]] = append(f.Answers[pairs[i]], pairs[i+1])
	}
	return f
}

// TestFeedback goes through an evaluation in one workspace: forms typed one after another,
// a pile that was counted, words that are quoted or are not, the crew's talk and the
// counts of the day.
func TestFeedback(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	if e, err := d.Evaluation(ctx, id); err != nil || e.Totals.Forms != 0 || len(e.Totals.Questions) != 5 || e.Counts.Volunteers != nil {
		t.Fatalf("at first: %+v, %v", e, err)
	}

	soup := answered(" The soup of Amina. ", "welcome", "5", "why", "people", "why", "day")
	soup.MayQuote, soup.Lang = true, "en-GB"
	one, err := d.AddForm(ctx, id, soup)
	if err != nil || one.N != 1 || one.Lang != "en" || one.Words != "The soup of Amina." {
		t.Fatalf("the first form: %+v, %v", one, err)
	}
	two, err := d.AddForm(ctx, id, answered("More chairs.", "welcome", "4", "new", "yes"))
	if err != nil || two.N != 2 {
		t.Fatalf("the second: %+v, %v", two, err)
	}
	for name, bad := range map[string]feedback.Form{"empty": {}, "two faces": answered("", "welcome", "1", "welcome", "2")} {
		if _, err := d.AddForm(ctx, id, bad); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := d.AddForms(ctx, id, desk.ViaFile, answered("x"), feedback.Form{}); err == nil {
		t.Error("one of two forms was taken")
	}
	_, err = d.AddForms(ctx, id, desk.ViaFile, answered("", "again", "yes"))
	must0(t, err)
	pile, err := d.AddPile(ctx, id, feedback.Pile{Forms: 4, Counts: map[string]map[string]int{"welcome": {"5": 3}}})
	must0(t, err)
	e, err := d.Evaluation(ctx, id)
	if err != nil || e.Totals.Forms != 7 || e.Totals.Piled != 4 || e.Totals.Tally("welcome").Mean != 4.8 || e.Totals.Tally("again").Answered != 1 {
		t.Errorf("got %+v, %v", e.Totals, err)
	}

	if err := d.QuoteForm(ctx, id, "2", true); fault.CodeOf(err) != fault.Denied {
		t.Errorf("words are quoted though nobody ticked that they may be: %v", err)
	}
	must0(t, d.QuoteForm(ctx, id, one.ID, true))
	if e, err = d.Evaluation(ctx, id); err != nil || len(e.Quotes) != 2 || !e.Quotes[0].Quotable() || e.Quotes[1].Quotable() {
		t.Errorf("quotes: %+v, %v", e.Quotes, err)
	}
	soup.MayQuote = false
	must0(t, d.EditForm(ctx, id, "1", soup))
	if f, err := d.Forms(ctx, id); err != nil || len(f.Forms) != 3 || f.Forms[2].Quote || f.Forms[2].MayQuote || f.Forms[0].Via != desk.ViaFile {
		t.Errorf("a quotation whose leave was taken back stays: %+v, %v", f.Forms, err)
	}
	must0(t, d.DropForm(ctx, id, "2"))
	must0(t, d.EditPile(ctx, id, pile, feedback.Pile{Forms: 2}))
	must0(t, d.DropPile(ctx, id, pile))
	for _, want := range []int{1 + 1 + 2, 1 + 1 + 4, 2 + 1 + 4} { // the pile is back, as it was, and the form
		if label, err := d.Undo(ctx, id); err != nil || label != "feedback" {
			t.Fatalf("undo: %q, %v", label, err)
		}
		if e, err := d.Evaluation(ctx, id); err != nil || e.Totals.Forms != want {
			t.Errorf("got %d forms, want %d, %v", e.Totals.Forms, want, err)
		}
	}
	if err := d.DropForm(ctx, id, "17"); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a form that is not there: %v", err)
	}
}

// TestDebriefAndDay: the crew's five answers, the counts of the day, and hours from shifts.
func TestDebriefAndDay(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 760)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id := addSample(t, d)
		must0(t, d.SetDebrief(ctx, id, "worked", " The long table. "))
		must0(t, d.SetDebrief(ctx, id, "concern", "One guest was followed home."))
		must0(t, d.SetDebrief(ctx, id, "worked", "The long table. Not the microphone."))
		if err := d.SetDebrief(ctx, id, "mood", "x"); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("a sixth question: %v", err)
		}
		b, err := d.Debrief(ctx, id)
		if err != nil || b.Answers["worked"] != "The long table. Not the microphone." || !b.Concern || b.Answers["concern"] != "" {
			t.Errorf("got %+v, %v", b, err)
		}
		if words, err := d.OpenConcern(ctx, id); err != nil || words != "One guest was followed home." {
			t.Errorf("got %q, %v", words, err)
		}

		helpers(ctx, t, d, id) // four, from 17:00 to 21:00
		seven := 7
		must0(t, d.SetDayCounts(ctx, id, desk.DayCounts{Children: &seven, Heard: []string{"Somali", "so", "ar"}}))
		c, err := d.DayCounts(ctx, id)
		if err != nil || *c.Children != 7 || len(c.Heard) != 2 || !c.FromShifts || *c.Volunteers != 4 || *c.Minutes != 16*60 {
			t.Fatalf("got %+v, %v", c, err)
		}
		minus := -1
		if err := d.SetDayCounts(ctx, id, desk.DayCounts{Adults: &minus}); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("fewer than no adults: %v", err)
		}
		words := answered("Ask Halima of number 9.", "welcome", "5")
		_, err = d.AddForm(ctx, id, words)
		must0(t, err)

		l.now = l.now.AddDate(0, 2, 0) // after the day
		if _, err := d.Purge(ctx, id); err != nil {
			t.Fatal(err)
		}
		e, err := d.Evaluation(ctx, id)
		if err != nil || len(e.Quotes) != 0 || len(e.Debrief.Answers) != 0 || e.Debrief.Concern || e.Totals.Tally("welcome").Answered != 1 {
			t.Errorf("after the purge: %+v, %v", e, err)
		}
		if c := e.Counts; c.FromShifts || c.Volunteers == nil || *c.Volunteers != 4 || *c.Minutes != 16*60 || *c.Children != 7 {
			t.Errorf("after the purge the hours are %+v", c)
		}
		must0(t, d.SetDebrief(ctx, id, "worked", "Written late."))
		if b, err := d.Debrief(ctx, id); err != nil || b.Answers["worked"] != "Written late." {
			t.Errorf("what is written after a purge: %+v, %v", b, err)
		}
	})
}

// sayings are what a guest wrote, and what the crew wrote of care and of their day.
var sayings = []string{"Kanaworte", "Kanasorge", "Kanatisch"}

// TestFeedbackCanaries sends words through all that the kit does with them and searches
// every byte: they are sealed wherever they lie and in no file that is made for others.
func TestFeedbackCanaries(t *testing.T) {
	t.Parallel()
	l, c, line := newLaptop(t, 780), newCampaign(t), &tapped{}
	var log bytes.Buffer
	l.opt.HTTP, l.opt.Log = &http.Client{Transport: line}, slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	out := t.TempDir()
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id := addSample(t, d)
		form := answered("Ŵyn "+sayings[0], "welcome", "5")
		f, err := d.AddForm(ctx, id, form)
		must0(t, err)
		form.Words += "!"
		must0(t, d.EditForm(ctx, id, f.ID, form))
		must0(t, d.DropForm(ctx, id, f.ID))
		_, err = d.Undo(ctx, id)
		must0(t, err)
		must0(t, d.SetDebrief(ctx, id, "concern", sayings[1]))
		must0(t, d.SetDebrief(ctx, id, "worked", sayings[2]))
		_, err = d.OpenConcern(ctx, id)
		must0(t, err)
		_, err = d.AddForm(ctx, id, answered(strings.Repeat(sayings[0], 99), "welcome", "9"))
		if err == nil || strings.Contains(err.Error(), sayings[0]) {
			t.Errorf("a refusal repeats the words: %v", err)
		}
		p := printSheet(ctx, t, d, desk.RecoveryRequest{})
		_, err = d.CheckRecovery(ctx, desk.SheetInput{Text: p.secret.Text()})
		must0(t, err)
		c.join(ctx, d)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		synced(ctx, t, d)
		for name, save := range map[string]func(path string) error{
			"event.daykit": func(path string) error { _, err := d.Export(ctx, id, path, ""); return err },
			"report.json":  func(path string) error { _, err := d.SaveReport(ctx, id, path); return err },
			"event.ics":    func(path string) error { _, err := d.SaveCalendar(ctx, id, path); return err },
		} {
			must0(t, save(filepath.Join(out, name)))
		}
		for _, kind := range []string{desk.KindFeedback, desk.KindDebrief} {
			_, _, err := d.SavePrint(ctx, id, desk.PrintRequest{Kind: kind}, "", filepath.Join(out, kind+".pdf"), nil)
			must0(t, err)
		}
		l.now = l.now.Add(31 * time.Minute)
		must0(t, d.Tend(ctx))
		synced(ctx, t, d)
	})
	for what, b := range map[string][]byte{"traffic": line.heard.Bytes(), "log": log.Bytes(), "log of the server": []byte(c.log.String())} {
		if hits := canary.Find(b, sayings); len(hits) > 0 {
			t.Errorf("the %s has %v", what, hits)
		}
	}
	if line.heard.Len() == 0 {
		t.Error("nothing travelled: the test is blind")
	}
	for what, dir := range map[string]string{"data folder": l.opt.Dir, "server": c.dir} {
		if found := rawIn(t, dir, sayings); len(found) > 0 {
			t.Errorf("the %s has %v", what, found)
		}
	}
	// A report may say what the crew learned; words that nobody chose to quote, and what is
	// said of care, are in none.
	if found := rawIn(t, out, sayings[:2]); len(found) > 0 {
		t.Errorf("the files that were saved have %v", found)
	}
}

// TestAFormKeepsItsNumber: the number is written on the paper, so that of a form that was
// taken away is not given to another one.
func TestAFormKeepsItsNumber(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	id := addSample(t, d)
	first, err := d.AddForm(ctx, id, answered("", "again", "yes"))
	must0(t, err)
	must0(t, d.DropForm(ctx, id, first.ID))
	second, err := d.AddForm(ctx, id, answered("", "again", "no"))
	must0(t, err)
	if first.N != 1 || second.N != 2 {
		t.Errorf("got %d, and %d after it was taken away, want 1 and 2", first.N, second.N)
	}
}

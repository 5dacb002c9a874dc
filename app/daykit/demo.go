package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/feedback"
)

// demoArrivals and demoWalkIns are how many of the sample guests come, and how
// many others.
const (
	demoArrivals = 30
	demoWalkIns  = 7
)

// demoResult is what a demo leaves behind.
type demoResult struct {
	ID         string          `json:"id"`
	Out        string          `json:"out"`
	Files      []string        `json:"files"`
	Attendance desk.Attendance `json:"attendance"`
	Sync       desk.SyncResult `json:"sync"`
	Totals     json.RawMessage `json:"totals"`
	Page       string          `json:"page"`     // of the public page, while the demo ran
	Light      string          `json:"light"`    // may the laptop be wiped after it
	Returned   int             `json:"returned"` // guests that an empty laptop has after the sheet was typed there
}

// demo plays a whole event as a new user would see it: plan, voices, a campaign
// server of its own on this machine, print, sign-up, the day and the report. The
// workspace and the server are thrown away; what was made stays in --out.
func demo(c *call, fs *flag.FlagSet) action {
	out := fs.String("out", "", "the folder to write into")
	return func(ctx context.Context, _ []string) error {
		if *out == "" {
			return misused
		}
		tmp, err := os.MkdirTemp("", "daykit-demo-*")
		if err != nil {
			return fmt.Errorf("make a folder for the demo: %w", err)
		}
		defer os.RemoveAll(tmp)
		if err := os.MkdirAll(*out, 0o755); err != nil { //nolint:gosec // printed matter is for handing on
			return fmt.Errorf("make the folder for the demo's files: %w", err)
		}
		srv, err := startServer(ctx, tmp, c.err)
		if err != nil {
			return err
		}
		defer srv.stop()
		c.dir, c.noRing = filepath.Join(tmp, "workspace"), true
		d, err := c.open(ctx)
		if err != nil {
			return err
		}
		play := &demoPlay{call: c, desk: d, server: srv, out: *out, tmp: tmp, result: demoResult{Out: *out}}
		for _, step := range play.steps() {
			c.say("\n%s", step.title)
			if err := step.do(ctx); err != nil {
				return fmt.Errorf("%s: %w", step.title, err)
			}
		}
		return c.result(play.result, play.summary)
	}
}

// demoPlay is a demo under way.
type demoPlay struct {
	*call
	desk   *desk.Desk
	server *demoServer
	out    string
	tmp    string // what is thrown away
	result demoResult
}

type demoStep struct {
	title string
	do    func(context.Context) error
}

func (p *demoPlay) steps() []demoStep {
	return []demoStep{
		{"Plan: add the sample event", p.plan},
		{"Voices: choose both ambassadors", p.voices},
		{"Safety: print the recovery sheet, and check the paper by a photo", p.sheet},
		{"Campaign: join by invitation and publish the page", p.join},
		{"Sign-up: take in a guest list", p.guests},
		{"Print: everything for the event", p.print},
		{"On the day: people arrive", p.day},
		{"Afterwards: report, and send the numbers", p.afterwards},
		{"The laptop is lost: an empty one gets everything back by the sheet", p.lost},
	}
}

func (p *demoPlay) plan(ctx context.Context) error {
	id, err := p.desk.NewEvent(ctx, desk.SampleEvent())
	if err != nil {
		return err
	}
	p.result.ID = id
	v, err := p.desk.Event(ctx, id)
	if err == nil {
		p.say("  %s, %s, %s: %d tasks, %d of them due", v.Title, v.DateWords, v.Place, len(v.Tasks), v.TasksDue)
	}
	return err
}

func (p *demoPlay) voices(ctx context.Context) error {
	voices, err := p.desk.Choose(ctx, p.result.ID, []string{"toby-g-mbe", "khadeja-alamary"})
	for _, v := range voices {
		p.say("  %s", v.Credit)
	}
	return err
}

func (p *demoPlay) join(ctx context.Context) error {
	code, err := p.server.invite(ctx, "Sample Neighbours")
	if err != nil {
		return err
	}
	st, err := p.desk.Join(ctx, p.server.url, code)
	if err != nil {
		return err
	}
	p.say("  joined as %s at %s", st.Group, st.Server)
	if _, err := p.desk.Publish(ctx, p.result.ID); err != nil {
		return err
	}
	if _, err := p.desk.Sync(ctx); err != nil {
		return err
	}
	p.result.Page = p.server.url + "/e/" + p.result.ID
	p.say("  the page that the posters' code leads to: %s", p.result.Page)
	return p.savePage(ctx)
}

// savePage keeps the public page, since the demo's server ends with it.
func (p *demoPlay) savePage(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.result.Page, nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("open the public page: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("the public page answers %s", res.Status)
	}
	return p.save("page.html", func(w io.Writer) error {
		_, err := io.Copy(w, io.LimitReader(res.Body, 1<<20))
		return err
	})
}

func (p *demoPlay) save(name string, write func(io.Writer) error) error {
	if err := desk.SaveFile(filepath.Join(p.out, name), write); err != nil {
		return err
	}
	p.result.Files = append(p.result.Files, name)
	return nil
}

func (p *demoPlay) guests(ctx context.Context) error {
	err := p.save("guests.csv", func(w io.Writer) error {
		_, err := w.Write(desk.SampleGuests())
		return err
	})
	if err != nil {
		return err
	}
	got, err := p.desk.ImportGuests(ctx, p.result.ID, filepath.Join(p.out, "guests.csv"))
	p.say("  %d guests", got.Rows)
	return err
}

func (p *demoPlay) print(ctx context.Context) error {
	files, err := p.desk.Kit(ctx, p.result.ID, p.out, p.progress)
	for _, f := range files {
		p.result.Files = append(p.result.Files, f.File)
	}
	p.problems(files...)
	if err == nil {
		p.result.Files = append(p.result.Files, "manifest.json")
	}
	return err
}

func (p *demoPlay) day(ctx context.Context) error {
	guests, err := p.desk.Guests(ctx, p.result.ID)
	if err != nil {
		return err
	}
	for i, g := range guests {
		if i == demoArrivals {
			break
		}
		if _, err := p.desk.Arrive(ctx, p.result.ID, g.ID); err != nil {
			return err
		}
	}
	p.result.Attendance, err = p.desk.WalkIns(ctx, p.result.ID, demoWalkIns)
	a := p.result.Attendance
	p.say("  %d in the room: %d who signed up, %d walk-ins", a.InRoom, a.Arrived, a.WalkIns)
	return err
}

func (p *demoPlay) afterwards(ctx context.Context) error {
	if err := p.said(ctx); err != nil {
		return err
	}
	for _, name := range []string{"report.pdf", "report.csv", "report.json"} {
		if _, err := p.desk.SaveReport(ctx, p.result.ID, filepath.Join(p.out, name)); err != nil {
			return err
		}
		p.result.Files = append(p.result.Files, name)
	}
	out, err := p.desk.Outgoing(ctx)
	if err != nil {
		return err
	}
	p.outgoing(out)
	if p.result.Sync, err = p.desk.Sync(ctx); err != nil {
		return err
	}
	p.result.Totals, err = p.server.totals(ctx)
	return err
}

// demoForms are how many guests of the demo fill in a form: enough for the report to tell.
const demoForms = 6

// said takes in what guests wrote on their forms, and chooses one to be quoted.
func (p *demoPlay) said(ctx context.Context) error {
	for i := range demoForms {
		form := feedback.Form{Answers: map[string][]string{"welcome": {"5"}, "again": {"yes"}}}
		if i == 0 {
			form.Words, form.MayQuote, form.Lang = "The soup, and somebody to talk to.", true, "en"
		}
		kept, err := p.desk.AddForm(ctx, p.result.ID, form)
		if err == nil && i == 0 {
			err = p.desk.QuoteForm(ctx, p.result.ID, kept.ID, true)
		}
		if err != nil {
			return err
		}
	}
	p.say("  %s of guests, one of them quoted", count(demoForms, "form"))
	return nil
}

// summary tells a person what there is now.
func (p *demoPlay) summary(w io.Writer) {
	fmt.Fprintf(w, "the campaign's totals: %s\n\nmade in %s:\n", p.result.Totals, p.out)
	for _, f := range p.result.Files {
		fmt.Fprintf(w, "  %s\n", f)
	}
}

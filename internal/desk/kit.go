package desk

import (
	"archive/zip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"daykit/internal/domain/event"
)

// manifestName is the file of a kit that says what the others are.
const manifestName = "manifest.json"

// Kit prints everything for the event into dir and writes manifest.json beside
// it. The function progress, which may be nil, is told of each file before it is
// made. A kit that fails or is cancelled leaves dir as it was.
func (d *Desk) Kit(ctx context.Context, id, dir string, progress func(KitProgress)) ([]Saved, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // printed matter is for handing on
		return nil, fileFault(err, dir)
	}
	tmp, err := os.MkdirTemp(dir, ".daykit-kit-*")
	if err != nil {
		return nil, fileFault(err, dir)
	}
	defer os.RemoveAll(tmp)
	into := func(name string, write func(io.Writer) error) error { return SaveFile(filepath.Join(tmp, name), write) }
	files, err := d.kit(ctx, id, into, progress)
	if err != nil {
		return nil, err
	}
	names, err := os.ReadDir(tmp)
	if err != nil {
		return nil, fileFault(err, dir)
	}
	for _, e := range names {
		name := e.Name()
		if err := os.Rename(filepath.Join(tmp, name), filepath.Join(dir, name)); err != nil {
			return nil, fileFault(err, filepath.Join(dir, name))
		}
	}
	return files, nil
}

// KitZip is Kit in one zip file, whose bytes are the same for the same event.
func (d *Desk) KitZip(ctx context.Context, id, path string, progress func(KitProgress)) (files []Saved, err error) {
	err = SaveFile(path, func(w io.Writer) error {
		z := zip.NewWriter(w)
		files, err = d.kit(ctx, id, intoZip(z), progress)
		if err != nil {
			return err
		}
		return z.Close()
	})
	return files, err
}

// intoZip stores PDF and PNG as they are, since they are compressed already.
func intoZip(z *zip.Writer) func(string, func(io.Writer) error) error {
	return func(name string, write func(io.Writer) error) error {
		h := zip.FileHeader{Name: name, Method: zip.Store, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
		w, err := z.CreateHeader(&h)
		if err != nil {
			return fmt.Errorf("add %s: %w", name, err)
		}
		return write(w)
	}
}

// kit makes every file of an event's kit and hands it to into, and at last
// records what was made.
func (d *Desk) kit(ctx context.Context, id string, into func(string, func(io.Writer) error) error, progress func(KitProgress)) ([]Saved, error) {
	defer hurry()()
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	lib, err := d.library(ctx)
	if err != nil {
		return nil, err
	}
	if err := mayCarry(lib, ev); err != nil {
		return nil, err
	}
	jobs, err := d.kitJobs(ctx, ev)
	if err != nil {
		return nil, err
	}
	files := []Saved{}
	var prints []printFact
	for i, j := range jobs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if progress != nil {
			progress(KitProgress{Done: i, All: len(jobs), File: j.name})
		}
		p, err := d.layOut(ctx, id, j.req, nil)
		if err != nil {
			return nil, err
		}
		if err := into(j.name, func(w io.Writer) error { return d.render(w, p, j.format()) }); err != nil {
			return nil, err
		}
		if j.req.Kind == KindSocial {
			if err := into(j.name+altSuffix, func(w io.Writer) error { return writeAlt(w, p) }); err != nil {
				return nil, err
			}
		}
		s := p.saved()
		s.File = j.name
		files = append(files, s)
		prints = append(prints, p.fact())
	}
	if err := into(manifestName, func(w io.Writer) error { return manifest(w, files) }); err != nil {
		return nil, err
	}
	return files, d.record(ctx, string(ev.ID), prints...)
}

func manifest(w io.Writer, files []Saved) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string][]Saved{"files": files})
}

type kitJob struct {
	name string
	req  PrintRequest
}

func (j kitJob) format() string { return strings.TrimPrefix(filepath.Ext(j.name), ".") }

// kitJobs lists what an event's kit is made of: for each language what guests
// read, then what stands on doors and tables, then what the crew needs.
func (d *Desk) kitJobs(ctx context.Context, ev event.Event) ([]kitJob, error) {
	main := mainLang(ev)
	var jobs []kitJob
	add := func(name string, req PrintRequest) { jobs = append(jobs, kitJob{name, req}) }
	for _, lang := range ev.Languages {
		for _, paper := range []string{"a4", "a3"} {
			add(fmt.Sprintf("poster-%s-%s.pdf", lang, paper), PrintRequest{Kind: KindPoster, Lang: lang, Paper: paper})
		}
		add(fmt.Sprintf("poster-plain-%s-a4.pdf", lang), PrintRequest{Kind: KindPoster, Design: "plain", Lang: lang})
		add(fmt.Sprintf("flyer-%s-a5.pdf", lang), PrintRequest{Kind: KindFlyer, Lang: lang})
		add(fmt.Sprintf("signup-%s.pdf", lang), PrintRequest{Kind: KindSignup, Lang: lang})
		add(fmt.Sprintf("social-%s-square.png", lang), PrintRequest{Kind: KindSocial, Lang: lang})
	}
	for _, paper := range []string{"a4", "a3"} {
		add("article1-"+paper+".pdf", PrintRequest{Kind: KindArticle1, Lang: main, Paper: paper})
	}
	for _, kind := range []string{KindSigns, KindCards, KindTents, KindAllergens, KindConsent} {
		add(kind+".pdf", PrintRequest{Kind: kind, Lang: main})
	}
	if len(ev.Programme) > 0 {
		for _, lang := range ev.Languages {
			add(fmt.Sprintf("programme-%s.pdf", lang), PrintRequest{Kind: KindProgramme, Lang: lang})
		}
	}
	for _, lang := range ev.Languages {
		add(fmt.Sprintf("feedback-%s.pdf", lang), PrintRequest{Kind: KindFeedback, Lang: lang})
	}
	add("debrief.pdf", PrintRequest{Kind: KindDebrief, Lang: main})
	add("plan.pdf", PrintRequest{Kind: KindPlan, Lang: main})
	shifts, err := d.hasShifts(ctx, ev)
	if err != nil {
		return nil, err
	}
	if shifts {
		add("rota.pdf", PrintRequest{Kind: KindRota, Lang: main})
	}
	risks, err := d.takenRisks(ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	if len(risks) > 0 {
		add("risks.pdf", PrintRequest{Kind: KindRisks, Lang: main})
	}
	guests, err := d.invited(ctx, ev)
	if err != nil {
		return nil, err
	}
	if len(guests) > 0 {
		add("badges.pdf", PrintRequest{Kind: KindBadges, Lang: main})
		add("signup-names.pdf", PrintRequest{Kind: KindSignup, Lang: main, Variant: "names"})
	}
	return jobs, nil
}

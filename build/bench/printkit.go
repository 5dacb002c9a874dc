package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"daykit/internal/domain/content"
)

// kit is the built daykit with a workspace that has the event of the documents.
type kit struct {
	dir, data, event string
	samples          *samples
	sheetCodes       []string
}

// newKit makes the workspace: an event with a photo, which is not timed.
func newKit(ctx context.Context, dir string, s *samples) (*kit, error) {
	k := &kit{dir: dir, data: filepath.Join(dir, "data"), samples: s}
	from := filepath.Join(dir, "event.json")
	event, err := json.Marshal(eventOf(s.Poster))
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(from, event, 0o600); err != nil {
		return nil, err
	}
	out, err := daykit(ctx, "--data", k.data, "--json", "new", "--from", from)
	if err != nil {
		return nil, err
	}
	var made struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(out, &made); err != nil {
		return nil, err
	}
	k.event = made.ID
	if _, err := daykit(ctx, "--data", k.data, "photo", k.event, s.Photo); err != nil {
		return nil, err
	}
	for name, n := range map[string]int{"200.csv": badgesOf, "500.csv": len(s.People), "5000.csv": 10 * len(s.People)} {
		if err := os.WriteFile(filepath.Join(dir, name), peopleCSV(s.People, n), 0o600); err != nil {
			return nil, err
		}
	}
	return k, k.readSheetCodes(ctx)
}

// eventOf is the event that the poster of the samples invites to.
func eventOf(p poster) map[string]any {
	both := func(en, ar string) map[string]string { return map[string]string{"en": en, "ar": ar} }
	languages := content.Builtin().ArticleLanguages()
	name, address := "Riverside Hall", "12 Quay Street" // as in poster.Where
	return map[string]any{
		"schema": "daykit/event/1", "title": both(p.HeadlineEn, p.HeadlineAr), "group": "Riverside Welcome Centre",
		"date": "2026-12-18", "start": "18:00", "end": "21:00", "timezone": "Europe/London",
		"venue":     map[string]any{"name": name, "address": address, "town": "Newtown", "postcode": "NE1 0XX"},
		"languages": []string{"en", "ar"}, "theme": "it-takes-a-community-2022",
		"activities": []string{"shared-meal"}, "capacity": 80, "expected": 60, "article1": languages[:articles],
		"texts": map[string]any{"headline": both(p.HeadlineEn, p.HeadlineAr), "about": both(p.BodyEn, p.BodyAr)},
		"signup": map[string]any{
			"fields": []string{"name", "contact", "party"}, "ticks": []string{"came", "first-time", "volunteer", "keep-in-touch"},
			"rows": 20, "sheets": 50,
		},
	}
}

// peopleCSV lists n people; those past the last are the first again, with pages
// of their own.
func peopleCSV(people []person, n int) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write([]string{"id", "name", "lang", "org", "url"}) //nolint:errcheck // a buffer takes all
	for i := range n {
		p, round := people[i%len(people)], i/len(people)
		if round > 0 {
			p.ID, p.URL = fmt.Sprintf("%s-%d", p.ID, round), strings.Replace(p.URL, "/i/0", fmt.Sprintf("/i/%d", round), 1)
		}
		w.Write([]string{p.ID, p.Name, p.Lang, p.Org, p.URL}) //nolint:errcheck // a buffer takes all
	}
	w.Flush()
	return b.Bytes()
}

// readSheetCodes asks daykit what the codes of its sheets must read as.
func (k *kit) readSheetCodes(ctx context.Context) error {
	file := filepath.Join(k.dir, "sheets.json")
	args := append(k.command(document{key: docSheets}, filepath.Join(k.dir, "sheets.pdf"))[1:], "--layout", file)
	if _, err := daykit(ctx, args...); err != nil {
		return err
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var sheets []struct {
		Payload string `json:"payload"`
	}
	if err := json.Unmarshal(b, &sheets); err != nil {
		return err
	}
	for _, s := range sheets {
		k.sheetCodes = append(k.sheetCodes, s.Payload, s.Payload, k.eventURL()) // two corners, and the visitors' own
	}
	return nil
}

// eventURL is where the event's codes lead until the group has joined a campaign.
func (k *kit) eventURL() string { return "HTTPS://IMD.EXAMPLE/E/" + k.event }

func (k *kit) program() *program {
	return &program{name: "daykit", version: "as built", command: k.command, codes: k.codes, words: k.words}
}

func (k *kit) command(d document, out string) []string {
	args := []string{filepath.Join(bin, "daykit"), "--data", k.data, "print", k.event}
	switch d.key {
	case docPoster:
		args = append(args, "poster", "--design", "circle", "--lang", "en,ar", "--paper", "a3")
	case docBadges:
		args = append(args, "badges", "--lang", "en", "--people", filepath.Join(k.dir, "200.csv"))
	case docSheets:
		args = append(args, "signup", "--lang", "en")
	default:
		args = append(args, k.letters("500.csv")...)
	}
	return append(args, "--out", out)
}

func (k *kit) letters(people string) []string {
	return []string{
		"letters", "--lang", "en", "--people", filepath.Join(k.dir, people),
		"--letter", filepath.Join(filepath.Dir(k.samples.Photo), "letter.json"),
	}
}

func (k *kit) codes(d document) []string {
	switch d.key {
	case docPoster:
		return []string{k.eventURL()}
	case docSheets:
		return k.sheetCodes
	}
	return k.samples.urls(d)
}

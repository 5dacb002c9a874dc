package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/page/qr"
)

// samples is what the documents are made of, as it lies in testdata.
type samples struct {
	Poster poster
	Letter letter
	People []person
	Sheets []sheet
	Photo  string // path
}

// poster has the words of document A.
type poster struct {
	HeadlineEn string `json:"headline_en"`
	HeadlineAr string `json:"headline_ar"`
	SubEn      string `json:"sub_en"`
	SubAr      string `json:"sub_ar"`
	BodyEn     string `json:"body_en"`
	BodyAr     string `json:"body_ar"`
	Where      string `json:"where"`
	Photo      string `json:"photo"`
	URL        string `json:"url"`
	Code       *code  `json:"-"`
}

// letter has the words of document D.
type letter struct {
	Letterhead string   `json:"letterhead"`
	Address    string   `json:"address"`
	Date       string   `json:"date"`
	Greeting   string   `json:"greeting"`
	Subject    string   `json:"subject"`
	Paras      []string `json:"paras"`
	Signoff    string   `json:"signoff"`
	Signer     string   `json:"signer"`
}

type person struct {
	ID, Name, Lang, Org, URL string
	Code                     *code
}

type sheet struct {
	Number, Title, URL string
	Code               *code
}

// badgesOf is how many people document B is for.
const badgesOf = 200

func readSamples(dir string) (*samples, error) {
	s := &samples{}
	var err error
	if s.Photo, err = filepath.Abs(filepath.Join(dir, "photo.jpg")); err != nil {
		return nil, err
	}
	for name, into := range map[string]any{"poster.json": &s.Poster, "letter.json": &s.Letter} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(b, into); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := readRows(filepath.Join(dir, "people-500.csv"), func(r []string) {
		s.People = append(s.People, person{ID: r[0], Name: r[1], Lang: r[3], Org: r[4], URL: r[5]})
	}); err != nil {
		return nil, err
	}
	if err := readRows(filepath.Join(dir, "sheets.csv"), func(r []string) {
		s.Sheets = append(s.Sheets, sheet{Number: r[0], Title: r[1], URL: r[2]})
	}); err != nil {
		return nil, err
	}
	return s, s.addCodes()
}

// readRows hands over each row of a CSV file but the first.
func readRows(path string, row func([]string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	for _, r := range rows[1:] {
		row(r)
	}
	return nil
}

// code is a QR code made for programs that make none: they get it for nothing.
type code struct {
	N    int    // modules along a side
	SVG  string // the dark modules as the data of an SVG path
	Rows string // 0 and 1, row by row
}

func (s *samples) addCodes() (err error) {
	var batch qr.Batch
	for i := range s.People {
		if s.People[i].Code, err = newCode(&batch, s.People[i].URL); err != nil {
			return err
		}
	}
	for i := range s.Sheets {
		if s.Sheets[i].Code, err = newCode(&batch, s.Sheets[i].URL); err != nil {
			return err
		}
	}
	s.Poster.Code, err = newCode(&batch, s.Poster.URL)
	return err
}

func newCode(batch *qr.Batch, text string) (*code, error) {
	grid, err := batch.Modules(text)
	if err != nil {
		return nil, err
	}
	c := &code{N: len(grid)}
	var svg, rows strings.Builder
	for _, s := range qr.Outline(grid, 1, 0, 0) {
		if s.Verb == display.Close {
			svg.WriteString("z")
			continue
		}
		fmt.Fprintf(&svg, "%c%g %g", s.Verb, s.P[0].X, s.P[0].Y)
	}
	for _, row := range grid {
		for _, dark := range row {
			rows.WriteByte("01"[bit(dark)])
		}
	}
	c.SVG, c.Rows = svg.String(), rows.String()
	return c, nil
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// urls are what the codes of a document made from the samples read as.
func (s *samples) urls(d document) []string {
	switch d.key {
	case docPoster:
		return []string{s.Poster.URL}
	case docSheets:
		var out []string
		for _, sheet := range s.Sheets {
			out = append(out, sheet.URL)
		}
		return out
	}
	n := len(s.People)
	if d.key == docBadges {
		n = badgesOf
	}
	var out []string
	for _, p := range s.People[:n] {
		out = append(out, p.URL)
	}
	return out
}

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/event"
	"daykit/internal/page/qr"
)

const (
	insideRuns  = 20
	articles    = 19 // languages of the poster whose size is watched
	articleSize = 120
	svgAim      = 40 * time.Millisecond
	socialAim   = 250 * time.Millisecond
	codesMust   = 11_000
	codesAim    = 50_000
	scaleMust   = 11 // times as long for ten times the letters
)

// beside prints what no other program is set beside: the running app, from the
// person's click to the bytes of the file, with the codes read back and the print
// recorded, and the figures that are for daykit alone.
func (b *printBench) beside(ctx context.Context, k *kit) error {
	if err := b.scaling(ctx, k); err != nil {
		return err
	}
	d, err := desk.Open(ctx, desk.Options{Dir: k.data, Version: "bench", Now: time.Now, NoKeyring: true})
	if err != nil {
		return err
	}
	defer d.Close()
	fmt.Fprintf(b.out, "\nWithin the running app, median of %d\n%8s %8s %8s\n", insideRuns, "ms", "fastest", "slowest")
	for _, doc := range b.docs {
		req, people, err := k.request(doc)
		if err != nil {
			return err
		}
		s, err := repeated(insideRuns, func() error {
			_, _, err := d.Print(ctx, k.event, req, "pdf", people, io.Discard)
			return err
		})
		if err != nil {
			return err
		}
		b.line(s, fmt.Sprintf("%s; must %d ms, aims for %d ms", doc.key, doc.insideMust, doc.insideStretch))
	}
	if err := b.screens(ctx, d, k); err != nil {
		return err
	}
	return b.codeRate()
}

// repeated measures do after one run that is not counted.
func repeated(n int, do func() error) (spread, error) {
	var s spread
	for i := range n + 1 {
		began := time.Now()
		if err := do(); err != nil {
			return nil, err
		}
		if i > 0 {
			s = append(s, time.Since(began))
		}
	}
	return s, nil
}

func (b *printBench) line(s spread, what string) {
	sorted := s.sorted()
	fmt.Fprintf(b.out, "%8s %8s %8s  %s\n", ms(s.median()), ms(sorted[0]), ms(sorted[len(sorted)-1]), what)
}

// request is what the window asks for the document.
func (k *kit) request(d document) (desk.PrintRequest, []event.Guest, error) {
	switch d.key {
	case docPoster:
		return desk.PrintRequest{Kind: desk.KindPoster, Design: "circle", Lang: "en,ar", Paper: "a3"}, nil, nil
	case docSheets:
		return desk.PrintRequest{Kind: desk.KindSignup, Lang: "en"}, nil, nil
	case docBadges:
		people, err := desk.ReadBadges(filepath.Join(k.dir, "200.csv"))
		return desk.PrintRequest{Kind: desk.KindBadges, Lang: "en"}, people, err
	}
	people, err := desk.ReadBadges(filepath.Join(k.dir, "500.csv"))
	if err != nil {
		return desk.PrintRequest{}, nil, err
	}
	letter, err := desk.ReadLetter(filepath.Join(filepath.Dir(k.samples.Photo), "letter.json"))
	return desk.PrintRequest{Kind: desk.KindLetters, Lang: "en", Letter: &letter}, people, err
}

// scaling prints ten times the letters.
func (b *printBench) scaling(ctx context.Context, k *kit) error {
	i := slices.IndexFunc(b.docs, func(d document) bool { return d.key == docLetters })
	if i < 0 {
		return nil
	}
	few := b.results[docLetters][b.programs[0].name]
	args := append(append(k.command(document{}, "")[:5], k.letters("5000.csv")...), "--out", filepath.Join(k.dir, "5000.pdf"))
	s, err := repeated(2, func() error {
		_, err := execute(ctx, nil, args)
		return err
	})
	if err != nil {
		return err
	}
	held, err := memoryOf(ctx, nil, args)
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\n5,000 letters: %s ms, %.1f times as long as 500 (must: at most %d); %.0f MiB\n",
		ms(s.median()), float64(s.median())/float64(few.times.median()), scaleMust, held)
	return nil
}

// screens measures what the window shows while a person types, and a picture to
// post, and tells the size of the poster with the most languages.
func (b *printBench) screens(ctx context.Context, d *desk.Desk, k *kit) error {
	request, _, err := k.request(document{key: docPoster})
	if err != nil {
		return err
	}
	preview, err := repeated(insideRuns, func() error {
		_, _, err := d.Print(ctx, k.event, request, "svg", nil, io.Discard)
		return err
	})
	if err != nil {
		return err
	}
	b.line(preview, "preview of A as SVG, laid out anew; must "+atMost(svgAim))
	social, err := repeated(insideRuns/2, func() error {
		_, _, err := d.Print(ctx, k.event, desk.PrintRequest{Kind: desk.KindSocial, Lang: "en"}, "png", nil, io.Discard)
		return err
	})
	if err != nil {
		return err
	}
	b.line(social, "picture to post, 1080 x 1080 PNG; must "+atMost(socialAim))
	var poster bytes.Buffer
	if _, _, err := d.Print(ctx, k.event, desk.PrintRequest{Kind: desk.KindArticle1, Paper: "a3"}, "pdf", nil, &poster); err != nil {
		return err
	}
	fmt.Fprintf(b.out, "A3 poster of Article 1 in %d languages: %.0f kB; must <= %d kB\n", articles, float64(poster.Len())/1000, articleSize)
	return nil
}

// codeRate counts codes a second on one core, without drawing them.
func (b *printBench) codeRate() error {
	var batch qr.Batch
	const n = 20_000
	began := time.Now()
	for i := range n {
		if _, err := batch.Modules(b.samples.People[i%len(b.samples.People)].URL); err != nil {
			return err
		}
	}
	ours := time.Since(began)
	began = time.Now()
	const few = 500
	for i := range few {
		if _, _, err := qr.Path(b.samples.People[i].URL, 90, 0, 0); err != nil {
			return err
		}
	}
	theirs := time.Since(began)
	fmt.Fprintf(b.out, "QR codes a second on one core: %.0f for many at once (must %d, aims for %d), %.0f one by one with go-qrcode\n",
		n/ours.Seconds(), codesMust, codesAim, few/theirs.Seconds())
	return nil
}

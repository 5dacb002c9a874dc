package main

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// words are the texts of a document made from the samples, page by page, each to be
// read without a break. The letters are looked through for what stands on all of
// them once, and for a name where one of its words comes first, since a page takes
// longer to look at than to make.
func (s *samples) words(d document) (pages [][]string) {
	switch d.key {
	case docPoster:
		p := s.Poster
		return [][]string{{p.HeadlineEn, p.HeadlineAr, p.SubEn, p.BodyEn, p.BodyAr, p.Where}}
	case docSheets:
		for _, sheet := range s.Sheets {
			pages = append(pages, []string{sheet.Title})
		}
	case docBadges:
		for page := range slices.Chunk(s.People[:badgesOf], badgesOf/d.pages) {
			var texts []string
			for _, p := range page {
				texts = append(texts, p.Name, p.Org)
			}
			pages = append(pages, texts)
		}
	default:
		known := map[string]bool{}
		for _, p := range s.People {
			var texts []string
			for _, w := range strings.Fields(p.Name) {
				if !known[w] {
					texts, known[w] = []string{p.Name}, true
				}
			}
			pages = append(pages, texts)
		}
		l := s.Letter
		pages[0] = append(append(pages[0], l.Letterhead, l.Address, l.Date, l.Subject, l.Signoff, l.Signer), l.Paras...)
	}
	return pages
}

// words are those of the samples that daykit's own designs carry.
func (k *kit) words(d document) [][]string {
	p := k.samples.Poster
	switch d.key {
	case docPoster:
		return [][]string{{p.HeadlineEn, p.HeadlineAr}}
	case docSheets:
		return slices.Repeat([][]string{{p.HeadlineEn}}, d.pages)
	}
	return k.samples.words(d)
}

// token is a word between spaces with the pieces that programs set in one go: a Han
// text may be broken, and set from two fonts, between any two of its signs.
type token struct {
	text   string
	script string
	pieces []scriptRun
}

// tokens cuts a text; what has no letter is left out.
func tokens(text string) (out []token) {
	for _, word := range strings.Fields(text) {
		t := token{text: bare(word)}
		for _, part := range strings.FieldsFunc(word, func(r rune) bool { return !inWord(r) }) {
			script := scriptOf([]rune(part)[0])
			if script == "" {
				continue // digits
			}
			t.script = script
			parts := []string{part}
			if script == "Hans" {
				parts = strings.Split(part, "")
			}
			for _, p := range parts {
				t.pieces = append(t.pieces, scriptRun{script, p})
			}
		}
		if len(t.pieces) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// readWords are the words of a text that was read from a file. A reader puts what
// stands side by side on one line, so words end where scripts do.
func readWords(text string) map[string]bool {
	seen := map[string]bool{}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) }) {
		for _, run := range scriptRuns(word) {
			seen[bare(run.Text)] = true
		}
	}
	return seen
}

// in tells whether the word was read, whole or as the two that a line's end made of
// one with a hyphen.
func (t token) in(seen map[string]bool) bool {
	return seen[t.text] || t.script != "Hans" && !slices.ContainsFunc(t.pieces, func(p scriptRun) bool { return !seen[bare(p.Text)] })
}

// inWord tells whether a character is one that is set with its neighbours; the two
// joiners are.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u200c' || r == '\u200d'
}

// bare is a word as two readers agree on it: no stops, hyphens or controls.
func bare(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, norm.NFKC.String(word))
}

// tally counts the words of one script: all that must be there, those drawn as they
// should be, and those that a reader of the file's text finds.
type tally struct {
	words, drawn, found int
	amiss               string // the first that is not drawn as it should be
}

func (t *tally) add(u tally) {
	t.words, t.drawn, t.found = t.words+u.words, t.drawn+u.drawn, t.found+u.found
	if t.amiss == "" {
		t.amiss = u.amiss
	}
}

// lookAt looks for every word on its page, by shape and by text.
func lookAt(ctx context.Context, refs *references, file string, pages [][]string) (map[string]*tally, error) {
	text, err := output(ctx, "pdftotext", "-enc", "UTF-8", file, "-")
	if err != nil {
		return nil, err
	}
	read := strings.Split(string(text), "\f")
	found, errs := make([]map[string]*tally, len(pages)), make([]error, len(pages))
	var wait sync.WaitGroup
	free := make(chan struct{}, runtime.NumCPU())
	for i := range pages {
		if len(pages[i]) == 0 {
			continue
		}
		free <- struct{}{}
		wait.Go(func() {
			defer func() { <-free }()
			found[i], errs[i] = lookAtPage(ctx, refs, file, i+1, pages[i], read[min(i, len(read)-1)])
		})
	}
	wait.Wait()
	all := map[string]*tally{}
	for i, page := range found {
		if errs[i] != nil {
			return nil, errs[i]
		}
		for script, t := range page {
			if all[script] == nil {
				all[script] = &tally{}
			}
			all[script].add(*t)
		}
	}
	return all, nil
}

func lookAtPage(ctx context.Context, refs *references, file string, number int, texts []string, read string) (map[string]*tally, error) {
	n := strconv.Itoa(number)
	picture, err := output(ctx, "pdftocairo", "-svg", "-f", n, "-l", n, file, "-")
	if err != nil {
		return nil, err
	}
	page, err := readShapes(bytes.NewReader(picture))
	if err != nil {
		return nil, err
	}
	byPlace(page)
	seen := readWords(read)
	all := map[string]*tally{}
	for _, text := range texts {
		for script, t := range refs.text(page, seen, tokens(text)) {
			if all[script] == nil {
				all[script] = &tally{}
			}
			all[script].add(*t)
		}
	}
	return all, nil
}

// text looks for one text. Words that are all there but in a wrong order are wrong.
func (refs *references) text(page []shape, seen map[string]bool, words []token) map[string]*tally {
	all := map[string]*tally{}
	var pieces []scriptRun
	var places [][]place
	whole := true
	for _, w := range words {
		one := tally{words: 1, drawn: 1}
		for _, p := range w.pieces {
			var at []place
			for _, ref := range refs.words[p.Text] {
				at = append(at, find(page, ref)...)
			}
			pieces, places = append(pieces, p), append(places, at)
			if len(at) == 0 {
				one.drawn, one.amiss, whole = 0, w.text, false
			}
		}
		if w.in(seen) {
			one.found = 1
		}
		if all[w.script] == nil {
			all[w.script] = &tally{}
		}
		all[w.script].add(one)
	}
	if whole && len(pieces) > 0 && !inOrder(pieces, places) {
		for _, t := range all {
			t.drawn, t.amiss = 0, words[0].text
		}
	}
	return all
}

// amiss says which scripts are not drawn as they should be; empty when all are.
func amiss(all map[string]*tally) string {
	var wrong []string
	for _, s := range scripts {
		if t := all[s.name]; t != nil && t.drawn < t.words {
			wrong = append(wrong, fmt.Sprintf("%s %d of %d words (%s)", s.name, t.words-t.drawn, t.words, t.amiss))
		}
	}
	if len(wrong) == 0 {
		return ""
	}
	return "not as HarfBuzz sets them: " + strings.Join(wrong, ", ")
}

// pieces are all that any document is looked through for.
func (s *samples) pieces() (out []scriptRun) {
	for _, d := range documents {
		for _, page := range s.words(d) {
			for _, text := range page {
				for _, t := range tokens(text) {
					out = append(out, t.pieces...)
				}
			}
		}
	}
	return out
}

package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// docs are the files whose commands people copy.
var docs = []string{"../../README.md", "../../docs/*.md"}

// written is the day for which the README's dates are still to come; they move with today.
var written = time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)

// readme runs the commands of the README's first block about an event, in their order and
// as they stand there, with a real id, server and invitation.
func readme(ts *testscript.TestScript, _ bool, _ []string) {
	for _, line := range shown(ts, docs[0]) {
		for _, words := range line {
			for i, w := range words {
				if day, err := time.Parse(time.DateOnly, w); err == nil {
					words[i] = day.Add(time.Since(written)).Format(time.DateOnly)
				}
				switch w {
				case "ID":
					words[i] = ts.Getenv("ID")
				case "https://the-campaign":
					words[i] = ts.Getenv("URL")
				case "CODE":
					words[i] = ts.Getenv("CODE")
				case "sheet.jpg":
					ts.Check(ts.Exec("pdftoppm", "-r", "150", "-singlefile", "-jpeg", "sheet.pdf", "sheet"))
				}
			}
			ts.Check(ts.Exec(words[0], words[1:]...))
			switch words[1] {
			case "start":
				ts.Setenv("ID", strings.TrimSpace(ts.ReadFile("stdout")))
			case "send": // the last of the block
				return
			}
		}
	}
	ts.Fatalf("the README sends nothing")
}

// documented has every command that the documents show told apart by the program: there is
// such a command, and it has those flags.
func documented(ts *testscript.TestScript, _ bool, _ []string) {
	n := 0
	for _, glob := range docs {
		files, err := filepath.Glob(glob)
		ts.Check(err)
		for _, file := range files {
			for _, line := range shown(ts, file) {
				for _, words := range line {
					program := filepath.Join(filepath.SplitList(ts.Getenv("PATH"))[0], words[0])
					if out, err := exec.Command(program, append(words[1:], "--help")...).CombinedOutput(); err != nil {
						ts.Fatalf("%s shows %v: %v, %s", file, words, err, out)
					}
					n++
				}
			}
		}
	}
	if n < 60 {
		ts.Fatalf("%d commands were found", n)
	}
}

// shown gives the lines of a document's code that call daykit, as the words of one or
// several commands. Where a line leaves a choice, the first is taken.
func shown(ts *testscript.TestScript, file string) (lines [][][]string) {
	b, err := os.ReadFile(file)
	ts.Check(err)
	code := false
	for text := range strings.Lines(string(b)) {
		if strings.HasPrefix(text, "```") {
			code = !code
		}
		if !code || !strings.HasPrefix(text, "daykit ") {
			continue
		}
		text, _, _ = strings.Cut(text, " | ")
		text, _, _ = strings.Cut(text, " > ")
		words := split(strings.NewReplacer("[", "", "]", "", "...", "").Replace(text))
		var line [][]string
		for {
			i := slices.Index(words, "&&")
			if i < 0 {
				break
			}
			line, words = append(line, words[:i]), words[i+1:]
		}
		lines = append(lines, append(line, words))
	}
	return lines
}

// split takes a line of shell apart, up to its comment.
func split(line string) (words []string) {
	word, open, quote := "", false, rune(0)
	for _, r := range line + " " {
		switch {
		case r == quote:
			quote = 0
		case quote != 0:
			word += string(r)
		case r == '"', r == '\'':
			quote, open = r, true
		case r == '#' && word == "":
			return words
		case r == ' ' || r == '\n':
			if word != "" || open {
				words = append(words, word)
			}
			word, open = "", false
		default:
			word += string(r)
		}
	}
	return words
}

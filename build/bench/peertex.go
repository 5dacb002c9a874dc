package main

import (
	"fmt"
	"strings"
	"unicode"
)

// scripts are those of the samples, by their names in ISO 15924.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latn", unicode.Latin},
	{"Cyrl", unicode.Cyrillic},
	{"Arab", unicode.Arabic},
	{"Beng", unicode.Bengali},
	{"Ethi", unicode.Ethiopic},
	{"Hans", unicode.Han},
}

// scriptOf is the script of a letter; a mark, digit or stop has none of its own.
func scriptOf(r rune) string {
	if !unicode.IsLetter(r) {
		return ""
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	return ""
}

// scriptRun is a stretch of a text in one script.
type scriptRun struct {
	Script, Text string
}

// scriptRuns cuts a text for a program that takes each script from a font that it is
// told. What has no script goes with what stands before it.
func scriptRuns(text string) []scriptRun {
	var runs []scriptRun
	for _, r := range text {
		script, last := scriptOf(r), len(runs)-1
		switch {
		case last < 0 && script == "":
			runs = append(runs, scriptRun{"Latn", string(r)})
		case last < 0 || script != "" && script != runs[last].Script:
			runs = append(runs, scriptRun{script, string(r)})
		default:
			runs[last].Text += string(r)
		}
	}
	return runs
}

// texEscape writes a text so that TeX takes each character for itself.
func texEscape(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune(`\{}#$%&_^~`, r) {
			fmt.Fprintf(&b, `\char%d `, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// pointsPerMM turns millimetres into PostScript points.
const pointsPerMM = 72 / 25.4

// codeScale is how many points a module of the code has when a side has so many
// millimetres.
func codeScale(c *code, side float64) string {
	return fmt.Sprintf("%.5f", side*pointsPerMM/float64(c.N))
}

// codeOperators is the outline of a code in the operators of PDF.
func codeOperators(c *code) string {
	var b strings.Builder
	rest := c.SVG
	for rest != "" {
		verb := rest[0]
		end := strings.IndexAny(rest[1:], "MLz") + 1
		if end == 0 {
			end = len(rest)
		}
		switch point := rest[1:end]; verb {
		case 'M':
			b.WriteString(point + " m ")
		case 'L':
			b.WriteString(point + " l ")
		case 'z':
			b.WriteString("h ")
		}
		rest = rest[end:]
	}
	return strings.TrimSpace(b.String())
}

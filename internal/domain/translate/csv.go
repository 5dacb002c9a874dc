package translate

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"daykit/internal/domain/content"
)

func columns() []string {
	return []string{"key", "source_lang", "target_lang", "source", "target", "state", "note"}
}

func writeCSV(b *bytes.Buffer, units []Unit) {
	b.WriteString(bom)
	w := csv.NewWriter(b)
	rows := [][]string{columns()}
	for _, u := range units {
		row := []string{u.Key, u.SourceLang, u.TargetLang, u.Source, u.Target, string(u.State), u.Note}
		for i := range row {
			row[i] = neutral(row[i])
		}
		rows = append(rows, row)
	}
	// A buffer takes everything.
	_ = w.WriteAll(rows)
}

// readCSV takes the separators that spreadsheets of different countries save, and
// columns in any order and in any company.
func readCSV(b []byte) ([]Unit, error) {
	r := csv.NewReader(bytes.NewReader(b))
	r.Comma = separator(b)
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("read the headings: %w", err)
	}
	at, err := findColumns(head)
	if err != nil {
		return nil, err
	}
	var units []Unit
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return units, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the texts: %w", err)
		}
		if len(units) == MaxUnits {
			return nil, ErrTooLarge
		}
		cell := func(name string) string { return plain(row[at[name]]) }
		units = append(units, Unit{
			Key: cell("key"), SourceLang: cell("source_lang"), TargetLang: cell("target_lang"),
			Source: cell("source"), Target: cell("target"), State: content.State(cell("state")), Note: cell("note"),
		})
	}
}

func findColumns(head []string) (map[string]int, error) {
	at := map[string]int{}
	for _, name := range columns() {
		i := slices.Index(head, name)
		if i < 0 {
			return nil, fmt.Errorf("there is no column %q", name)
		}
		at[name] = i
	}
	return at, nil
}

// separator is what stands between the headings.
func separator(b []byte) rune {
	head, _, _ := bytes.Cut(b, []byte("\n"))
	for _, r := range ";\t" {
		if bytes.ContainsRune(head, r) && !bytes.ContainsRune(head, ',') {
			return r
		}
	}
	return ','
}

// risky are the characters at the beginning of a cell that make a spreadsheet run
// it as a formula, their full-width forms among them, and the mark against it.
const risky = "=+-@\t\n＝＋－＠'"

// neutral keeps a spreadsheet from running a text, by a mark that plain takes
// away again.
func neutral(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune(risky, first) {
		return "'" + s
	}
	return s
}

func plain(s string) string {
	rest, marked := strings.CutPrefix(s, "'")
	if first, _ := utf8.DecodeRuneInString(rest); marked && rest != "" && strings.ContainsRune(risky, first) {
		return rest
	}
	return s
}

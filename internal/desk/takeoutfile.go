package desk

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// TakenData is what a group took along of an event.
type TakenData struct {
	File   string   `json:"file"` // or folder
	Files  []string `json:"files"`
	Tables int      `json:"tables"`
	Rows   int      `json:"rows"`
	Names  bool     `json:"names"`
}

// takeoutReadme is the file that says what the others are.
const takeoutReadme = "README.txt"

// TakeData writes everything that is kept of an event to path: into a folder, a .zip file
// or one .json file. A folder and a zip file have a CSV file for each kind of thing, all of
// it as JSON, and README.txt, which says what each column is. Names and contacts are left
// out unless asked for, which the audit trail says then; words that people wrote freely
// are as they wrote them. No cell is a formula to a spreadsheet. Pictures are not in it.
func (d *Desk) TakeData(ctx context.Context, id, path string, names bool) (TakenData, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return TakenData{}, err
	}
	t, err := d.takeData(ctx, ev, names)
	if err != nil {
		return TakenData{}, err
	}
	out := TakenData{File: path, Files: []string{}, Tables: len(t.Tables), Names: names}
	for _, table := range t.Tables {
		out.Rows += len(table.Rows)
	}
	known := func() error { // before a file is there
		if !names {
			return nil
		}
		return d.note(ctx, auditExport, string(ev.ID), "data with names")
	}
	write := func(add func(name string, write func(io.Writer) error) error) error {
		if err := known(); err != nil {
			return err
		}
		return t.files(func(name string, w func(io.Writer) error) error {
			out.Files = append(out.Files, name)
			return add(name, w)
		})
	}
	save := SaveFile
	if names {
		save = saveOwn
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".json":
		out.Files = []string{filepath.Base(path)}
		err = save(path, func(w io.Writer) error { return errors.Join(known(), t.json(w)) })
	case ".zip":
		err = save(path, func(w io.Writer) error {
			z := zip.NewWriter(w)
			if err := write(intoZip(z)); err != nil {
				return err
			}
			return z.Close()
		})
	default:
		err = takeInto(path, save, write)
	}
	return out, err
}

// takeInto writes files into a folder, which is made when it is not there.
func takeInto(dir string, save func(string, func(io.Writer) error) error, write func(func(string, func(io.Writer) error) error) error) error {
	if filepath.Ext(dir) != "" {
		return fault.Invalidf("name a folder, a .zip or a .json file", "%q is not a place for the data", baseName(dir))
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fileFault(err, dir)
	}
	return write(func(name string, w func(io.Writer) error) error { return save(filepath.Join(dir, name), w) })
}

// files hands over each file.
func (t *takenData) files(add func(name string, write func(io.Writer) error) error) error {
	if err := add(takeoutReadme, t.readme); err != nil {
		return err
	}
	if err := add("data.json", t.json); err != nil {
		return err
	}
	for _, table := range t.Tables {
		if err := add(table.Name+".csv", table.csv); err != nil {
			return err
		}
	}
	return nil
}

func (t *takenData) json(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(t)
}

// csv writes a table in UTF-8 with a byte order mark, which spreadsheets need. A field of
// several parts has a column for each, such as title.en.
func (t takenTable) csv(w io.Writer) error {
	cells, have := make([]map[string]string, 0, len(t.Rows)), map[string]bool{}
	for _, r := range t.Rows {
		flat := map[string]string{}
		for f, v := range r {
			flatten(flat, f, v)
		}
		for column := range flat {
			have[column] = true
		}
		cells = append(cells, flat)
	}
	for column := range t.Columns { // those that no row has, unless they have parts
		if !slices.ContainsFunc(slices.Collect(maps.Keys(have)), func(c string) bool { return strings.HasPrefix(c, column+".") }) {
			have[column] = true
		}
	}
	head := slices.SortedFunc(maps.Keys(have), idFirst)
	rows := [][]string{head}
	for _, flat := range cells {
		row := make([]string, 0, len(head))
		for _, column := range head {
			row = append(row, flat[column])
		}
		rows = append(rows, row)
	}
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	return event.WriteCSV(w, rows)
}

func idFirst(a, b string) int {
	switch {
	case a == "id":
		return -1
	case b == "id":
		return 1
	}
	return strings.Compare(a, b)
}

// flatten writes a value into cells: the parts of an object under names of their own, a
// list of plain values in one cell, and any other list as JSON.
func flatten(cells map[string]string, name string, v json.RawMessage) {
	var parts map[string]json.RawMessage
	var list []any
	var one any
	switch {
	case string(v) == "null":
		cells[name] = ""
	case json.Unmarshal(v, &parts) == nil:
		for key, part := range parts {
			flatten(cells, name+"."+key, part)
		}
	case json.Unmarshal(v, &list) == nil:
		cells[name] = joined(list, string(v))
	case json.Unmarshal(v, &one) == nil:
		cells[name] = cellText(one, string(v))
	}
}

// joined are the values of a list; whole is all of it, for one of more than plain values.
func joined(list []any, whole string) string {
	var out []string
	for _, v := range list {
		switch v.(type) {
		case map[string]any, []any:
			return whole
		}
		out = append(out, cellText(v, fmt.Sprint(v)))
	}
	return strings.Join(out, "; ")
}

// cellText is a value as a cell; written is a number as it was written.
func cellText(v any, written string) string {
	switch x := v.(type) {
	case string:
		return x
	case bool:
		return map[bool]string{true: "yes", false: "no"}[x]
	case float64:
		if n := strconv.FormatFloat(x, 'f', -1, 64); len(n) < 16 {
			return n
		}
	}
	return written
}

// readme says in English what the files are.
func (t *takenData) readme(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Everything that Daykit keeps of an event\n\n%s (%s)\nwritten %s\n\n", t.Title, t.Event, t.Made)
	if t.Names {
		b.WriteString("Names and contacts of people ARE in these files. Keep them locked away, and delete them when they are not needed any more.\n")
	} else {
		b.WriteString("Names and contacts of people are not in these files, and people have numbers (person-1) that mean nothing elsewhere.\nWords that somebody wrote freely, such as titles and notes, are as they were written: read them before you hand the files on.\n")
	}
	b.WriteString("Numbers are exact, and small ones can point at people: what others get to read is the report (daykit report), which hides those.\n")
	b.WriteString("\nCSV files are UTF-8 with commas. A cell that a spreadsheet would take for a formula begins with an apostrophe.\n" +
		"A field of several parts has a column for each part, such as title.en. data.json holds the same, in the form " + takeoutSchema + ".\n" +
		"Dates are as 2026-12-18, times of day are of the event's place, instants are in UTC, amounts of money are in pence.\n")
	for _, table := range t.Tables {
		fmt.Fprintf(&b, "\n%s.csv: %s (%s)\n", table.Name, table.What, lines(len(table.Rows)))
		for _, c := range slices.SortedFunc(maps.Keys(table.Columns), idFirst) {
			fmt.Fprintf(&b, "  %s: %s\n", c, table.Columns[c])
		}
	}
	b.WriteString("\nNot in these files:\n")
	for _, l := range t.Left {
		fmt.Fprintf(&b, "  %s: %s\n", l.What, l.Why)
	}
	b.WriteString("  pictures of the event and of receipts: they are in the file that `daykit export` writes for another laptop\n" +
		"  tasks of the plan that nobody changed, and what could be planned: Daykit makes them from the event\n" +
		"  what was taken off a list\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func lines(n int) string {
	if n == 1 {
		return "1 line"
	}
	return fmt.Sprintf("%d lines", n)
}

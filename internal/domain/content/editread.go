package content

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Finding is one thing that is to be said of a pack that somebody writes.
type Finding struct {
	File   string `json:"file"`
	Line   int    `json:"line"`  // from 1; 0 for all of the file
	Field  string `json:"field"` // or the column of a table; may be empty
	What   string `json:"what"`
	Do     string `json:"do"`
	Blocks bool   `json:"blocks"` // the pack cannot be signed so
}

// draft is a pack that somebody writes: its values, and where each of them stands.
type draft struct {
	file     string // where what belongs to no place is said
	tree     map[string]any
	places   places
	said     []string // pointers of values that a mistake was found in
	findings []Finding
	broken   bool // there is nothing to look at
}

// mistake says what keeps the pack from being signed, at a value.
func (d *draft) mistake(pointer, what, do string) {
	d.said = append(d.said, pointer)
	d.found(pointer, what, do, true)
}

// note says what is worth a look.
func (d *draft) note(pointer, what, do string) { d.found(pointer, what, do, false) }

func (d *draft) found(pointer, what, do string, blocks bool) {
	at := d.places.at(pointer)
	if at.file == "" {
		at.file = d.file
	}
	d.findings = append(d.findings, Finding{at.file, at.line, at.field, what, do, blocks})
}

func (d *draft) foundAt(file string, line int, field, what, do string) {
	d.findings = append(d.findings, Finding{file, line, field, what, do, true})
}

// readPackFile reads a pack in one JSON file.
func readPackFile(name string, raw []byte) *draft {
	d := &draft{file: name, places: places{}, tree: map[string]any{}}
	v, ok := d.readJSON(name, raw, "")
	d.broken = !ok
	if ok {
		if d.tree, ok = v.(map[string]any); !ok {
			d.broken = true
			d.foundAt(name, 1, "", "is not a pack", "write it as docs/packs.md shows, or begin with: daykit pack new DIR")
		}
	}
	return d
}

// readJSON reads one JSON file, whose value stands at a pointer of the pack.
func (d *draft) readJSON(name string, raw []byte, pointer string) (any, bool) {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if !utf8.Valid(raw) {
		d.foundAt(name, 0, "", "is not UTF-8", "save it as UTF-8")
		return nil, false
	}
	v, err := anyOf(raw)
	if err != nil {
		d.foundAt(name, lineOfError(raw, err), "", "is not JSON from here on: "+err.Error(), "look for a missing comma, quote or bracket on this line or the one before")
		return nil, false
	}
	var twice errTwice
	if err := locate(name, raw, pointer, d.places); errors.As(err, &twice) {
		d.foundAt(name, twice.line, twice.field, "stands there twice", "take one of them out")
		return nil, false
	}
	return v, true
}

// readFolder reads a pack from the files of its folder.
func readFolder(files map[string][]byte) *draft {
	matter := map[string]any{}
	d := &draft{file: FolderPack, places: places{}, tree: map[string]any{"v": json.Number("1"), "content": matter}}
	d.readHead(files)
	if raw, ok := files[FolderActivities]; ok {
		d.readActivities(raw, matter)
	}
	known := []string{FolderPack, FolderActivities, FolderReadme}
	for _, t := range tables() {
		known = append(known, t.file)
		if raw, ok := files[t.file]; ok {
			rows := d.readTable(t, raw)
			set(d.tree, t.list, rows)
		}
	}
	for name := range files {
		if !slices.Contains(known, name) && !strings.HasSuffix(name, ".daykit-pack") && !strings.HasPrefix(name, ".") {
			d.findings = append(d.findings, Finding{File: name, What: "is not read", Do: "the files that are read stand in README.md; save tables as CSV"})
		}
	}
	return d
}

var dayAlone = regexp.MustCompile(datePattern)

func (d *draft) readHead(files map[string][]byte) {
	raw, ok := files[FolderPack]
	d.broken = !ok
	if !ok {
		d.foundAt(FolderPack, 0, "", "is missing", "`daykit pack new DIR` makes one to copy")
		return
	}
	v, ok := d.readJSON(FolderPack, raw, "")
	d.broken = !ok
	if !ok {
		return
	}
	head, ok := v.(map[string]any)
	if !ok {
		d.broken = true
		d.foundAt(FolderPack, 1, "", "is not an object with named fields", "write it as README.md shows")
		return
	}
	for name, value := range head {
		text, _ := value.(string)
		switch {
		case strings.HasPrefix(text, exampleMark):
			d.mistake("/"+name, "is still the example", "write your campaign's own")
			continue
		case (name == "not_before" || name == "expires") && dayAlone.MatchString(text):
			value = text + "T00:00:00Z"
		case name == "content" || name == "withdrawals":
			d.mistake("/"+name, "has a table of its own", "take it out here")
			continue
		}
		d.tree[name] = value
	}
}

func (d *draft) readActivities(raw []byte, matter map[string]any) {
	v, ok := d.readJSON(FolderActivities, raw, "/content/activities")
	if !ok {
		return
	}
	list, ok := v.([]any)
	if !ok {
		d.foundAt(FolderActivities, 1, "", "is not a list", "begin it with [ and end it with ]")
		return
	}
	for i, x := range list {
		item, _ := x.(map[string]any)
		if id, _ := item["id"].(string); strings.HasPrefix(id, exampleMark) {
			d.mistake("/content/activities/"+strconv.Itoa(i), "is still the example", "write over it, or leave [] in the file")
		}
	}
	matter["activities"] = list
}

// readTable reads a table; its rows are objects as they stand in a pack.
func (d *draft) readTable(t table, raw []byte) []any {
	rows := []any{}
	d.places[t.list] = place{file: t.file}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if !utf8.Valid(raw) {
		d.foundAt(t.file, 0, "", "is not UTF-8", "save it as CSV UTF-8")
		return rows
	}
	r := csv.NewReader(bytes.NewReader(raw))
	r.Comma, r.FieldsPerRecord = delimiter(raw), -1
	head, ok := d.record(t, r)
	if !ok {
		return rows
	}
	order := d.header(t, head)
	for {
		record, ok := d.record(t, r)
		if !ok {
			return rows
		}
		if strings.TrimSpace(strings.Join(record, "")) == "" {
			continue
		}
		if line, _ := r.FieldPos(0); slices.ContainsFunc(record, func(cell string) bool { return strings.HasPrefix(strings.TrimSpace(cell), exampleMark) }) {
			d.foundAt(t.file, line, "", "is still the example", "write over all of it, or delete the line")
			continue
		}
		rows = append(rows, d.row(t, order, record, r, t.list+"/"+strconv.Itoa(len(rows))))
	}
}

// record reads the next line of a table; ok is false at its end and after a mistake.
func (d *draft) record(t table, r *csv.Reader) (record []string, ok bool) {
	record, err := r.Read()
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		d.foundAt(t.file, parse.Line, "", "cannot be read from here on: "+parse.Err.Error(), "put a text that has a quote or a comma in it between quotes, and double the quotes within")
	}
	if errors.Is(err, io.EOF) && r.InputOffset() == 0 {
		d.foundAt(t.file, 0, "", "is empty", "begin it with the line of the columns, or delete the file")
	}
	return record, err == nil
}

// delimiter is what parts the cells: Excel writes semicolons where commas are decimal.
func delimiter(raw []byte) rune {
	first, _, _ := bytes.Cut(raw, []byte("\n"))
	for _, c := range ";\t" {
		if bytes.ContainsRune(first, c) && !bytes.ContainsRune(first, ',') {
			return c
		}
	}
	return ','
}

// header gives the column of each cell of a line, nil where none is known.
func (d *draft) header(t table, head []string) []*column {
	order := make([]*column, len(head))
	seen := map[string]bool{}
	for i, cell := range head {
		name := strings.ToLower(strings.TrimSpace(cell))
		at := slices.IndexFunc(t.columns, func(c column) bool { return c.name == name })
		switch {
		case name == "":
		case at < 0:
			d.foundAt(t.file, 1, cell, "is a column that is not known", "the columns stand in README.md")
		case seen[name]:
			d.foundAt(t.file, 1, cell, "is there twice", "take one of the columns out")
		default:
			seen[name], order[i] = true, &t.columns[at]
		}
	}
	for _, c := range t.columns {
		if !seen[c.name] {
			d.foundAt(t.file, 1, c.name, "is a column that is missing", "put it back, empty if you have nothing to write there")
		}
	}
	return order
}

func (d *draft) row(t table, order []*column, record []string, r *csv.Reader, at string) map[string]any {
	out := map[string]any{}
	line, _ := r.FieldPos(0)
	d.places[at] = place{file: t.file, line: line}
	for i, cell := range record {
		line, _ := r.FieldPos(i)
		cell = strings.TrimSpace(cell)
		switch {
		case i >= len(order) && cell != "":
			d.foundAt(t.file, line, "", "has more cells than the table has columns", "put a text that has a comma in it between quotes")
			return out
		case i >= len(order) || order[i] == nil:
			continue
		}
		c := order[i]
		d.places[at+c.to] = place{t.file, line, c.name}
		if cell == "" {
			continue
		}
		value, do := c.kind.read(cell)
		if do != "" {
			d.mistake(at+c.to, "is "+strconv.Quote(cell), do)
			continue
		}
		set(out, c.to, value)
		if list, ok := value.([]any); ok {
			for j := range list {
				d.places[at+c.to+"/"+strconv.Itoa(j)] = place{t.file, line, c.name}
			}
		}
	}
	return out
}

// read reads a cell that has something in it. do is what to do when it cannot.
func (k cellKind) read(cell string) (value any, do string) {
	switch k {
	case cellNumber:
		n, err := strconv.ParseInt(cell, 10, 64)
		if err != nil {
			return nil, "write a whole number"
		}
		return json.Number(strconv.FormatInt(n, 10)), ""
	case cellYes:
		switch strings.ToLower(cell) {
		case "yes", "y", "true":
			return true, ""
		case "no", "n", "false":
			return false, ""
		}
		return nil, "write yes or no, as the person said"
	case cellList:
		list := []any{}
		for part := range strings.SplitSeq(cell, ";") {
			if part = strings.TrimSpace(part); part != "" {
				list = append(list, part)
			}
		}
		return list, ""
	case cellText:
	}
	return cell, ""
}

// set puts a value at a JSON Pointer of objects.
func set(tree map[string]any, pointer string, value any) {
	parts := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for _, part := range parts[:len(parts)-1] {
		next, ok := tree[part].(map[string]any)
		if !ok {
			next = map[string]any{}
			tree[part] = next
		}
		tree = next
	}
	tree[parts[len(parts)-1]] = value
}

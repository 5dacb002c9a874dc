package event

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
)

// MaxGuestList is the most guests that one list may have.
const MaxGuestList = 20_000

// LineError says which line of a list cannot be taken, and why. It never quotes
// what stands in the line, which may be about a person.
type LineError struct {
	Line   int    `json:"line"`
	Column string `json:"column"` // as our header names it; empty for the line as a whole
	What   string `json:"what"`
}

// Error gives line, column and trouble in one line.
func (e LineError) Error() string {
	if e.Column == "" {
		return fmt.Sprintf("line %d: %s", e.Line, e.What)
	}
	return fmt.Sprintf("line %d, %s: %s", e.Line, e.Column, e.What)
}

// GuestList is what a CSV file of guests holds.
type GuestList struct {
	Guests  []Guest     // the lines that can be taken
	Errors  []LineError // the lines that cannot, in their order
	Ignored []string    // columns that Daykit does not keep, as the file heads them
}

// DecodeGuests reads a list of guests as ReadGuests does, and gives its guests
// and errors. A caller takes in all guests or, when there is an error, none.
func DecodeGuests(r io.Reader, limit int64) ([]Guest, []LineError, error) {
	l, err := ReadGuests(r, limit)
	return l.Guests, l.Errors, err
}

// ReadGuests reads a list of guests from CSV of at most limit bytes: columns in
// any order under the names of guestColumns, separated by commas, semicolons or
// tabs, with or without a byte order mark. Only name must be there. A guest
// without an id gets one made from their line, the same each time the same file
// is read. Cells that a spreadsheet would run as a formula are plain text here.
// The error is a fault for a file that cannot be read as a list at all.
func ReadGuests(r io.Reader, limit int64) (GuestList, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return GuestList{}, fmt.Errorf("read guest list: %w", err)
	}
	if int64(len(b)) > limit {
		return GuestList{}, fault.Invalidf("split the list", "the guest list is larger than %d MB", limit>>20)
	}
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return GuestList{}, fault.Invalidf(saveAsUTF8, "the guest list is not UTF-8 text but UTF-16")
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if line := badUTF8(b); line > 0 {
		return GuestList{}, fault.Invalidf(saveAsUTF8, "line %d of the guest list is not valid UTF-8 text", line)
	}
	g := guestReader{csv: csv.NewReader(bytes.NewReader(b)), ids: map[string]int{}, made: map[string]int{}}
	g.csv.Comma, g.csv.FieldsPerRecord = separator(b), -1
	if err := g.header(); err != nil {
		return GuestList{}, err
	}
	err = g.rows()
	return g.list, err
}

const saveAsUTF8 = "save it from the spreadsheet as “CSV UTF-8”"

// separator guesses the separator from the first line that has anything.
func separator(b []byte) rune {
	head, _, _ := bytes.Cut(bytes.TrimLeft(b, "\r\n"), []byte("\n"))
	best, most := ',', bytes.Count(head, []byte(","))
	for _, c := range []byte{';', '\t'} {
		if n := bytes.Count(head, []byte{c}); n > most {
			best, most = rune(c), n
		}
	}
	return best
}

type guestReader struct {
	csv     *csv.Reader
	columns []string // our name of each column; empty for one that is ignored
	ids     map[string]int
	made    map[string]int
	list    GuestList
}

// header reads the first line.
func (g *guestReader) header() error {
	head, err := g.csv.Read()
	if errors.Is(err, io.EOF) {
		return fault.Invalidf("its first line names the columns, such as name,lang,party", "the guest list is empty")
	}
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "line 1 of the guest list does not read as CSV: "+csvTrouble(err), "")
	}
	seen := map[string]bool{}
	for _, cell := range head {
		name := columnNamed(cell)
		if name != "" && seen[name] {
			return fault.Invalidf("keep one of them", "line 1 of the guest list has two columns for %s", name)
		}
		if name == "" && !isDropped(cell) {
			g.list.Ignored = append(g.list.Ignored, clip(strings.TrimSpace(cell)))
		}
		seen[name] = true
		g.columns = append(g.columns, name)
	}
	if !seen["name"] {
		return fault.Invalidf("its first line names the columns, such as name,lang,party", "the guest list has no column called name")
	}
	return nil
}

// guestColumns are our columns with the other headings that people give them.
var guestColumns = []struct {
	name   string
	others []string
}{
	{"id", []string{"ref", "reference", "number", "no", "no."}},
	{"name", []string{"full name", "guest", "guest name", "names"}},
	{"lang", []string{"language", "main language", "preferred language"}},
	{"org", []string{"organisation", "organization", "group"}},
	{"url", []string{"link", "address of invitation"}},
	{"email", []string{"e mail", "email address", "e mail address", "mail"}},
	{"phone", []string{"telephone", "tel", "tel.", "mobile", "phone number", "mobile number"}},
	{"party", []string{"party size", "people", "how many", "seats", "places"}},
	{"notes", []string{"note", "comment", "comments"}},
}

// isDropped says whether a column is left out without a word: script follows
// from the language, and an unnamed column holds nothing.
func isDropped(cell string) bool {
	cell = strings.ToLower(strings.TrimSpace(cell))
	return cell == "" || cell == "script"
}

func columnNamed(cell string) string {
	cell = strings.Join(strings.FieldsFunc(strings.ToLower(cell), func(r rune) bool { return strings.ContainsRune(" _-\t", r) }), " ")
	for _, c := range guestColumns {
		if cell == c.name || contains(c.others, cell) {
			return c.name
		}
	}
	return ""
}

func (g *guestReader) rows() error {
	for {
		cells, err := g.csv.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			// What follows a broken quotation cannot be told from what is inside it.
			g.fail(broken.StartLine, "", csvTrouble(err))
			return nil
		}
		if err != nil {
			return fmt.Errorf("read guest list: %w", err)
		}
		if len(g.list.Guests) >= MaxGuestList {
			return fault.Invalidf("split the list", "the guest list has more than %d guests", MaxGuestList)
		}
		line, _ := g.csv.FieldPos(0)
		g.row(line, cells)
	}
}

func csvTrouble(err error) string {
	switch {
	case errors.Is(err, csv.ErrQuote), errors.Is(err, csv.ErrBareQuote):
		return `a quotation mark " is open or out of place; write "" for one inside a cell`
	default:
		return "it does not read as CSV"
	}
}

func (g *guestReader) fail(line int, column, what string) {
	g.list.Errors = append(g.list.Errors, LineError{Line: line, Column: column, What: what})
}

// row takes in one line, or says why not.
func (g *guestReader) row(line int, cells []string) {
	if strings.TrimSpace(strings.Join(cells, "")) == "" {
		return
	}
	if len(cells) > len(g.columns) && strings.TrimSpace(strings.Join(cells[len(g.columns):], "")) != "" {
		g.fail(line, "", fmt.Sprintf("has %d cells for %d columns; put cells with a separator in quotation marks", len(cells), len(g.columns)))
		return
	}
	before := len(g.list.Errors)
	guest := g.guest(line, cells)
	for _, p := range guest.problems() {
		g.fail(line, p.Path, p.What)
	}
	if first, twice := g.ids[guest.ID]; twice {
		g.fail(line, "id", fmt.Sprintf("%q is the id of line %d as well", clip(guest.ID), first))
	}
	g.ids[guest.ID] = line
	if len(g.list.Errors) == before {
		g.list.Guests = append(g.list.Guests, guest)
	}
}

// guest reads the cells of one line.
func (g *guestReader) guest(line int, cells []string) Guest {
	out := Guest{Party: 1}
	for i, name := range g.columns {
		if i >= len(cells) {
			break
		}
		cell := unguard(strings.TrimSpace(cells[i]))
		switch name {
		case "id":
			out.ID = cell
		case "name":
			out.Name = cell
		case "lang":
			out.Lang = ownLanguage(cell)
		case "org":
			out.Org = cell
		case "url":
			out.URL = cell
		case "email":
			out.Email = cell
		case "phone":
			out.Phone = cell
		case "party":
			out.Party = g.party(line, cell)
		case "notes":
			out.Notes = strings.ReplaceAll(cell, "\r\n", "\n")
		}
	}
	if out.ID == "" {
		out.ID = g.madeID(out)
	}
	return out
}

func ownLanguage(cell string) string {
	if l, ok := locale.Named(cell); ok {
		return l.Tag
	}
	return cell
}

func (g *guestReader) party(line int, cell string) int {
	if cell == "" {
		return 1
	}
	n, err := strconv.Atoi(cell)
	if err != nil || n < 1 || n > MaxParty {
		g.fail(line, "party", fmt.Sprintf("is not a number from 1 to %d", MaxParty))
		return 1
	}
	return n
}

// madeID gives a guest without an id one that depends only on who they are in
// this list, so that the same list read again changes nothing.
func (g *guestReader) madeID(guest Guest) string {
	who := strings.Join([]string{guest.Name, guest.Org, guest.Email, guest.Phone}, "\x00")
	g.made[who]++
	sum := sha256.Sum256([]byte(who + "\x00" + strconv.Itoa(g.made[who])))
	return "x-" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// WriteGuests writes guests as CSV that ReadGuests reads back the same, with
// formulas neutralised.
func WriteGuests(w io.Writer, guests []Guest) error {
	rows := make([][]string, 0, len(guests)+1)
	head := make([]string, 0, len(guestColumns))
	for _, c := range guestColumns {
		head = append(head, c.name)
	}
	rows = append(rows, head)
	for _, g := range guests {
		rows = append(rows, []string{
			g.ID, g.Name, g.Lang, g.Org, g.URL, g.Email, g.Phone, strconv.Itoa(g.People()), g.Notes,
		})
	}
	return WriteCSV(w, rows)
}

// WriteCSV writes rows as CSV (RFC 4180, lines ended by CRLF) in which no cell is
// a formula to a spreadsheet: a cell that would be gets an apostrophe in front,
// which spreadsheets and ReadGuests take off again.
func WriteCSV(w io.Writer, rows [][]string) error {
	cw := csv.NewWriter(w)
	cw.UseCRLF = true
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = guard(cell)
		}
		if err := cw.Write(safe); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	cw.Flush()
	return cw.Error()
}

// guard puts an apostrophe before a cell that begins, after any apostrophes, as
// a formula does; unguard takes it off.
func guard(cell string) string {
	if isFormula(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

func unguard(cell string) string {
	if strings.HasPrefix(cell, "'") && isFormula(strings.TrimLeft(cell, "'")) {
		return cell[1:]
	}
	return cell
}

// isFormula knows the starts that OWASP lists, and their full-width twins, which
// some spreadsheets take for the same.
func isFormula(cell string) bool {
	r, _ := utf8.DecodeRuneInString(cell)
	return cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
}

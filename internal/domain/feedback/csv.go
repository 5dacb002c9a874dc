package feedback

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"daykit/internal/domain/fault"
)

// columns are those of a file of forms, each with the other headings that people give
// it. There is none for names: a form asks for none.
var columns = []struct {
	key    string
	others []string
}{
	{"lang", []string{"language"}},
	{Welcome, nil},
	{New, []string{"someone new"}},
	{Again, []string{"come again"}},
	{Why, nil},
	{Heard, nil},
	{Remember, []string{"words"}},
	{"quote", []string{"may quote", "may_quote"}},
}

// several separates the answers of one cell.
const several = "+"

// DecodeCSV reads forms from a table: the columns lang, welcome, new, again, why,
// heard, remember and quote in any order, any of which may be left out, separated by
// commas, semicolons or tabs. Answers are keys of options or their English words;
// several in one cell have a plus between them. Lines without anything are left out.
// No form is given when a line cannot be taken; the error names the line and never
// repeats the words.
func DecodeCSV(raw []byte) ([]Form, error) {
	if len(raw) > MaxFile {
		return nil, fault.Invalidf("split the file", "the file of forms is larger than %d MB", MaxFile>>20)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(raw) {
		return nil, fault.Invalidf("save it from the spreadsheet as “CSV UTF-8”", "the file of forms is not UTF-8 text")
	}
	r := csv.NewReader(bytes.NewReader(raw))
	r.Comma, r.FieldsPerRecord = separator(raw), -1
	heads, err := readHeads(r)
	if err != nil {
		return nil, err
	}
	out := []Form{}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, badCSV(err)
		}
		line, _ := r.FieldPos(0)
		f, err := readLine(heads, cells)
		if err != nil {
			return nil, lined(err, line)
		}
		if f.Empty() {
			continue
		}
		if len(out) == MaxForms {
			return nil, fault.Invalidf("split the file", "the file has more than %d forms", MaxForms)
		}
		out = append(out, f)
	}
}

func lined(err error, line int) error {
	var flt *fault.Error
	if errors.As(err, &flt) {
		return fault.Invalidf(flt.Hint, "line %d, %s", line, flt.Message)
	}
	return err
}

func badCSV(err error) error {
	line := 1
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		line = broken.StartLine
	}
	return fault.Wrap(err, fault.Invalid, fmt.Sprintf("line %d of the forms does not read as CSV", line), `write "" for a quotation mark inside a cell`)
}

func separator(raw []byte) rune {
	head, _, _ := bytes.Cut(raw, []byte("\n"))
	best := ','
	for _, c := range ";\t" {
		if bytes.ContainsRune(head, c) && !bytes.ContainsRune(head, ',') {
			best = c
		}
	}
	return best
}

// readHeads reads the first line. A column that is not known is refused: names of
// guests often stand in one, and would otherwise be thought to be kept.
func readHeads(r *csv.Reader) ([]string, error) {
	const hint = "the first line names the columns: lang,welcome,new,again,why,heard,remember,quote"
	cells, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, fault.Invalidf(hint, "the file of forms is empty")
	}
	if err != nil {
		return nil, badCSV(err)
	}
	var out []string
	for _, c := range cells {
		c = strings.ToLower(strings.TrimSpace(c))
		i := slices.IndexFunc(columns, func(k struct {
			key    string
			others []string
		},
		) bool {
			return k.key == c || slices.Contains(k.others, c)
		})
		switch {
		case c == "":
			out = append(out, "")
		case c == "name":
			return nil, fault.Invalidf("take the column out", "a feedback form asks for no name, so there is no column for names")
		case i < 0:
			return nil, fault.Invalidf(hint, "there is no column %q in a file of forms", clip(c))
		case slices.Contains(out, columns[i].key):
			return nil, fault.Invalidf("keep one of them", "two columns are %s", columns[i].key)
		default:
			out = append(out, columns[i].key)
		}
	}
	return out, nil
}

// readLine makes a form of one line; an empty form when nothing stands in it.
func readLine(heads, cells []string) (Form, error) {
	f := Form{Answers: map[string][]string{}}
	for i, c := range cells {
		c = strings.TrimSpace(c)
		if i >= len(heads) || c == "" {
			continue
		}
		switch heads[i] {
		case "":
		case "lang":
			f.Lang = c
		case Remember:
			f.Words = c
		case "quote":
			yes, err := isYes(c)
			if err != nil {
				return f, err
			}
			f.MayQuote = yes
		default:
			f.Answers[heads[i]] = ReadAnswers(heads[i], c)
		}
	}
	f = f.Normal()
	if f.Empty() {
		return f, nil
	}
	return f, f.Check()
}

func isYes(c string) (bool, error) {
	switch strings.ToLower(c) {
	case "yes", "y", "x", "1", "true":
		return true, nil
	case "no", "n", "0", "false":
		return false, nil
	}
	return false, fault.Invalidf("write yes or no", "quote: that is neither yes nor no")
}

// ReadAnswers reads the answers to a question as a person types them: keys of options
// or their English words, in any case, with a plus between several. What is neither
// comes back as it is, for Check to refuse.
func ReadAnswers(key, typed string) []string {
	q, _ := QuestionAt(key)
	var out []string
	for part := range strings.SplitSeq(typed, several) {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		for _, o := range q.Options {
			if strings.EqualFold(part, o.Key) || strings.EqualFold(part, o.Words) {
				part = o.Key
				break
			}
		}
		out = append(out, part)
	}
	return out
}

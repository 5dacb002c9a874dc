package translate

import (
	"errors"
	"fmt"
	"strings"

	"daykit/internal/domain/content"
)

// poEntry is what stands between two empty lines of a PO file.
type poEntry struct {
	texts    map[string]string // by keyword
	comments []string          // for the translator
	fuzzy    bool
}

// poReader reads line by line. In what keyword a continued string goes.
type poReader struct {
	units          []Unit
	entry          poEntry
	in             string
	source, target string
	headed         bool
}

func readPO(b []byte) ([]Unit, error) {
	var r poReader
	r.begin()
	for i, line := range strings.Split(string(b), "\n") {
		if err := r.line(strings.TrimSuffix(line, "\r")); err != nil {
			return nil, fmt.Errorf("read PO, line %d: %w", i+1, err)
		}
	}
	if err := r.finish(); err != nil {
		return nil, fmt.Errorf("read PO: %w", err)
	}
	return r.units, nil
}

func (r *poReader) begin() { r.entry, r.in = poEntry{texts: map[string]string{}}, "" }

func (r *poReader) line(line string) error {
	switch {
	case strings.TrimSpace(line) == "":
		return r.finish()
	case strings.HasPrefix(line, "#"):
		return r.comment(line)
	case strings.HasPrefix(line, `"`):
		if r.in == "" {
			return errors.New("a string belongs to nothing")
		}
		return r.add(r.in, line)
	}
	keyword, rest, _ := strings.Cut(line, " ")
	switch keyword {
	case "msgctxt", "msgid", "msgstr":
	default:
		return fmt.Errorf("%.20q is not a word of our files", keyword)
	}
	if r.startsAnew(keyword) {
		if err := r.finish(); err != nil {
			return err
		}
	}
	if _, twice := r.entry.texts[keyword]; twice {
		return fmt.Errorf("a second %s", keyword)
	}
	r.in = keyword
	return r.add(keyword, strings.TrimSpace(rest))
}

// startsAnew tells entries apart that have no empty line between them.
func (r *poReader) startsAnew(keyword string) bool {
	_, done := r.entry.texts["msgstr"]
	return done && keyword != "msgstr"
}

func (r *poReader) comment(line string) error {
	if r.startsAnew("#") {
		if err := r.finish(); err != nil {
			return err
		}
	}
	switch {
	case strings.HasPrefix(line, "#."):
		r.entry.comments = append(r.entry.comments, strings.TrimPrefix(line[2:], " "))
	case strings.HasPrefix(line, "#,"):
		for _, flag := range strings.Split(line[2:], ",") {
			r.entry.fuzzy = r.entry.fuzzy || strings.TrimSpace(flag) == "fuzzy"
		}
	}
	return nil
}

func (r *poReader) add(keyword, str string) error {
	s, err := unquoted(str)
	if err != nil {
		return err
	}
	if len(r.entry.texts[keyword])+len(s) > MaxText {
		return ErrTooLarge
	}
	r.entry.texts[keyword] += s
	return nil
}

// finish takes the entry that is complete. The first is the head of the file.
func (r *poReader) finish() error {
	e := r.entry
	r.begin()
	if len(e.texts) == 0 {
		return nil // nothing, or only comments
	}
	for _, keyword := range []string{"msgid", "msgstr"} {
		if _, ok := e.texts[keyword]; !ok {
			return fmt.Errorf("an entry has no %s", keyword)
		}
	}
	if !r.headed {
		return r.head(e)
	}
	key, ok := e.texts["msgctxt"]
	if !ok {
		return fmt.Errorf("the entry %.40q has no msgctxt, which names our texts", e.texts["msgid"])
	}
	if len(r.units) == MaxUnits {
		return ErrTooLarge
	}
	u := Unit{Key: key, Source: e.texts["msgid"], Target: e.texts["msgstr"], SourceLang: r.source, TargetLang: r.target}
	u.State, u.Note = e.said()
	r.units = append(r.units, u)
	return nil
}

func (r *poReader) head(e poEntry) error {
	if e.texts["msgid"] != "" || e.texts["msgctxt"] != "" {
		return errors.New("the file has no head")
	}
	r.headed = true
	for _, line := range strings.Split(e.texts["msgstr"], "\n") {
		name, value, _ := strings.Cut(line, ":")
		value = strings.ReplaceAll(strings.TrimSpace(value), "_", "-")
		switch name {
		case "Language":
			r.target = value
		case "X-Source-Language":
			r.source = value
		}
	}
	return nil
}

// said is what the comments tell. A translator who takes the mark fuzzy away has
// dealt with what made a text stale, but is not the one who reviews it.
func (e poEntry) said() (content.State, string) {
	state, comments := content.Unreviewed, e.comments
	if len(comments) > 0 && strings.HasPrefix(comments[0], statePrefix) {
		state = content.State(strings.TrimPrefix(comments[0], statePrefix))
		comments = comments[1:]
	}
	switch {
	case state == content.Stale && !e.fuzzy, state == content.Reviewed && e.fuzzy:
		state = content.Unreviewed
	}
	return state, strings.Join(comments, "\n")
}

var poEscapes = map[byte]byte{'\\': '\\', '"': '"', 'n': '\n', 't': '\t'}

func unquoted(s string) (string, error) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return "", errors.New("a string has no quotation marks")
	}
	var b strings.Builder
	for in := s[1 : len(s)-1]; in != ""; in = in[1:] {
		switch in[0] {
		case '"':
			return "", errors.New("a quotation mark inside a string")
		case '\\':
			if len(in) < 2 || poEscapes[in[1]] == 0 {
				return "", fmt.Errorf("the escape %.2q is not one of ours", in)
			}
			b.WriteByte(poEscapes[in[1]])
			in = in[1:]
		default:
			b.WriteByte(in[0])
		}
	}
	return b.String(), nil
}

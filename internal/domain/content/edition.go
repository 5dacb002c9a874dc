package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
)

// Limits of an edition.
const (
	MaxEdition  = 512 << 10 // bytes of its JSON
	MaxItems    = 300       // of one kind
	MaxWords    = 2000      // characters of one text
	maxNumber   = 1 << 53   // which every reader of JSON can hold
	maxLineText = 300       // characters of a name, a source and the like
)

// FormatEdition is the version of the form of editions and lists.
const FormatEdition = 1

// Edition is one edition of a campaign's pack, as its issuer signs it.
type Edition struct {
	Format      int         `json:"v"` // FormatEdition
	ID          string      `json:"id"`
	Issuer      string      `json:"issuer"`
	Version     int64       `json:"version"`    // from 1, and greater with each edition
	NotBefore   string      `json:"not_before"` // RFC 3339 in UTC: nobody uses it before
	Expires     string      `json:"expires"`    // RFC 3339 in UTC: nobody uses its words from then on
	Content     Matter      `json:"content"`
	Withdrawals Withdrawals `json:"withdrawals"` // the newest list when it was signed
}

// Matter is what of a Pack travels in an edition.
type Matter struct {
	Themes     []Theme    `json:"themes,omitempty"`
	Voices     []Voice    `json:"voices,omitempty"`
	Messages   []Message  `json:"messages,omitempty"`
	Facts      []Fact     `json:"facts,omitempty"`
	Activities []Activity `json:"activities,omitempty"`
}

// itemID is the form of the id of a pack and of what is in it.
var itemID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const maxItemID = 64

// IsID reports whether s has the form of an id of a pack or of something in one.
func IsID(s string) bool { return len(s) <= maxItemID && itemID.MatchString(s) }

// DecodeEdition reads an edition strictly: a field that is not known here may be a
// condition of somebody's consent, so an edition that has one is not used.
func DecodeEdition(raw []byte) (Edition, error) {
	return decodeStrict("pack", raw, Edition.Check)
}

func decodeStrict[T any](what string, raw []byte, check func(T) error) (T, error) {
	var v, none T
	if len(raw) > MaxEdition {
		return none, fmt.Errorf("%s: longer than %d bytes", what, MaxEdition)
	}
	if !utf8.Valid(raw) {
		return none, fmt.Errorf("%s: not UTF-8", what)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return none, fmt.Errorf("%s: %w", what, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return none, fmt.Errorf("%s: more than one value", what)
	}
	if err := check(v); err != nil {
		return none, fmt.Errorf("%s: %w", what, err)
	}
	return v, nil
}

// Check says what is wrong with an edition.
func (e Edition) Check() error {
	switch {
	case e.Format != FormatEdition:
		return errors.New("it is of a form that is not known here")
	case !IsID(e.ID):
		return errors.New("its id is not lower-case letters, digits and dashes")
	case !isLine(e.Issuer, 1):
		return errors.New("its issuer is not one line")
	case e.Version < 1 || e.Version > maxNumber:
		return errors.New("its version is not a number from 1")
	}
	begin, err := instant(e.NotBefore)
	if err != nil {
		return fmt.Errorf("not_before: %w", err)
	}
	end, err := instant(e.Expires)
	if err != nil {
		return fmt.Errorf("expires: %w", err)
	}
	if !end.After(begin) {
		return errors.New("it expires before it begins")
	}
	if err := e.Withdrawals.Check(); err != nil {
		return fmt.Errorf("withdrawals: %w", err)
	}
	for _, v := range e.Content.Voices {
		if e.Withdrawals.Names(v.ID) {
			return fmt.Errorf("voice %q is in it and on its own list of withdrawals", v.ID)
		}
	}
	return e.Content.check()
}

// instantForm is stricter than time.Parse, which takes an hour of one digit and a comma.
var instantForm = regexp.MustCompile(instantPattern)

// instant reads a time in UTC.
func instant(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || !instantForm.MatchString(s) {
		return time.Time{}, errors.New("not a time in UTC, such as 2026-12-18T09:00:00Z")
	}
	return t, nil
}

// Begins gives the moment from which the edition may be used.
func (e Edition) Begins() time.Time { return mustInstant(e.NotBefore) }

// Ends gives the moment from which its words may not be used any more.
func (e Edition) Ends() time.Time { return mustInstant(e.Expires) }

// mustInstant reads a time of an edition that was checked; of any other it is zero.
func mustInstant(s string) time.Time {
	t, _ := instant(s)
	return t
}

func (m Matter) check() error {
	return errors.Join(
		each("theme", m.Themes, func(t Theme) string { return t.ID }, Theme.check),
		each("voice", m.Voices, func(v Voice) string { return v.ID }, Voice.check),
		each("message", m.Messages, func(x Message) string { return x.ID }, Message.check),
		each("fact", m.Facts, func(f Fact) string { return f.ID }, Fact.check),
		each("activity", m.Activities, func(a Activity) string { return a.ID }, Activity.check),
	)
}

// each checks a list in which every id stands once.
func each[T any](what string, list []T, id func(T) string, check func(T) error) error {
	if len(list) > MaxItems {
		return fmt.Errorf("more than %d of %s", MaxItems, what)
	}
	seen := map[string]bool{}
	for _, x := range list {
		if !IsID(id(x)) || seen[id(x)] {
			return fmt.Errorf("a %s has no id of its own", what)
		}
		seen[id(x)] = true
		if err := check(x); err != nil {
			return fmt.Errorf("%s %q: %w", what, id(x), err)
		}
	}
	return nil
}

func (t Theme) check() error {
	if !isLine(t.Issuer, 1) || !isLine(t.Text, 1) || !isLine(t.Hashtag, 0) || !isLine(t.Source, 0) || t.Year < 1990 || t.Year > 2199 {
		return errors.New("its issuer, words, year, hashtag or source is not right")
	}
	return nil
}

// check holds a voice of an edition to what is printed, and to a consent that allows.
// What was withdrawn goes by the list, never by a voice's own status.
func (v Voice) check() error {
	switch {
	case !isLine(v.Credit, 1) || !isLine(v.Role, 0) || !isLine(v.Organisation, 0) || !isLine(v.Source, 0):
		return errors.New("its credit, role, organisation or source is not one line")
	case !isText(v.Quote):
		return fmt.Errorf("its words are not a text of at most %d characters", MaxWords)
	case !isLang(v.Lang):
		return errors.New("its language is not one that is known here")
	case len(v.Topics) > MaxItems:
		return errors.New("it has too many topics")
	}
	for _, t := range v.Topics {
		if !isLine(t, 1) {
			return errors.New("a topic is not one line")
		}
	}
	return v.Consent.check()
}

func (c Consent) check() error {
	if c.Status != Granted && c.Status != AssertedBySource {
		return fmt.Errorf("its consent is neither %q nor %q", Granted, AssertedBySource)
	}
	if !isLine(c.Controller, 1) {
		return errors.New("nobody is named who holds the consent")
	}
	for _, date := range []string{c.Given, c.Expires} {
		if _, err := event.ParseDate(date); date != "" && err != nil {
			return errors.New("a date of its consent is none, such as 2026-12-18")
		}
	}
	for use := range c.Scope {
		if !contains(useNames(), string(use)) {
			return errors.New("its consent names a use that is not known here")
		}
	}
	return nil
}

func useNames() []string {
	out := []string{}
	for _, u := range Uses() {
		out = append(out, string(u))
	}
	return out
}

func (m Message) check() error {
	if !isText(m.Text) || !isLang(m.Lang) || !isLine(m.Theme, 0) || !isLine(m.Source, 0) {
		return errors.New("its words, language, theme or source is not right")
	}
	return nil
}

func (f Fact) check() error {
	switch f.Confidence {
	case Verbatim, Confirmed, Secondary:
	default:
		return errors.New("it does not say how far it was traced")
	}
	if !isText(f.Text) || !isLine(f.Source, 1) || !isLine(f.SourceDate, 0) || utf8.RuneCountInString(f.Note) > MaxWords {
		return errors.New("its words, source, date or note is not right")
	}
	return nil
}

func (a Activity) check() error {
	if !isLine(a.Name, 1) || !isText(a.Summary) || len(a.Checklist) > MaxItems || len(a.Objectives) > MaxItems {
		return errors.New("its name, summary or lists are not right")
	}
	if err := each("task", a.Checklist, func(t event.TaskTemplate) string { return t.ID }, func(t event.TaskTemplate) error {
		if !isLine(t.Title, 1) || !isLine(t.Optional, 0) || t.DaysBefore < -400 || t.DaysBefore > 400 {
			return errors.New("its title, its day or why it is optional is not right")
		}
		return nil
	}); err != nil {
		return err
	}
	if err := a.checkNeeds(); err != nil {
		return err
	}
	for _, list := range [][]string{a.Care, a.Permissions, a.Sources} {
		if len(list) > MaxItems {
			return errors.New("a list is too long")
		}
		for _, s := range list {
			if !isText(s) {
				return errors.New("a line is no text")
			}
		}
	}
	return nil
}

// isLine reports whether s is one line of text of at least least characters.
func isLine(s string, least int) bool {
	n := utf8.RuneCountInString(s)
	return n >= least && n <= maxLineText && strings.TrimSpace(s) == s && !strings.ContainsFunc(s, unicode.IsControl)
}

// isText reports whether s may be printed as a text.
func isText(s string) bool {
	return strings.TrimSpace(s) != "" && utf8.RuneCountInString(s) <= MaxWords &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' })
}

// isLang reports whether tag is one of ours, written as we write it: Voice.Allows
// compares tags, so that en-GB would count as another language than en.
func isLang(tag string) bool {
	l, ok := locale.Lookup(tag)
	return ok && l.Tag == tag
}

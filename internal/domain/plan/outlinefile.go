package plan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"time"
	"unicode/utf8"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// Limits of an outline: far above any real event, and such that each of its parts fits
// one operation of the log.
const (
	MaxOutline     = 256 << 10 // bytes of a file
	MaxOutlineName = 120       // characters
	MaxOutlineList = 400       // entries of one list
	maxOutlineText = 2000      // characters
	maxOutlineDays = 3660
)

// DecodeOutline reads one outline of at most MaxOutline bytes from outside. It refuses
// text that is not UTF-8, fields that no outline has, and what follows the document, and
// holds the rest to Check. Errors are faults that name the field.
func DecodeOutline(r io.Reader) (Outline, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxOutline+1))
	if err != nil {
		return Outline{}, fmt.Errorf("read a template: %w", err)
	}
	switch {
	case len(b) > MaxOutline:
		return Outline{}, fault.Invalidf("check that this is the right file", "a template is at most %d kB", MaxOutline>>10)
	case !utf8.Valid(b):
		return Outline{}, fault.Invalidf("check that this is the right file", "the template is not text in UTF-8")
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	var o Outline
	if err := dec.Decode(&o); err != nil {
		return Outline{}, fault.Wrap(err, fault.Invalid, "the template does not read: "+err.Error(), "`daykit template export` writes such files")
	}
	if _, err := dec.Token(); err != io.EOF {
		return Outline{}, fault.Invalidf("", "something follows the template in the file")
	}
	return o, o.Check()
}

// Encode writes an outline as DecodeOutline reads it.
func (o Outline) Encode(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(o)
}

// Document is the event document of the outline on a date, under a title; empty keeps the
// title that it has. It is held to all rules of package event.
func (o Outline) Document(date, title string) (event.Event, error) {
	ev, err := event.Decode(bytes.NewReader(o.dated(date)), event.MaxDocument)
	if err != nil || title == "" {
		return ev, err
	}
	lang := "en"
	if len(ev.Languages) > 0 {
		lang = ev.Languages[0]
	}
	ev.Title = event.Text{lang: title}
	return ev, ev.Validate()
}

// dated is the document with a date, which an outline has none of.
func (o Outline) dated(date string) []byte {
	var fields map[string]json.RawMessage
	if json.Unmarshal(o.Event, &fields) != nil || fields == nil {
		return o.Event // for the decoder to say what is wrong
	}
	day, _ := json.Marshal(date) //nolint:errchkjson // text always encodes
	fields["date"] = day
	b, err := json.Marshal(fields)
	if err != nil {
		return o.Event
	}
	return b
}

// Check says what is wrong with an outline, by a fault that names the field.
func (o Outline) Check() error {
	c := outlineCheck{}
	c.is(o.Schema == OutlineSchema, "schema", "is not %q, the only kind that this version reads", OutlineSchema)
	c.is(fits(o.Name, MaxOutlineName), "name", "is longer than %d characters", MaxOutlineName)
	c.day("from", o.From)
	c.is(o.Nation == "" || Nation(o.Nation) == England || Nation(o.Nation) == Wales || Nation(o.Nation) == Scotland || Nation(o.Nation) == NorthernIreland,
		"nation", "%q is not a nation of the United Kingdom", o.Nation)
	c.lists(o)
	if c.err != nil {
		return c.err
	}
	ev, err := o.Document("2000-01-01", "")
	if err != nil {
		return err
	}
	led := false
	for _, p := range ev.Programme {
		led = led || p.Lead != ""
	}
	c.is(ev.ID == "" && len(ev.Voices) == 0 && ev.Photo.File == "" && !led, "event", "has an id, voices, a photo or who leads a point, which no template carries")
	return c.err
}

// outlineCheck keeps the first thing that is wrong.
type outlineCheck struct{ err error }

func (c *outlineCheck) is(ok bool, field, format string, args ...any) {
	if !ok && c.err == nil {
		c.err = fault.Invalidf("", "%s: %s", field, fmt.Sprintf(format, args...))
	}
}

// outlineID is what the ids of parts look like, which become part of ids of the log.
var outlineID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$`)

// id checks an id, and that it stands once in its list.
func (c *outlineCheck) id(field, id string, seen map[string]bool) {
	c.is(outlineID.MatchString(id), field, "%.60q is not an id", id)
	c.is(!seen[id], field, "%q stands there twice", id)
	seen[id] = true
}

func (c *outlineCheck) day(field, s string) {
	_, err := time.Parse(time.DateOnly, s)
	c.is(s == "" || err == nil, field, "%.20q is not a date", s)
}

func (c *outlineCheck) text(field string, most int, texts ...string) {
	for _, s := range texts {
		c.is(fits(s, most), field, "has a text of more than %d characters", most)
	}
}

func (c *outlineCheck) clock(field, s string) {
	_, err := time.Parse("15:04", s)
	c.is(err == nil && len(s) == len("15:04"), field, "%.20q is not a time of day", s)
}

// lists checks the lists, each entry by itself.
func (c *outlineCheck) lists(o Outline) {
	for name, n := range map[string]int{
		"tasks": len(o.Tasks), "shifts": len(o.Shifts), "money": len(o.Money), "risks": len(o.Risks),
		"venue": len(o.Venue), "packing": len(o.Packing), "phrases": len(o.Phrases), "posts": len(o.Posts),
	} {
		c.is(n <= MaxOutlineList, name, "has %d entries; keep it to %d", n, MaxOutlineList)
	}
	if c.err != nil {
		return
	}
	c.tasks(o.Tasks)
	c.shifts(o.Shifts)
	c.money(o.Money)
	c.risks(o.Risks)
	c.venue(o.Venue)
	c.packing(o.Packing)
	c.words(o)
}

func (c *outlineCheck) packing(list []OutlineThing) {
	seen := map[string]bool{}
	for _, p := range list {
		c.id("packing.id", p.ID, seen)
		c.text("packing", 300, p.What, p.Amount, p.From, p.Basis, p.Offered)
		c.text("packing.for", 80, append([]string{p.Kind}, p.For...)...)
		c.is(p.What != "" && len(p.For) <= MaxOutlineList, "packing", "%q is not a line", p.ID)
	}
}

func (c *outlineCheck) tasks(list []OutlineTask) {
	seen := map[string]bool{}
	for _, t := range list {
		c.id("tasks.id", t.ID, seen)
		c.text("tasks.title", 200, t.Title)
		c.is(t.Days == nil || *t.Days >= -maxOutlineDays && *t.Days <= maxOutlineDays, "tasks.days", "is more than ten years")
	}
}

func (c *outlineCheck) shifts(list []OutlineShift) {
	seen := map[string]bool{}
	for _, s := range list {
		c.id("shifts.id", s.ID, seen)
		c.text("shifts.role", 80, s.Role)
		c.clock("shifts.from", s.From)
		c.clock("shifts.to", s.To)
		c.is(s.Role != "" && s.Need >= 1 && s.Need <= 200 && s.Day >= -60 && s.Day <= 60, "shifts", "%q is not a shift", s.ID)
	}
}

func (c *outlineCheck) money(list []OutlineMoney) {
	seen := map[string]bool{}
	for _, m := range list {
		c.id("money.id", m.ID, seen)
		c.text("money", 120, m.What, m.Kind)
		c.is(m.What != "" && m.Kind != "" && m.Budget >= 0 && m.Budget <= MaxPence, "money", "%q is not a line of a budget", m.ID)
		c.is(m.Actual == nil || *m.Actual >= 0 && *m.Actual <= MaxPence, "money.actual", "is not an amount")
	}
}

func (c *outlineCheck) risks(list []OutlineRisk) {
	seen := map[string]bool{}
	for _, r := range list {
		c.id("risks.id", r.ID, seen)
		c.text("risks", 300, r.What, r.Hurt, r.Measure, r.For, r.Basis)
		c.is(r.What != "" && Risk{Likelihood: r.Likelihood, Severity: r.Severity}.Check() == nil, "risks", "%q is not a risk", r.ID)
	}
}

func (c *outlineCheck) venue(list []OutlineFact) {
	seen := map[string]bool{}
	for _, f := range list {
		c.id("venue.id", f.ID, seen)
		c.day("venue.since", f.Since)
		c.text("venue.note", 300, f.Note)
		c.is(f.Answer == "" || f.Answer == string(Yes) || f.Answer == string(No), "venue.answer", "%.20q is not an answer", f.Answer)
	}
}

// words checks what is text above all: phrases and the door plan.
func (c *outlineCheck) words(o Outline) {
	phrases, posts := map[string]bool{}, map[string]bool{}
	for _, p := range o.Phrases {
		c.id("phrases", p.Lang+"."+p.Key, phrases)
		c.text("phrases", maxOutlineText, p.Text, p.Of)
	}
	for _, p := range o.Posts {
		c.id("posts.id", p.ID, posts)
		c.text("posts", 300, p.Place, p.What)
	}
	if o.Guard != nil {
		c.text("guard", maxOutlineText, o.Guard.QuietRoom, o.Guard.Steps)
	}
}

func fits(s string, most int) bool { return utf8.ValidString(s) && utf8.RuneCountInString(s) <= most }

package server

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/feedback"
)

// askedWays are how people were asked, in words.
var askedWays = map[string]string{
	"form":   "the guest ticked that these words may be quoted without a name",
	"sheet":  "everyone in it signed the consent sheet",
	"words":  "everyone in it was asked, and said yes",
	"wrote":  "everyone in it wrote that they agree",
	"nobody": "nobody in it can be recognised",
}

// consentNote says what was agreed to, in one sentence.
func consentNote(c wire.PartConsent) string {
	note := askedWays[c.How]
	if c.On != "" {
		note += ", on " + dayWords(c.On)
	}
	if c.Until != "" {
		note += "; until " + dayWords(c.Until)
	}
	return note
}

// said are the parts of one event as its page shows them.
type said struct {
	Comments  []saidWords
	Photos    []saidPhoto
	Questions []question
	Forms     int
	Form      []wire.PartFormLine
	Learned   []saidWords
}

// Any says whether anything was sent besides numbers.
func (s said) Any() bool {
	return len(s.Comments)+len(s.Photos)+len(s.Questions)+len(s.Form)+len(s.Learned) > 0
}

type saidWords struct{ Text, Lang, Dir, Consent string }

type saidPhoto struct {
	Path, Alt, Caption, Credit, Lang, Dir, Consent string
}

// question is one of the evaluation, with how often each answer was given.
type question struct {
	Words   string
	Answers []answered
}

type answered struct {
	Words string
	Cell
}

// eventParts are all kinds of parts but the numbers.
var eventParts = []string{wire.PartComment, wire.PartEvaluation, wire.PartForm, wire.PartLearned, wire.PartPhoto}

func (s *Server) saidOf(r *http.Request, ev string) (out said, err error) {
	parts, err := s.standing(r, ev, eventParts...)
	for _, p := range parts {
		switch {
		case p.Part.Comment != nil:
			c := p.Part.Comment
			out.Comments = append(out.Comments, saidWords{c.Text, c.Lang, dirOf(c.Lang), consentNote(c.Consent)})
		case p.Part.Photo != nil:
			f := p.Part.Photo
			out.Photos = append(out.Photos, saidPhoto{
				"/coordinator/events/" + p.Event + "/photos/" + p.ID, f.Alt, f.Caption, f.Credit, f.Lang, dirOf(f.Lang), consentNote(f.Consent),
			})
		case p.Part.Evaluation != nil:
			out.Forms = p.Part.Evaluation.Forms
			out.Questions = questionsOf(*p.Part.Evaluation)
		case p.Part.Form != nil:
			out.Form = p.Part.Form
		case p.Part.Learned != "":
			out.Learned = append(out.Learned, saidWords{Text: p.Part.Learned, Dir: "auto"})
		}
	}
	return out, err
}

// dirOf is the direction of words in a language; auto where it is not known.
func dirOf(tag string) string {
	if tag == "" {
		return "auto"
	}
	return string(languageOf(tag).Dir)
}

func questionsOf(e wire.PartAnswered) (out []question) {
	for _, q := range e.Questions {
		row := question{Words: askedWords(q.Key)}
		for _, a := range q.Answers {
			row.Answers = append(row.Answers, answered{answerWords(q.Key, a.Keys...), answerCell(a)})
		}
		out = append(out, row)
	}
	return out
}

// askedWords are those of a question, in English; its key where a newer laptop asks more.
func askedWords(key string) string {
	if q, ok := feedback.QuestionAt(key); ok {
		return q.Words
	}
	return key
}

// answerWords are those of answers that were counted together.
func answerWords(question string, keys ...string) string {
	q, _ := feedback.QuestionAt(question)
	said := make([]string, len(keys))
	for i, k := range keys {
		said[i] = k
		if k == leftBlank {
			said[i] = "left blank"
		}
		for _, o := range q.Options {
			if o.Key == k {
				said[i] = o.Words
			}
		}
	}
	return strings.Join(said, ", or ")
}

// leftBlank stands among answers for forms that have none.
const leftBlank = "none"

// answerCell is an answer as it is shown: what the laptop hid is under 5, or withheld so
// that another cannot be worked out; which of the two it does not tell.
func answerCell(a wire.PartAnswer) Cell {
	if a.Hidden {
		return Cell{Look: Withheld}
	}
	return cellOf(a.N, lookOf(a.N))
}

// tallied are the answers of all events to one question.
type tallied struct {
	Key, Words string
	Events     int // whose forms asked it
	Answers    []talliedAnswer
}

type talliedAnswer struct {
	Key, Words string
	Sum        Cell // of the events that told it by itself
	Left       int  // events that hide theirs, or tell it with others alone

	items []Item
}

// Asked says in how many events.
func (t tallied) Asked() string { return countOf(t.Events, "event", "events") }

// Told is the sum, and from how many events a number is withheld.
func (a talliedAnswer) Told() string {
	switch {
	case a.Left == 0:
		return a.Sum.String()
	case a.Sum.Look == Unknown:
		return "withheld"
	}
	return a.Sum.String() + ", and " + strconv.Itoa(a.Left) + " withheld"
}

// talliesOf sums up evaluations. What a laptop hid stays hidden, and the sums are held to
// the rule for all tables here besides, so that no sum tells what a single event withholds.
func talliesOf(parts []partRow) []tallied {
	var out []tallied
	for _, p := range parts {
		for _, q := range p.Part.Evaluation.Questions {
			at := slices.IndexFunc(out, func(t tallied) bool { return t.Key == q.Key })
			if at < 0 {
				at = len(out)
				out = append(out, tallied{Key: q.Key, Words: askedWords(q.Key)})
			}
			out[at].Events++
			for _, a := range q.Answers {
				for _, key := range a.Keys {
					out[at].count(key, a)
				}
			}
		}
	}
	for i := range out {
		for j, a := range out[i].Answers {
			out[i].Answers[j].Sum = sumOf(a.items)
		}
	}
	return out
}

// count takes in what one event tells of an answer.
func (t *tallied) count(key string, told wire.PartAnswer) {
	at := slices.IndexFunc(t.Answers, func(have talliedAnswer) bool { return have.Key == key })
	if at < 0 {
		at = len(t.Answers)
		t.Answers = append(t.Answers, talliedAnswer{Key: key, Words: answerWords(t.Key, key)})
	}
	a := &t.Answers[at]
	if told.Hidden || len(told.Keys) > 1 {
		a.Left++
		a.items = append(a.items, Item{N: -1})
		return
	}
	a.items = append(a.items, Item{N: told.N})
}

func sumOf(items []Item) Cell {
	whole, total := make([]int, len(items)), 0
	for i, it := range items {
		whole[i] = i
		total += max(it.N, 0)
	}
	_, sums := Hide(items, [][]int{whole})
	return cellOf(total, sums[0])
}

// partPhoto gives the picture of a photograph that stands, and nothing else of it. The type
// is fixed, and the file was looked at when it came in, so a browser has nothing to guess.
func (s *Server) partPhoto(w http.ResponseWriter, v visit) {
	ev, id := eventID(v.PathValue("id")), v.PathValue("photo")
	if !event.ID(ev).Valid() || !wire.IsPart(id) {
		s.missing(w, v.Request)
		return
	}
	parts, err := s.standing(v.Request, ev, wire.PartPhoto)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	at := slices.IndexFunc(parts, func(p partRow) bool { return p.ID == id })
	if at < 0 {
		s.missing(w, v.Request)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "image/jpeg")
	h.Set("Content-Disposition", "inline")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Content-Length", strconv.Itoa(len(parts[at].Part.Photo.JPEG)))
	w.WriteHeader(http.StatusOK)
	w.Write(parts[at].Part.Photo.JPEG)
}

// The files of what groups sent besides numbers, a line for each part.

type commentFile struct {
	Event   string `json:"event"`
	Text    string `json:"text"`
	Lang    string `json:"lang"`
	Consent string `json:"consent"`
}

func (s *Server) exportComments(v visit) (exported, error) {
	parts, err := s.standing(v.Request, "", wire.PartComment)
	rows := []commentFile{}
	e := exported{Head: []string{"event", "text", "lang", "consent"}}
	for _, p := range parts {
		c := p.Part.Comment
		row := commentFile{p.Event, c.Text, c.Lang, consentNote(c.Consent)}
		rows = append(rows, row)
		e.Cells = append(e.Cells, []string{row.Event, row.Text, row.Lang, row.Consent})
	}
	e.Rows = rows
	return e, err
}

type photoFile struct {
	Event   string `json:"event"`
	Path    string `json:"path"` // on this server, for who is signed in
	Alt     string `json:"alt"`
	Caption string `json:"caption"`
	Credit  string `json:"credit"`
	Lang    string `json:"lang"`
	Consent string `json:"consent"`
}

func (s *Server) exportPhotos(v visit) (exported, error) {
	parts, err := s.standing(v.Request, "", wire.PartPhoto)
	rows := []photoFile{}
	e := exported{Head: []string{"event", "path", "alt", "caption", "credit", "lang", "consent"}}
	for _, p := range parts {
		f := p.Part.Photo
		row := photoFile{p.Event, "/coordinator/events/" + p.Event + "/photos/" + p.ID, f.Alt, f.Caption, f.Credit, f.Lang, consentNote(f.Consent)}
		rows = append(rows, row)
		e.Cells = append(e.Cells, []string{row.Event, row.Path, row.Alt, row.Caption, row.Credit, row.Lang, row.Consent})
	}
	e.Rows = rows
	return e, err
}

type answerFile struct {
	Event    string `json:"event"` // empty: of all events
	Question string `json:"question"`
	Answer   string `json:"answer"`
	Count    Cell   `json:"count"`
	Hidden   int    `json:"hidden_in"` // events that are not in the sum
}

func (s *Server) exportEvaluation(v visit) (exported, error) {
	parts, err := s.standing(v.Request, "", wire.PartEvaluation)
	rows := []answerFile{}
	for _, p := range parts {
		for _, q := range p.Part.Evaluation.Questions {
			for _, a := range q.Answers {
				rows = append(rows, answerFile{p.Event, q.Key, strings.Join(a.Keys, " "), answerCell(a), 0})
			}
		}
	}
	for _, t := range talliesOf(parts) {
		for _, a := range t.Answers {
			rows = append(rows, answerFile{"", t.Key, a.Key, a.Sum, a.Left})
		}
	}
	e := exported{Rows: rows, Head: []string{"event", "question", "answer", "count", "hidden_in"}}
	for _, r := range rows {
		e.Cells = append(e.Cells, []string{cmp.Or(r.Event, "all"), r.Question, r.Answer, r.Count.Field(), strconv.Itoa(r.Hidden)})
	}
	return e, err
}

type wordsFile struct {
	Event string `json:"event"`
	Key   string `json:"key"` // of the campaign's form, or learned
	Label string `json:"label"`
	Value string `json:"value"`
}

func (s *Server) exportForms(v visit) (exported, error) {
	parts, err := s.standing(v.Request, "", wire.PartForm, wire.PartLearned)
	rows := []wordsFile{}
	for _, p := range parts {
		if p.Part.Learned != "" {
			rows = append(rows, wordsFile{p.Event, wire.PartLearned, "What was learned", p.Part.Learned})
		}
		for _, l := range p.Part.Form {
			rows = append(rows, wordsFile{p.Event, l.Key, l.Label, l.Value})
		}
	}
	e := exported{Rows: rows, Head: []string{"event", "key", "label", "value"}}
	for _, r := range rows {
		e.Cells = append(e.Cells, []string{r.Event, r.Key, r.Label, r.Value})
	}
	return e, err
}

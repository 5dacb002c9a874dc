package report

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"daykit/internal/domain/event"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/locale"
	"daykit/internal/domain/small"
)

// Line is a field of the form that an umbrella organisation asks its groups to fill in.
type Line struct {
	Key      string `json:"key"`
	Question string `json:"question"` // in English
	Answer   string `json:"answer"`   // empty where Daykit does not know
	Lang     string `json:"lang"`     // of the answer, where it is in the group's own words
	Basis    string `json:"basis"`    // who asks for it
}

// Besides is what the form asks for beside the report.
type Besides struct {
	Heard                  []string // tags of languages that were heard
	PostersUp, PostersDown *int
}

// Who asks for what, as far as their forms and guides could be read.
const (
	basisUmbrella = "asked by Refugee Week of its organisers each year"
	basisTicks    = "on the form of Refugee Week"
	basisFunder   = "asked by Local Energy Scotland: who, how many, new or repeat, what changed, learning"
	basisPublic   = "asked by Lancashire’s small grants: headcount, photos, copies of publicity"
	basisOwn      = "our own default"
)

// Umbrella gives the form that an umbrella collects each year, for one event. It tells no
// number that the report does not.
func Umbrella(r Report, b Besides) []Line {
	learned := r.Learned
	if learned == "" {
		for _, a := range r.Debrief {
			learned = strings.TrimSpace(learned + "\n" + a.Words)
		}
	}
	return []Line{
		{"event", "What was held, and when", r.Title + ", " + locale.LongDate("en", r.Date), "", basisUmbrella},
		{"group", "Who organised it", r.Group, "", basisUmbrella},
		{"events", "Number of events", "1", "", basisUmbrella},
		{"attendance", "How many people came", cellWords(r.InRoom), "", basisUmbrella},
		{"activities", "What was done", namesOf(r.Activities), "", basisUmbrella},
		{"languages", "Languages of the event", languagesOf(r.EventLangs, b.Heard), "", basisOwn},
		{"volunteers", "Volunteers, and their hours", volunteersOf(r.Numbers), "", basisFunder},
		{"new", "New or repeat", newOrRepeat(r.Numbers), "", basisFunder},
		{"heard", "How people heard of it", r.answersTo(feedback.Heard), "", basisTicks},
		{"changed", "What changed", r.changed(), "", basisFunder},
		{"learned", "What was learned", learned, "", basisFunder},
		{"publicity", "Posters put up and taken down", postersOf(b), "", basisPublic},
		{"press", "Press and pictures", "", "", basisPublic},
	}
}

func cellWords(c small.Cell) string {
	if c.Look == small.Unknown {
		return ""
	}
	return c.Field()
}

func namesOf(list []Named) string {
	names := make([]string, 0, len(list))
	for _, n := range list {
		names = append(names, n.Name)
	}
	return strings.Join(names, ", ")
}

func languagesOf(of, heard []string) string {
	var names []string
	for _, tag := range of {
		name := tag
		if l, ok := locale.Lookup(tag); ok {
			name = l.Name
		}
		names = append(names, name)
	}
	out := strings.Join(names, ", ")
	if len(heard) > 0 {
		out += "; " + strconv.Itoa(len(heard)) + " heard on the day"
	}
	return out
}

func volunteersOf(n Numbers) string {
	switch {
	case n.Volunteers.Look == small.Unknown:
		return ""
	case n.Minutes.Look != small.Shown:
		return n.Volunteers.Field()
	}
	return n.Volunteers.Field() + " volunteers, " + Hours(n.Minutes.N) + " hours"
}

// Hours writes minutes as hours to a tenth: 28.5.
func Hours(minutes int) string {
	return strings.TrimSuffix(strconv.FormatFloat(float64(minutes)/60, 'f', 1, 64), ".0")
}

func newOrRepeat(n Numbers) string {
	switch n.FirstTime.Look {
	case small.Shown:
		return n.FirstTime.Field() + " for the first time, of " + n.InRoom.Field()
	case small.Under, small.Withheld:
		return "not asked, or too few to tell"
	case small.Unknown, small.Uncounted:
	}
	return ""
}

// answersTo gives the numbers of answers to a question, the most first.
func (r Report) answersTo(key string) string {
	q, ok := feedback.QuestionAt(key)
	i := slices.IndexFunc(r.Questions, func(q Question) bool { return q.Key == key })
	if !ok || i < 0 {
		return ""
	}
	lines := slices.Clone(r.Questions[i].Lines)
	slices.SortStableFunc(lines, func(a, b AnswerCount) int { return b.Count - a.Count })
	var out []string
	for _, l := range lines {
		if l.Count > 0 {
			out = append(out, AnswerWords(q, l.Keys)+": "+strconv.Itoa(l.Count))
		}
	}
	switch {
	case len(r.Questions[i].NotShown) == 0:
	case len(out) == 0:
		out = append(out, "answers too few, or too much alike, to tell")
	default:
		out = append(out, "other answers too few to tell")
	}
	return strings.Join(out, "; ") + ", of " + r.Forms.Field() + " forms"
}

// AnswerWords names answers in English.
func AnswerWords(q feedback.Question, keys []string) string {
	var names []string
	for _, k := range keys {
		name := "no answer"
		for _, o := range q.Options {
			if o.Key == k {
				name = o.Words
			}
		}
		names = append(names, name)
	}
	return strings.Join(names, " or ")
}

// changed is what people said of what is new to them.
func (r Report) changed() string {
	var out []string
	for _, key := range []string{feedback.Welcome, feedback.New, feedback.Again} {
		q, _ := feedback.QuestionAt(key)
		if words := r.answersTo(key); words != "" {
			out = append(out, q.Words+" "+words)
		}
	}
	return strings.Join(out, "\n")
}

func postersOf(b Besides) string {
	var out []string
	if b.PostersUp != nil {
		out = append(out, strconv.Itoa(*b.PostersUp)+" put up")
	}
	if b.PostersDown != nil {
		out = append(out, strconv.Itoa(*b.PostersDown)+" taken down")
	}
	return strings.Join(out, ", ")
}

// WriteUmbrellaJSON writes the form as one indented JSON value.
func WriteUmbrellaJSON(w io.Writer, event string, lines []Line) error {
	return writeJSON(w, struct {
		Event  string `json:"event"`
		Fields []Line `json:"fields"`
	}{event, lines})
}

// WriteUmbrellaCSV writes the form as CSV under the columns event, key, question, answer,
// basis.
func WriteUmbrellaCSV(w io.Writer, id string, lines []Line) error {
	rows := [][]string{{"event", "key", "question", "answer", "basis"}}
	for _, l := range lines {
		rows = append(rows, []string{id, l.Key, l.Question, l.Answer, l.Basis})
	}
	return event.WriteCSV(w, rows)
}

package desk

import (
	"slices"
	"strconv"
	"strings"

	"daykit/internal/domain/feedback"
	"daykit/internal/domain/locale"
	"daykit/internal/domain/small"
	"daykit/internal/page/layout"
	"daykit/internal/report"
)

// whatPeopleSaid is the answers on the forms.
func (w *reportPages) whatPeopleSaid() layout.ReportSection {
	s := layout.ReportSection{Title: w.say("said")}
	if len(w.r.Questions) == 0 {
		return s
	}
	s.Items = append(s.Items, layout.ReportText{Text: w.say("forms", "{n}", w.r.Forms.String())})
	for _, q := range w.r.Questions {
		c := layout.ReportChart{Title: w.phrase("feedback." + q.Key)}
		for _, l := range q.Lines {
			if l.Count == 0 && slices.Equal(l.Keys, []string{report.NoAnswer}) {
				continue // that nobody left it blank goes without saying
			}
			c.Bars = append(c.Bars, layout.ReportBar{Label: w.answers(q, l.Keys), Number: english(count(l.Count)), N: l.Count})
		}
		c.Note = w.noteOn(q)
		if len(c.Bars) > 0 {
			s.Items = append(s.Items, c)
		} else if c.Note.Text != "" {
			s.Items = append(s.Items, layout.ReportText{Title: c.Title, Text: c.Note, Quiet: true})
		}
	}
	return s
}

func (w *reportPages) noteOn(q report.Question) layout.Said {
	switch {
	case q.Mean > 0 && q.AtLeast:
		return w.say("mean.least", "{mean}", decimal(q.Mean))
	case q.Mean > 0:
		return w.say("mean", "{mean}", decimal(q.Mean))
	case len(q.NotShown) > 0 && len(q.Lines) == 0:
		return w.say("answers.none")
	case len(q.NotShown) > 0:
		return w.say("answers.few")
	}
	return layout.Said{}
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// answers names the answers of a line.
func (w *reportPages) answers(q report.Question, keys []string) layout.Said {
	var names []string
	lang := ""
	for _, k := range keys {
		said := w.say("no-answer")
		if k != report.NoAnswer {
			said = w.phrase("feedback." + q.Key + "." + k)
		}
		names, lang = append(names, said.Text), said.Lang
	}
	return layout.Said{Text: strings.Join(names, " / "), Lang: lang}
}

func (w *reportPages) quotes() layout.ReportSection {
	s := layout.ReportSection{Title: w.say("quotes")}
	for _, q := range w.r.Quotes {
		by := w.say("guest")
		if q.Credit != "" {
			by = layout.Said{Text: q.Credit}
		}
		if q.Translated {
			by = layout.Said{Text: by.Text + " · " + w.phrase("page.voice.translated").Text, Lang: by.Lang}
		}
		s.Items = append(s.Items, layout.ReportQuote{Words: layout.Said{Text: q.Words, Lang: q.Lang}, By: by})
	}
	return s
}

// money is what was planned and spent, and where it came from.
func (w *reportPages) money() layout.ReportSection {
	s := layout.ReportSection{Title: w.say("money")}
	if w.r.Money == nil {
		return s
	}
	m := w.r.Money
	table := layout.ReportTable{Head: []layout.Said{w.say("money.what"), w.say("money.budget"), w.say("money.actual")}}
	add := func(loud bool, what layout.Said, budget, actual string) {
		if loud {
			table.Loud = append(table.Loud, len(table.Rows))
		}
		table.Rows = append(table.Rows, []layout.Said{what, english(budget), english(actual)})
	}
	for _, income := range []bool{false, true} {
		sum, key := m.Costs, "money.costs"
		if income {
			sum, key = m.Income, "money.income"
		}
		if sum.Lines == 0 {
			continue
		}
		for _, k := range m.Kinds {
			if k.Income == income {
				add(false, w.say("money."+k.Kind), k.Budget.String(), k.Actual.String())
			}
		}
		add(true, w.say(key), sum.Budget.String(), sum.Actual.String())
	}
	add(true, w.say("money.balance"), m.PlannedBalance.String(), m.ActualBalance.String())
	s.Items = append(s.Items, table)
	if m.Costs.Open != 0 || m.Income.Open != 0 {
		s.Items = append(s.Items, layout.ReportText{Text: w.say("money.open", "{costs}", m.Costs.Open.String(), "{income}", m.Income.Open.String()), Quiet: true})
	}
	return s
}

func (w *reportPages) learned() layout.ReportSection {
	s := layout.ReportSection{Title: w.say("learned")}
	if w.r.Learned != "" {
		s.Items = append(s.Items, layout.ReportText{Text: layout.Said{Text: w.r.Learned}})
	}
	for _, a := range w.r.Debrief {
		q, _ := feedback.CrewQuestionAt(a.Key)
		s.Items = append(s.Items, layout.ReportText{Title: english(q.Words), Text: layout.Said{Text: a.Words}})
	}
	return s
}

func (w *reportPages) next() layout.ReportSection {
	s := layout.ReportSection{Title: w.say("next")}
	if w.r.Next != "" {
		s.Items = append(s.Items, layout.ReportText{Text: layout.Said{Text: w.r.Next}})
	}
	if w.r.Thanks != "" {
		s.Items = append(s.Items, layout.ReportText{Title: w.say("thanks"), Text: layout.Said{Text: w.r.Thanks}})
	}
	return s
}

// counted says how the numbers were counted, and which are not shown and why.
func (w *reportPages) counted() layout.ReportSection {
	s := layout.ReportSection{Title: w.say("counted")}
	add := func(key string, fill ...string) {
		s.Items = append(s.Items, layout.ReportText{Text: w.say(key, fill...)})
	}
	if (w.r.Has(report.PartPeople) || w.r.Has(report.PartTimes)) && w.m.numbers.InRoom.Look != small.Uncounted {
		add("counted.people")
	}
	if w.r.Has(report.PartVolunteers) && w.r.Volunteers.Look != small.Uncounted {
		key := "counted.volunteers-written"
		if w.m.counts.FromShifts {
			key = "counted.volunteers"
		}
		add(key)
	}
	if len(w.r.Questions) > 0 {
		add("counted.forms")
	}
	if len(w.r.Quotes)+len(w.r.Photos) > 0 {
		add("counted.agreed")
	}
	add("counted.small")
	for _, h := range w.r.Held {
		add("held."+string(h.Block), "{date}", locale.LongDate(w.say("title").Lang, h.Day))
	}
	seen := map[string]bool{}
	for _, h := range w.r.Hidden {
		if key := "hidden." + hiddenKey(h); !seen[key] {
			seen[key] = true
			add(key)
		}
	}
	if !w.names {
		add("counted.nobody")
	}
	return s
}

// hiddenKey is what is said of a number that is not shown.
func hiddenKey(h report.Hidden) string {
	measure, _, _ := strings.Cut(h.Measure, ".")
	if h.Measure == "arrived" || h.Measure == "walk_ins" {
		measure = "split"
	}
	return strings.ReplaceAll(measure, "_", "-") + "." + string(h.Why)
}

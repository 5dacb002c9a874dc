package server

import (
	"net/http"

	"daykit/internal/data/wire"
)

// totalsPage are the sums by town, language, objective and activity.
type totalsPage struct {
	Year   string
	Whole  Sum
	Tables []sumTable
	Made   string

	Tallies []tallied // what forms of guests say, of all events
	Exports []exportLink
	Said    []saidFile // what groups sent besides numbers
}

// saidFile is one kind of what groups sent, and its files.
type saidFile struct {
	Name  string
	Links []exportLink
}

type sumTable struct {
	ID, Title, What, Note string
	Sums                  []Sum
	First                 bool // it is known somewhere for how many it was the first time
	More                  int  // lines that a summary leaves out
	Exports               []exportLink
}

// tables are the sums in the order of pages. An event is in each line that it belongs to.
func tables(f Figures) []sumTable {
	const many = "An event is counted in every line that it belongs to, so the lines add up to more than the whole."
	first := f.Whole.FirstTime.Look != Unknown
	return []sumTable{
		{"towns", "By town", "Town", "Events whose address is hidden say no town.", f.Towns, first, 0, exportsOf("towns")},
		{"languages", "By language", "Language", "Languages that the events are in, as their organisers chose them. " + many, f.Languages, first, 0, exportsOf("languages")},
		{"objectives", "By objective of the Global Compact", "Objective", many, f.Objectives, first, 0, exportsOf("objectives")},
		{"activities", "By activity", "Activity", many, f.Activities, first, 0, exportsOf("activities")},
	}
}

func (s *Server) coordTotals(w http.ResponseWriter, v visit) {
	f, err := s.figures(v.Request)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	parts, err := s.standing(v.Request, "", wire.PartEvaluation)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	now := s.Now().UTC()
	s.roomPage(w, v, http.StatusOK, "Totals", "Totals", "coord-totals", totalsPage{
		Year: f.year(now), Whole: f.Whole, Tables: tables(f), Made: now.Format("2 January 2006, 15:04 UTC"),
		Tallies: talliesOf(parts), Exports: exportsOf("evaluation"), Said: []saidFile{
			{"Comments", exportsOf("comments")}, {"Photographs", exportsOf("photographs")}, {"Forms and what was learned", exportsOf("forms")},
		},
	})
}

// summaryPage is one sheet of A4 for those who pay and those who vote.
type summaryPage struct {
	Year   string
	Tiles  []tile
	Tables []sumTable
	Groups int
	Made   string
}

// summaryLines is how many lines of each table one sheet has room for.
const summaryLines = 8

func (s *Server) summary(w http.ResponseWriter, v visit) {
	f, err := s.figures(v.Request)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	now := s.Now().UTC()
	page := summaryPage{Year: f.year(now), Tiles: tiles(f), Groups: f.Groups, Made: now.Format("2 January 2006, 15:04 UTC")}
	for _, t := range tables(f) {
		if len(t.Sums) > summaryLines {
			t.More = len(t.Sums) - summaryLines
			t.Sums = t.Sums[:summaryLines]
		}
		page.Tables = append(page.Tables, t)
	}
	s.roomPage(w, v, http.StatusOK, "Overview", "Summary", "coord-summary", page)
}

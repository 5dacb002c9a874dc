package server

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// exportLink leads to a file.
type exportLink struct{ Name, Path string }

func exportsOf(table string) []exportLink {
	return []exportLink{
		{"CSV", "/coordinator/export/" + table + ".csv"},
		{"JSON", "/coordinator/export/" + table + ".json"},
	}
}

// exported is a table as files hold it. Rows is what JSON holds and Cells what CSV holds.
type exported struct {
	Head  []string
	Cells [][]string
	Rows  any
}

// exportTables make each table that can be exported.
var exportTables = map[string]func(s *Server, v visit) (exported, error){
	"events": func(s *Server, v visit) (exported, error) {
		f, err := s.figures(v.Request)
		return exportEvents(f), err
	},
	"whole":      ofFigures(func(f Figures) []Sum { return []Sum{f.Whole} }),
	"towns":      ofFigures(func(f Figures) []Sum { return f.Towns }),
	"languages":  ofFigures(func(f Figures) []Sum { return f.Languages }),
	"objectives": ofFigures(func(f Figures) []Sum { return f.Objectives }),
	"activities": ofFigures(func(f Figures) []Sum { return f.Activities }),
	"days":       (*Server).exportDays,
	"groups":     (*Server).exportGroups,
	"packs":      (*Server).exportPacks,
	"audit":      (*Server).exportAudit,

	"withdrawals": (*Server).exportWithdrawals,

	"comments":    (*Server).exportComments,
	"evaluation":  (*Server).exportEvaluation,
	"photographs": (*Server).exportPhotos,
	"forms":       (*Server).exportForms,
}

// export gives a table as a file, and keeps in the audit that it was taken.
func (s *Server) export(w http.ResponseWriter, v visit) {
	name, form, _ := strings.Cut(v.PathValue("file"), ".")
	table, known := exportTables[name]
	if !known || form != "csv" && form != "json" {
		s.missing(w, v.Request)
		return
	}
	e, err := table(s, v)
	if err == nil {
		err = s.Store.Note(v.Context(), AuditLine{At: s.Now(), Who: v.Who.ID, What: ActExport, Target: name + "." + form})
	}
	var body []byte
	kind := "text/csv; charset=utf-8"
	if err == nil && form == "csv" {
		body, err = writeCSV(e)
	} else if err == nil {
		kind = typeJSON
		body, err = json.MarshalIndent(e.Rows, "", " ")
	}
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name+"."+form))
	send(w, v.Request, http.StatusOK, kind, body)
}

// writeCSV begins with a byte order mark, without which spreadsheets take UTF-8 for
// something else, and keeps texts from being taken for formulas.
func writeCSV(e exported) ([]byte, error) {
	b := bytes.NewBufferString("\uFEFF")
	out := csv.NewWriter(b)
	out.UseCRLF = true
	rows := [][]string{e.Head}
	for _, row := range e.Cells {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = neutral(cell)
		}
		rows = append(rows, safe)
	}
	err := out.WriteAll(rows)
	return b.Bytes(), err
}

// neutral keeps a spreadsheet from taking a text for a formula.
func neutral(cell string) string {
	if strings.IndexAny(strings.TrimSpace(cell), "=+-@＝＋－＠") == 0 {
		return "'" + cell
	}
	return cell
}

func exportEvents(f Figures) exported {
	e := exported{Rows: f.Events, Head: []string{
		"id", "title", "group", "town", "date", "languages", "objectives", "activities", "signed_up", "came", "first_time", "report",
	}}
	for _, v := range f.Events {
		numbers := make([]string, len(v.Objectives))
		for i, n := range v.Objectives {
			numbers[i] = strconv.Itoa(n)
		}
		e.Cells = append(e.Cells, []string{
			v.ID, v.Title, v.Group, v.Town, v.Date, strings.Join(v.Languages, " "), strings.Join(numbers, " "), strings.Join(v.Activities, " "),
			v.SignedUp.Field(), v.Came.Field(), v.FirstTime.Field(), v.State,
		})
	}
	return e
}

func ofFigures(list func(f Figures) []Sum) func(s *Server, v visit) (exported, error) {
	return func(s *Server, v visit) (exported, error) {
		f, err := s.figures(v.Request)
		e := exported{Rows: list(f), Head: []string{"key", "name", "events", "signed_up", "came", "first_time"}}
		for _, t := range list(f) {
			e.Cells = append(e.Cells, []string{t.Key, t.Name, strconv.Itoa(t.Events), t.SignedUp.Field(), t.Came.Field(), t.FirstTime.Field()})
		}
		return e, err
	}
}

type dayFile struct {
	Date    string `json:"date"`
	SignUps Cell   `json:"sign_ups"`
}

func (s *Server) exportDays(v visit) (exported, error) {
	all, err := s.Store.Tallies(v.Context())
	rows := []dayFile{}
	e := exported{Head: []string{"date", "sign_ups"}}
	for _, t := range all {
		day := dayFile{t.Day.String(), cellOf(t.Letters, lookOf(t.Letters))}
		rows = append(rows, day)
		e.Cells = append(e.Cells, []string{day.Date, day.SignUps.Field()})
	}
	e.Rows = rows
	return e, err
}

type groupFile struct {
	Name     string `json:"name"`
	Devices  int    `json:"devices"`
	LastSeen string `json:"last_seen"`
	Events   int    `json:"events"`
	Codes    int    `json:"codes_waiting"`
}

func (s *Server) exportGroups(v visit) (exported, error) {
	all, err := s.Store.Groups(v.Context(), s.Now())
	rows := []groupFile{}
	e := exported{Head: []string{"name", "devices", "last_seen", "events", "codes_waiting"}}
	for _, g := range all {
		row := groupFile{g.Group, g.Devices, g.Seen.String(), g.Events, g.Invited}
		rows = append(rows, row)
		e.Cells = append(e.Cells, []string{row.Name, strconv.Itoa(row.Devices), row.LastSeen, strconv.Itoa(row.Events), strconv.Itoa(row.Codes)})
	}
	e.Rows = rows
	return e, err
}

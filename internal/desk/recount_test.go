package desk_test

import (
	"context"
	"database/sql" //nolint:depguard // it counts what the store holds without the store
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/keys"
	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/desk"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/plan"
	"daykit/internal/domain/small"
	"daykit/internal/report"
)

// TestEveryFigureIsCountedAgain makes events at random, and counts every figure of their
// reports again by SQL over the tables of the workspace's file, which shares no line with
// the program's own way of counting.
func TestEveryFigureIsCountedAgain(t *testing.T) {
	t.Parallel()
	ctx, dir := t.Context(), t.TempDir()
	now := testNow
	d, err := desk.Open(ctx, desk.Options{Dir: dir, Version: "test", Now: func() time.Time { return now }, Rand: &counter{n: 7}, NoKeyring: true})
	must0(t, err)
	t.Cleanup(func() { must0(t, d.Close()) })
	r := rand.New(rand.NewPCG(18, 2026))
	var ids []string
	for i := range 3 {
		ids = append(ids, randomEvent(ctx, t, d, r, i, &now))
	}
	db := plainTables(ctx, t, dir)
	figures := 0
	for _, id := range ids {
		v, err := d.ReportData(ctx, id)
		must0(t, err)
		figures += recount(ctx, t, db, id, v.Report)
	}
	if figures < 50 {
		t.Errorf("only %d figures were shown", figures)
	}
}

// randomEvent is one with guests, arrivals, walk-ins, some of them taken back, somebody
// erased, forms, a crew and money.
func randomEvent(ctx context.Context, t *testing.T, d *desk.Desk, r *rand.Rand, i int, now *time.Time) string {
	t.Helper()
	id, err := d.CreateEvent(ctx, fmt.Sprintf("Event %d", i), "2026-12-18", "Neighbours")
	must0(t, err)
	var csv strings.Builder
	csv.WriteString("id,name,lang,party\n")
	guests := 10 + r.IntN(14)
	for g := range guests {
		fmt.Fprintf(&csv, "g%d,Guest %d,%s,%d\n", g, g, []string{"en", "ur", "ur", "pl", "ti", "so", ""}[r.IntN(7)], 1+r.IntN(3))
	}
	file := filepath.Join(t.TempDir(), "guests.csv")
	must0(t, os.WriteFile(file, []byte(csv.String()), 0o600))
	_, err = d.ImportGuests(ctx, id, file)
	must0(t, err)
	for g := range guests {
		if r.IntN(3) == 0 {
			continue
		}
		*now = now.Add(time.Duration(r.IntN(7)) * time.Minute)
		_, err = d.Arrive(ctx, id, fmt.Sprintf("g%d", g))
		must0(t, err)
		if r.IntN(4) == 0 {
			_, err = d.WalkIns(ctx, id, 1+r.IntN(4))
			must0(t, err)
		}
	}
	_, err = d.WalkIns(ctx, id, 7)
	must0(t, err)
	_, err = d.WalkIns(ctx, id, -3)
	must0(t, err)
	_, err = d.EraseGuest(ctx, id, fmt.Sprintf("g%d", r.IntN(guests)))
	must0(t, err)
	randomForms(ctx, t, d, r, id)
	randomCrew(ctx, t, d, r, id)
	for _, kind := range []string{"food", "food", "venue", "grant"} {
		form := desk.MoneyForm{Kind: kind, What: fmt.Sprint(kind, r.IntN(99)), Budget: fmt.Sprintf("%d.%02d", r.IntN(400), r.IntN(100))}
		if r.IntN(2) == 0 {
			form.Actual = fmt.Sprintf("%d.%02d", r.IntN(400), r.IntN(100))
		}
		_, err = d.AddMoney(ctx, id, form)
		must0(t, err)
	}
	return id
}

func randomForms(ctx context.Context, t *testing.T, d *desk.Desk, r *rand.Rand, id string) {
	t.Helper()
	var forms []feedback.Form
	for range 8 + r.IntN(25) {
		f := feedback.Form{Answers: map[string][]string{feedback.Why: {"people"}}}
		for _, q := range feedback.Questions() {
			if q.Kind != feedback.Words && r.IntN(6) > 0 {
				f.Answers[q.Key] = []string{q.Options[min(len(q.Options)-1, r.IntN(len(q.Options)+2))].Key}
			}
		}
		forms = append(forms, f)
	}
	filled, err := d.AddForms(ctx, id, "paper", forms...)
	must0(t, err)
	must0(t, d.DropForm(ctx, id, filled[0].ID))
	_, err = d.AddPile(ctx, id, feedback.Pile{Forms: 9, Counts: map[string]map[string]int{feedback.Welcome: {"5": 6, "4": 1}, feedback.Again: {"yes": 8}}, Blank: map[string]int{}})
	must0(t, err)
}

func randomCrew(ctx context.Context, t *testing.T, d *desk.Desk, r *rand.Rand, id string) {
	t.Helper()
	var shifts []string
	for _, s := range []desk.ShiftInput{{Role: "door", From: "17:00", To: "19:30", Need: 3}, {Role: "kitchen", From: "18:15", To: "20:45", Need: 3}, {Role: "tidy", From: "23:00", To: "00:30", Need: 2}} {
		shift, err := d.AddShift(ctx, id, s)
		must0(t, err)
		shifts = append(shifts, shift)
	}
	for m := range 6 + r.IntN(5) {
		who, err := d.AddMember(ctx, id, desk.MemberInput{Name: fmt.Sprintf("Helper %c", 'A'+m), Roles: []string{}, Languages: []string{}})
		must0(t, err)
		for _, s := range shifts {
			if r.IntN(2) == 0 {
				must0(t, d.Assign(ctx, id, s, who, true))
			}
		}
	}
}

// plainTables copies the folded tables of a workspace into a database in memory, with the
// sealed columns opened by the keys of its folder.
func plainTables(ctx context.Context, t *testing.T, dir string) *sql.DB {
	t.Helper()
	vault := keys.New(keys.Options{Dir: dir, Rand: &counter{}, Save: func(string, []byte) error { return errors.New("nothing is written here") }})
	must0(t, vault.Load(ctx, "", "known"))
	from, err := sql.Open("sqlite", "file:"+filepath.Join(dir, store.FileName)+"?mode=ro")
	must0(t, err)
	defer from.Close()
	to, err := sql.Open("sqlite", ":memory:")
	must0(t, err)
	to.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = to.Close() })
	for _, q := range []string{
		"CREATE TABLE cell (ent, id, field, val)", "CREATE TABLE fact (id, event, kind, body)",
		"CREATE TABLE minute (m)", "WITH RECURSIVE n(m) AS (SELECT 0 UNION ALL SELECT m + 1 FROM n WHERE m < 2879) INSERT INTO minute SELECT m FROM n",
	} {
		_, err := to.ExecContext(ctx, q)
		must0(t, err)
	}
	copyCells(ctx, t, from, to, vault)
	rows, err := from.QueryContext(ctx, "SELECT id, event, kind, CAST(body AS TEXT) FROM fact WHERE cls = 2 AND id NOT IN (SELECT fact FROM void)")
	must0(t, err)
	defer rows.Close()
	for rows.Next() {
		var id, event, kind, body string
		must0(t, rows.Scan(&id, &event, &kind, &body))
		_, err := to.ExecContext(ctx, "INSERT INTO fact VALUES (?, ?, ?, ?)", id, event, kind, body)
		must0(t, err)
	}
	must0(t, rows.Err())
	return to
}

func copyCells(ctx context.Context, t *testing.T, from, to *sql.DB, vault *keys.Vault) {
	t.Helper()
	rows, err := from.QueryContext(ctx, "SELECT ent, id, field, cls, val FROM cell WHERE hlc > 0")
	must0(t, err)
	defer rows.Close()
	for rows.Next() {
		var ent, id, field string
		var class oplog.Class
		var val []byte
		must0(t, rows.Scan(&ent, &id, &field, &class, &val))
		if class.Private() && len(val) > 0 && val[0] == 1 {
			if val, err = vault.OpenColumn(class, seal.Cell{Table: "cell", Entity: ent, ID: id, Field: field}, val); err != nil {
				t.Fatal(err)
			}
		}
		_, err := to.ExecContext(ctx, "INSERT INTO cell VALUES (?, ?, ?, ?)", ent, id, field, string(val))
		must0(t, err)
	}
	must0(t, rows.Err())
}

// The statements of the recount. ?1 is the event's id.
const (
	sqlGuests = `WITH guest AS (SELECT substr(id, length(?1) + 2) AS id,
  max(1, coalesce(max(CASE field WHEN 'party' THEN CAST(val AS INTEGER) END), 1)) AS people,
  coalesce(max(CASE field WHEN 'lang' THEN json_extract(val, '$') END), '') AS lang
 FROM cell WHERE ent = 'guest' AND id LIKE ?1 || '/%' AND val <> 'null' GROUP BY 1
 UNION ALL SELECT json_extract(body, '$.guest'), json_extract(body, '$.n'), '' FROM fact WHERE event = ?1 AND kind = 'erased')`
	sqlCame = sqlGuests + `, came AS (SELECT coalesce(g.people, 1) AS people, min(json_extract(f.body, '$.at')) AS at
 FROM fact f LEFT JOIN guest g ON g.id = json_extract(f.body, '$.guest') WHERE f.event = ?1 AND f.kind = 'arrive'
 GROUP BY json_extract(f.body, '$.guest')),
walked AS (SELECT json_extract(body, '$.n') AS people, json_extract(body, '$.at') AS at FROM fact WHERE event = ?1 AND kind = 'walk-in')`
	sqlQuarter = sqlCame + ` SELECT strftime('%H:', at) || printf('%02d', CAST(strftime('%M', at) AS INTEGER) / 15 * 15) AS q, sum(people)
 FROM (SELECT * FROM came UNION ALL SELECT * FROM walked) GROUP BY q`
	sqlShifts = `WITH shift AS (SELECT substr(id, length(?1) + 2) AS id, max(CASE field WHEN 'from' THEN json_extract(val, '$') END) AS f,
  max(CASE field WHEN 'to' THEN json_extract(val, '$') END) AS t FROM cell WHERE ent = 'shift' AND id LIKE ?1 || '/%' GROUP BY 1),
span AS (SELECT id, substr(f, 1, 2) * 60 + substr(f, 4) AS a, substr(t, 1, 2) * 60 + substr(t, 4) + (t <= f) * 1440 AS b FROM shift),
turn AS (SELECT replace(substr(c.id, length(?1) + 2), span.id || '/', '') AS who, a, b FROM cell c JOIN span ON c.id LIKE ?1 || '/' || span.id || '/%'
  WHERE c.ent = 'turn' AND c.field = 'on' AND c.val = 'true')`
	sqlForms = `WITH form AS (SELECT id FROM cell WHERE ent = 'feedback' AND id LIKE ?1 || '/%' GROUP BY id
  HAVING sum(field = 'deleted' AND val = 'true') = 0),
pile AS (SELECT id, max(CASE field WHEN 'forms' THEN CAST(val AS INTEGER) END) AS forms, max(CASE field WHEN 'counts' THEN val END) AS counts
  FROM cell WHERE ent = 'feedbackpile' AND id LIKE ?1 || '/%' GROUP BY id)`
	sqlMoney = `WITH line AS (SELECT id, max(CASE field WHEN 'kind' THEN json_extract(val, '$') END) AS kind,
  max(CASE field WHEN 'budget' THEN CAST(val AS INTEGER) END) AS budget, max(CASE field WHEN 'actual' THEN CAST(nullif(val, 'null') AS INTEGER) END) AS actual
  FROM cell WHERE ent = 'money' AND id LIKE ?1 || '/%' GROUP BY id) SELECT kind, sum(budget), coalesce(sum(actual), 0) FROM line GROUP BY kind`
)

// recounted is a report that is counted again.
type recounted struct {
	t       *testing.T
	db      *sql.DB
	id      string
	figures int
}

func (c *recounted) one(ctx context.Context, query string) (n int) {
	c.t.Helper()
	must0(c.t, c.db.QueryRowContext(ctx, query, c.id).Scan(&n))
	return n
}

// each gives sums by key.
func (c *recounted) each(ctx context.Context, query string, args ...any) map[string]int {
	c.t.Helper()
	rows, err := c.db.QueryContext(ctx, query, append([]any{c.id}, args...)...)
	must0(c.t, err)
	defer rows.Close()
	out := map[string]int{}
	for rows.Next() {
		var k string
		var n int
		must0(c.t, rows.Scan(&k, &n))
		out[k] += n
	}
	must0(c.t, rows.Err())
	return out
}

// cell holds a figure to its recount. One under Smallest must not be shown.
func (c *recounted) cell(what string, got small.Cell, want int) {
	c.t.Helper()
	switch {
	case got.Look == small.Shown && (got.N != want || want < report.Smallest):
		c.t.Errorf("%s: %s is %d, and SQL counts %d", c.id, what, got.N, want)
	case got.Look == small.Under && want >= report.Smallest:
		c.t.Errorf("%s: %s is said to be under 5, and SQL counts %d", c.id, what, want)
	case got.Look == small.Shown:
		c.figures++
	}
}

// line holds a line of a breakdown to what SQL counts for its keys, and takes them out.
func (c *recounted) line(what string, got int, keys []string, want map[string]int) {
	c.t.Helper()
	sum := 0
	for _, k := range keys {
		sum += want[k]
		delete(want, k)
	}
	c.figures++
	if got != sum {
		c.t.Errorf("%s: %s of %v is %d, and SQL counts %d", c.id, what, keys, got, sum)
	}
}

func recount(ctx context.Context, t *testing.T, db *sql.DB, id string, r report.Report) int {
	t.Helper()
	c := &recounted{t: t, db: db, id: id}
	arrived := c.one(ctx, sqlCame+" SELECT coalesce(sum(people), 0) FROM came")
	walked := c.one(ctx, sqlCame+" SELECT coalesce(sum(people), 0) FROM walked")
	c.cell("signed up", r.SignedUp, c.one(ctx, sqlGuests+" SELECT coalesce(sum(people), 0) FROM guest"))
	c.cell("arrived", r.Arrived, arrived)
	c.cell("walked in", r.WalkIns, walked)
	c.cell("came", r.InRoom, arrived+walked)
	langs := c.each(ctx, sqlGuests+" SELECT CASE lang WHEN '' THEN 'not-said' ELSE lang END, sum(people) FROM guest GROUP BY 1")
	for _, l := range r.Langs {
		keys := []string{l.Lang}
		if l.Lang == report.Other { // it is last: all that is left
			keys = tagsIn(langs)
		}
		c.line("language", l.Count, keys, langs)
	}
	quarters := c.each(ctx, sqlQuarter)
	for _, q := range r.Quarters {
		from, to, several := strings.Cut(q.At, "-")
		keys := []string{from}
		for k := range quarters {
			if several && k > from && k <= to {
				keys = append(keys, k)
			}
		}
		c.line("quarter", q.Count, keys, quarters)
	}
	c.cell("volunteers", r.Volunteers, c.one(ctx, sqlShifts+" SELECT count(DISTINCT who) FROM turn"))
	c.cell("minutes", r.Minutes, c.one(ctx, sqlShifts+" SELECT count(*) FROM (SELECT DISTINCT who, m FROM turn JOIN minute ON m >= a AND m < b)"))
	c.forms(ctx, r)
	c.money(ctx, r)
	return c.figures
}

func (c *recounted) forms(ctx context.Context, r report.Report) {
	c.t.Helper()
	forms := c.one(ctx, sqlForms+" SELECT (SELECT count(*) FROM form) + (SELECT coalesce(sum(forms), 0) FROM pile)")
	c.cell("forms", r.Forms, forms)
	for _, q := range r.Questions {
		answers := c.each(ctx, sqlForms+` SELECT answer, sum(n) FROM (SELECT j.value AS answer, 1 AS n FROM form JOIN cell USING (id), json_each(cell.val) j
   WHERE cell.ent = 'feedback' AND cell.field = ?2
  UNION ALL SELECT j.key, j.value FROM pile, json_each(json_extract(pile.counts, '$.' || ?2)) j) GROUP BY answer`, q.Key)
		if q.Kind != feedback.Choice {
			blank := forms
			for _, n := range answers {
				blank -= n
			}
			answers[report.NoAnswer] = blank
		}
		for _, l := range q.Lines {
			c.line(q.Key, l.Count, l.Keys, answers)
		}
	}
}

func (c *recounted) money(ctx context.Context, r report.Report) {
	c.t.Helper()
	rows, err := c.db.QueryContext(ctx, sqlMoney, c.id)
	must0(c.t, err)
	defer rows.Close()
	costs, kinds := plan.Pence(0), 0
	for rows.Next() {
		var kind string
		var budget, actual plan.Pence
		must0(c.t, rows.Scan(&kind, &budget, &actual))
		kinds++
		if !plan.IsIncome(kind) {
			costs += actual
		}
		for _, k := range r.Money.Kinds {
			if k.Kind == kind && (k.Budget != budget || k.Actual != actual) {
				c.t.Errorf("%s: %s is %d and %d, and SQL counts %d and %d", c.id, kind, k.Budget, k.Actual, budget, actual)
			}
		}
	}
	must0(c.t, rows.Err())
	if kinds != len(r.Money.Kinds) || costs != r.Money.Costs.Actual {
		c.t.Errorf("%s: %d kinds with costs of %d, and SQL counts %d with %d", c.id, len(r.Money.Kinds), r.Money.Costs.Actual, kinds, costs)
	}
}

func tagsIn(m map[string]int) (out []string) {
	for k := range m {
		out = append(out, k)
	}
	return out
}

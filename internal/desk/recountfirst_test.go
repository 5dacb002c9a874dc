package desk_test

import (
	"context"
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/small"
)

const sqlFirst = sqlGuests + ` SELECT coalesce(sum(g.people), 0) FROM guest g
 WHERE EXISTS (SELECT 1 FROM cell c, json_each(c.val) j WHERE c.ent = 'guest' AND c.id = ?1 || '/' || g.id AND c.field = 'ticks' AND j.value = 'first-time')
  AND EXISTS (SELECT 1 FROM fact f WHERE f.event = ?1 AND f.kind = 'arrive' AND json_extract(f.body, '$.guest') = g.id)`

// TestFirstTimersAreCountedAgain has people sign up on the page, where they tick that they
// were never there before, and counts those who came again by SQL.
func TestFirstTimersAreCountedAgain(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 51)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, s := openPage(ctx, t, d, 0)
		arrives(ctx, t, d, s, 1, `,"name":"Ana","party":4,"ticks":["first-time"]`, `,"name":"Ben","party":3,"ticks":["first-time","volunteer"]`,
			`,"name":"Che","party":6`, `,"name":"Dua","party":3,"ticks":["first-time"]`)
		for _, who := range []int{1, 2, 3} {
			_, err := d.Arrive(ctx, id, uuid(who))
			must0(t, err)
		}
		v, err := d.ReportData(ctx, id)
		must0(t, err)
		c := &recounted{t: t, db: plainTables(ctx, t, l.opt.Dir), id: id}
		want := c.one(ctx, sqlFirst)
		c.cell("first time", v.Report.FirstTime, want)
		if v.Report.FirstTime.Look != small.Shown || want != 7 {
			t.Errorf("got %+v, and SQL counts %d, want 7", v.Report.FirstTime, want)
		}
	})
}

package desk_test

import (
	"strings"
	"testing"

	"daykit/internal/desk"
)

func TestTodayOverAllEvents(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	first, second := addSample(t, d), addSample(t, d)
	must(t)(d.AddTask(ctx, first, "Ring the hall", "2026-11-20", "Amina"))
	must(t)(d.AddTask(ctx, second, "Buy tea", "2026-12-09", "Li"))
	must(t)(d.AddTask(ctx, second, "Far off", "2026-12-13", "Li"))
	now, err := d.Today(ctx)
	if err != nil {
		t.Fatal(err)
	}
	said := func(list []desk.TodayTask) string {
		var words []string
		for _, one := range list {
			words = append(words, one.Event+" "+one.Task.Title+" "+one.Task.Who)
		}
		return strings.Join(words, "\n")
	}
	if n, w := said(now.Now), said(now.Week); !strings.Contains(n, first+" Ring the hall Amina") || !strings.Contains(w, second+" Buy tea Li") || strings.Contains(n+w, "Far off") {
		t.Errorf("now:\n%s\nthis week:\n%s", n, w)
	}
	due := 0
	cards, err := d.Events(ctx)
	for _, c := range cards {
		due += c.TasksDue
	}
	if err != nil || due != len(now.Now)+len(now.Week) {
		t.Errorf("the list of events counts %d, today lists %d and %d, %v", due, len(now.Now), len(now.Week), err)
	}
}

package content_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/domain/content"
)

// usable lists the voices of a pack that may be printed.
func usable(p *content.Pack) (out []string) {
	for _, v := range p.Voices {
		if v.Allows(content.Print, "2026-12-18", v.Lang) == nil {
			out = append(out, v.ID)
		}
	}
	return out
}

func take(t *testing.T, h content.Holdings, e content.Edition) content.Holdings {
	t.Helper()
	h, err := h.Take(e, fmt.Sprint(e.Version), today)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestTake(t *testing.T) {
	t.Parallel()
	begun := take(t, content.Holdings{}, edition(3, list(2), "ana"))
	later, over := edition(4, list(2), "ben"), edition(9, list(2), "ben")
	later.NotBefore = "2026-12-10T09:00:00Z"
	over.Expires = "2026-12-04T12:00:00Z"
	for name, c := range map[string]struct {
		e    content.Edition
		sum  string
		want error
	}{
		"the next":                {edition(4, list(2), "ben"), "4", nil},
		"the same":                {edition(3, list(2), "ana"), "3", nil},
		"the same version, other": {edition(3, list(2), "ben"), "other", content.ErrForked},
		"an older":                {edition(2, list(2), "ana"), "2", content.ErrOlder},
		"of an older list":        {edition(4, list(1), "ana"), "4", content.ErrRollback},
		"one that is over":        {over, "9", content.ErrOver},
		"one that waits":          {later, "4", nil},
	} {
		if _, err := begun.Take(c.e, c.sum, today); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	waits := take(t, begun, later)
	if got := usable(waits.Over(&content.Pack{}, today)); !slices.Equal(got, []string{"ana"}) {
		t.Errorf("before its time: %v", got)
	}
	if got := usable(waits.Over(&content.Pack{}, later.Begins())); !slices.Equal(got, []string{"ben"}) {
		t.Errorf("from its time on: %v", got)
	}
	if _, err := waits.Take(edition(3, list(2), "ana"), "3", today); err != nil {
		t.Errorf("the one in use again: %v", err)
	}
	if _, err := begun.Withdraw(list(1, "x"), today); !errors.Is(err, content.ErrRollback) {
		t.Errorf("a list of a lower number: %v", err)
	}
}

func TestWithdrawnWordsAreLetGo(t *testing.T) {
	t.Parallel()
	h := take(t, content.Holdings{}, edition(1, list(0), "ana", "ben"))
	h, err := h.Withdraw(list(1, "ana", "toby-g-mbe", "stranger"), today)
	if err != nil {
		t.Fatal(err)
	}
	if kept := string(encode(t, h)); strings.Contains(kept, "Words of ana") || !strings.Contains(kept, "Words of ben") {
		t.Errorf("got %s", kept)
	}
	p := h.Over(content.Builtin(), today)
	for id, credit := range map[string]string{"ana": "Voice ana – Sample Group", "toby-g-mbe": "Toby G. MBE", "stranger": "stranger"} {
		v, ok := p.Voice(id)
		if !ok || v.Quote != "" || v.Credit != credit || !errors.Is(v.Consent.Allows(content.Print, "2026-12-18"), content.ErrWithdrawn) {
			t.Errorf("%s: got %+v, %v", id, v, ok)
		}
	}
	if got := usable(p); !slices.Equal(got, []string{"ben", "khadeja-alamary"}) {
		t.Errorf("got %v", got)
	}
	// The next edition is without her, and people still have to be told whose words to take down.
	h = take(t, h, edition(2, list(1, "ana", "toby-g-mbe", "stranger"), "ben"))
	if v, _ := h.Over(content.Builtin(), today).Voice("ana"); v.Credit != "Voice ana – Sample Group" {
		t.Errorf("got %+v", v)
	}
	if b, ok := content.Builtin().Voice("toby-g-mbe"); !ok || b.Quote == "" {
		t.Error("the pack that is built in was changed")
	}
}

func TestFreshness(t *testing.T) {
	t.Parallel()
	signed := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	h := take(t, content.Holdings{}, edition(1, list(1), "ana"))
	for name, c := range map[string]struct {
		at   time.Time
		want content.Freshness
		use  int
	}{
		"at once":             {signed, content.ListFresh, 3},
		"a clock set back":    {signed.AddDate(-9, 0, 0), content.ListFresh, 2},
		"just before a month": {signed.Add(content.WarnAfter - 1), content.ListFresh, 3},
		"after a month":       {signed.Add(content.WarnAfter), content.ListDue, 3},
		"the last moment":     {signed.Add(content.StopAfter - 1), content.ListDue, 3},
		"after 45 days":       {signed.Add(content.StopAfter), content.ListStale, 0},
	} {
		got, use := h.Freshness(c.at), usable(h.Over(content.Builtin(), c.at))
		if got != c.want || len(use) != c.use {
			t.Errorf("%s: got %s and %v, want %s and %d", name, got, use, c.want, c.use)
		}
	}
	none := content.Holdings{}
	if got := none.Freshness(signed.AddDate(9, 0, 0)); got != content.ListNone || len(usable(none.Over(content.Builtin(), signed.AddDate(9, 0, 0)))) != 2 {
		t.Errorf("with no campaign: got %s", got)
	}
	late := signed.Add(content.StopAfter)
	again, err := h.Check(1, late)
	if err != nil || again.Freshness(late) != content.ListFresh {
		t.Errorf("checked again: got %s, %v", again.Freshness(late), err)
	}
	if missed, err := h.Check(2, late); err != nil || missed.Freshness(late) != content.ListStale {
		t.Errorf("a newer list that did not come: got %s, %v", missed.Freshness(late), err)
	}
	if _, err := h.Check(0, late); !errors.Is(err, content.ErrRollback) {
		t.Errorf("a server that forgot: %v", err)
	}
	future := list(2)
	future.Issued = "2099-01-01T00:00:00Z"
	if h, err = h.Withdraw(future, today); err != nil || !h.Checked.Equal(today) {
		t.Errorf("signed in the future: checked %v, %v", h.Checked, err)
	}
}

func TestExpiredEditions(t *testing.T) {
	t.Parallel()
	h := take(t, content.Holdings{}, whole())
	h, err := h.Check(2, whole().Ends())
	if err != nil {
		t.Fatal(err)
	}
	p := h.Over(content.Builtin(), whole().Ends())
	v, _ := p.Voice("ana")
	if err := v.Consent.Allows(content.Print, "2026-12-18"); !errors.Is(err, content.ErrExpired) {
		t.Errorf("got %v", err)
	}
	if _, ok := p.Theme("sample-2026"); !ok {
		t.Error("an event that had the theme lost it")
	}
	if slices.ContainsFunc(p.Messages, func(m content.Message) bool { return m.ID == "hello" }) {
		t.Error("its messages are still offered")
	}
}

func TestAnotherCampaign(t *testing.T) {
	t.Parallel()
	h := take(t, content.Holdings{}, edition(7, list(1<<50, "ana"), "ben"))
	h = h.Of()
	if got := usable(h.Over(&content.Pack{}, today)); len(got) != 0 || h.Freshness(today) != content.ListNone {
		t.Errorf("got %v, %s", got, h.Freshness(today))
	}
	h = take(t, h, edition(1, list(1), "ana", "cyn"))
	if got := usable(h.Over(&content.Pack{}, today)); !slices.Equal(got, []string{"cyn"}) {
		t.Errorf("got %v", got)
	}
}

// TestNoOrderShowsAWithdrawnVoice plays packs and lists of a campaign in any order,
// with repeats, loss, a server's answers, a change of campaign and a restored backup
// that remembers what the laptop saw.
func TestNoOrderShowsAWithdrawnVoice(t *testing.T) {
	t.Parallel()
	ids := []string{"ana", "ben", "cyn", "toby-g-mbe"}
	rapid.Check(t, func(t *rapid.T) {
		var h, backup content.Holdings
		seen := map[string]bool{}
		now := today
		some := rapid.SliceOfDistinct(rapid.SampledFrom(ids), rapid.ID[string])
		lists := rapid.Custom(func(t *rapid.T) content.Withdrawals {
			if gone := some.Draw(t, "gone"); len(gone) > 0 {
				return list(rapid.Int64Range(1, 5).Draw(t, "number"), gone...) // not even of a campaign that keeps its word
			}
			return list(rapid.Int64Range(0, 5).Draw(t, "number"))
		})
		note := func(w content.Withdrawals) {
			for _, v := range w.Voices {
				seen[v.ID] = true
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"pack": func(t *rapid.T) {
				w := lists.Draw(t, "list")
				e := edition(rapid.Int64Range(1, 6).Draw(t, "version"), w, slices.DeleteFunc(some.Draw(t, "voices"), w.Names)...)
				e.ID = rapid.SampledFrom([]string{"a", "b"}).Draw(t, "pack")
				if rapid.Bool().Draw(t, "waits") {
					e.NotBefore = "2026-12-20T00:00:00Z"
				}
				if next, err := h.Take(e, fmt.Sprint(e), now); err == nil {
					h = next
					note(w)
				}
			},
			"list": func(t *rapid.T) {
				w := lists.Draw(t, "list")
				if next, err := h.Withdraw(w, now); err == nil {
					h = next
					note(w)
				}
			},
			"server": func(t *rapid.T) {
				if next, err := h.Check(rapid.Int64Range(0, 6).Draw(t, "newest"), now); err == nil {
					h = next
				}
			},
			"another campaign": func(*rapid.T) { h = h.Of() },
			"backup":           func(*rapid.T) { backup = h },
			"restore":          func(*rapid.T) { h = backup.Also(h.List, h.Names) },
			"later":            func(t *rapid.T) { now = now.AddDate(0, 0, rapid.IntRange(0, 20).Draw(t, "days")) },
			"": func(t *rapid.T) {
				p := h.Over(content.Builtin(), now)
				for _, v := range p.Voices {
					if seen[v.ID] && (v.Consent.Status != content.Withdrawn || v.Quote != "") {
						t.Fatalf("%s was withdrawn and is shown: %+v", v.ID, v)
					}
				}
				for _, k := range h.Editions {
					for _, v := range k.Edition.Content.Voices {
						if seen[v.ID] && v.Quote != "" {
							t.Fatalf("the words of %s are kept", v.ID)
						}
					}
				}
			},
		})
	})
}

func TestCovers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		w, earlier content.Withdrawals
		want       bool
	}{
		"the next":         {list(2, "ana", "ben"), list(1, "ana"), true},
		"the same":         {list(1, "ana"), list(1, "ana"), true},
		"a lower number":   {list(1, "ana"), list(2), false},
		"one voice is out": {list(2, "ben"), list(1, "ana"), false},
	} {
		if got := c.w.Covers(c.earlier); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	if d := cmp.Diff([]content.Reason{"consent", "safety", "mistake"}, content.Reasons()); d != "" {
		t.Error(d)
	}
}

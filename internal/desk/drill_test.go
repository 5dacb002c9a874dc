package desk_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

const (
	drillEvents = 2
	drillGuests = 500
)

// drill is a group whose laptop is about to be lost: its events are at the server and on
// a stick, and its recovery sheet is on paper.
type drill struct {
	c     *campaign
	ids   []string
	stick string
	p     paper
	photo string
	sheet string // the text of the code, as zbarimg reads it from the page at 200 dpi
}

func newDrill(t *testing.T, seed uint32) *drill {
	t.Helper()
	w := &drill{c: newCampaign(t), stick: filepath.Join(t.TempDir(), "stick.daykit")}
	l := newLaptop(t, seed)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		for n := range drillEvents {
			w.ids = append(w.ids, eventWith(ctx, t, d, fmt.Sprintf("Drill%d", n), drillGuests))
		}
		w.c.join(ctx, d)
		w.p = printSheet(ctx, t, d, desk.RecoveryRequest{})
		w.photo = w.p.photo(t, "200")
		w.sheet = strings.TrimSpace(tool(t, "zbarimg", "--quiet", "--raw", w.photo))
		if _, err := d.CheckRecovery(ctx, desk.SheetInput{Photo: w.photo}); err != nil {
			t.Fatal(err)
		}
		synced(ctx, t, d)
		if got := missing(ctx, t, d); got != "green" {
			t.Errorf("before the loss: got %q", got)
		}
		if _, err := d.Backup(ctx, w.stick); err != nil {
			t.Fatal(err)
		}
		synced(ctx, t, d) // and what the audit trail says of the backup
	})
	return w
}

// back looks whether all is on a laptop again, and whether it says the same as the
// server.
func (w *drill) back(t *testing.T, l *laptop, light string) {
	t.Helper()
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		for n, id := range w.ids {
			guests, err := d.Guests(ctx, id)
			if err != nil || len(guests) != drillGuests {
				t.Fatalf("got %d guests of event %d, %v", len(guests), n, err)
			}
			for i, g := range guests {
				if g.Name != fmt.Sprintf("Drill%d Guest %03d", n, i) || !strings.Contains(g.Contact, fmt.Sprintf("drill%d", n)) {
					t.Fatalf("guest %d of event %d is %+v", i, n, g)
				}
			}
		}
		if got := missing(ctx, t, d); !strings.HasPrefix(got, light) {
			t.Errorf("after the loss: got %q, want %q", got, light)
		}
		if err := d.Release(ctx); err != nil {
			t.Fatal(err)
		}
		if r := synced(ctx, t, d); !r.Safe || r.Waiting+r.Quarantined != 0 {
			t.Errorf("got %+v", r)
		}
		if got := missing(ctx, t, d); got != "green" {
			t.Errorf("after a sync: got %q", got)
		}
	})
}

// TestDrill loses a laptop with two events of 500 guests and gets them back on empty
// ones: by a photo of the sheet from the server, and by its words from a stick.
func TestDrill(t *testing.T) {
	t.Parallel()
	w := newDrill(t, 50)
	t.Run("from the server", func(t *testing.T) {
		l := newLaptop(t, 51)
		began := time.Now()
		got, err := desk.RecoverOnline(t.Context(), l.opt, desk.SheetInput{Photo: w.photo}, w.c.url, "new laptop")
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d changes of %d guests came back from the server in %.1f s", got.Pulled, drillEvents*drillGuests, time.Since(began).Seconds())
		if got.Keys.Devices != 2 || got.Keys.Sheet.Checked == "" || got.Data == "" {
			t.Errorf("got %+v", got)
		}
		w.back(t, l, "green")
		_, err = desk.RecoverOnline(t.Context(), l.opt, desk.SheetInput{Text: w.sheet}, w.c.url, "")
		wantFault(t, err, fault.Conflict, "events of its own")
	})
	t.Run("from a stick", func(t *testing.T) {
		l := newLaptop(t, 52)
		began := time.Now()
		got, err := desk.Recover(t.Context(), l.opt, desk.SheetInput{Words: strings.Join(w.p.secret.Words(), " ")}, w.stick, "new laptop")
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d guests came back from a file in %.1f s", drillEvents*drillGuests, time.Since(began).Seconds())
		if got.Data != "2026-12-04T12:00:00Z" {
			t.Errorf("got %+v", got)
		}
		w.back(t, l, "red held:1")
	})
	t.Run("typed", func(t *testing.T) { w.typed(t) })
}

// typed: each single mistake in what is typed from the paper is refused before anything
// is asked of the server, and what is right in all three spellings is taken.
func (w *drill) typed(t *testing.T) {
	l := newLaptop(t, 53)
	try := func(in desk.SheetInput) {
		t.Helper()
		_, err := desk.RecoverOnline(t.Context(), l.opt, in, "http://127.0.0.1:1", "")
		if fault.CodeOf(err) != fault.Invalid {
			t.Errorf("one mistake: got %v", err)
		}
	}
	groups := strings.Join(w.p.secret.Groups(), " ")
	for i, r := range groups {
		if r != ' ' {
			wrong := "Q"
			if r == 'Q' {
				wrong = "P"
			}
			try(desk.SheetInput{Text: groups[:i] + wrong + groups[i+1:]})
			try(desk.SheetInput{Text: groups[:i] + groups[i+1:]})
		}
	}
	words := w.p.secret.Words()
	for i := range words {
		other := append([]string{}, words...)
		if other[i] = words[(i+1)%len(words)]; other[i] == words[i] {
			continue
		}
		try(desk.SheetInput{Words: strings.Join(other, " ")})
	}
	other := newLaptop(t, 54)
	var stranger paper
	other.with(t, func(ctx context.Context, d *desk.Desk) { stranger = printSheet(ctx, t, d, desk.RecoveryRequest{}) })
	_, err := desk.RecoverOnline(t.Context(), l.opt, desk.SheetInput{Text: stranger.secret.Text()}, w.c.url, "")
	wantFault(t, err, fault.Denied, "opens no group on this server")
	if _, err := desk.RecoverOnline(t.Context(), l.opt, desk.SheetInput{Text: strings.ToLower(groups)}, w.c.url, ""); err != nil {
		t.Error(err)
	}
}

package storetest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// BeforeArrival is what lay in the tables before migration 0008: a group with letters that
// wait and that were let go, one that let all go, and one without.
const BeforeArrival = `
	INSERT INTO ws (id, name, name_key, mail) VALUES ('ws-a', 'A', 'a', 5), ('ws-b', 'B', 'b', 1), ('ws-c', 'C', 'c', 0);
	INSERT INTO event (id, ws) VALUES ('A1', 'ws-a'), ('A2', 'ws-a'), ('B1', 'ws-b');
	INSERT INTO signup (ws, n, id, event, body) VALUES ('ws-a', 3, '3', 'A1', 'A13'), ('ws-a', 5, '5', 'A2', 'A25');
	INSERT INTO signup_done (ws, n, id, event) VALUES ('ws-a', 1, '1', 'A1'), ('ws-a', 4, '4', 'A2'), ('ws-a', 2, '2', 'A1'), ('ws-b', 1, '1', 'B1');
	INSERT INTO mailbox (ws, event, waiting) VALUES ('ws-a', 'A1', 1), ('ws-a', 'A2', 1), ('ws-b', 'B1', 0);
	INSERT INTO tally (event, day, letters) VALUES ('A1', 20000, 3), ('B1', 20001, 1);
`

// MigrationsBefore gives the texts of an engine's migrations before one of a number.
func MigrationsBefore(t *testing.T, number string) (texts []string) {
	t.Helper()
	files, err := filepath.Glob("migrations/*.sql") // sorted by name
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if filepath.Base(f) >= number {
			return texts
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	t.Fatalf("there is no migration %s", number)
	return nil
}

// AfterArrival looks whether BeforeArrival was brought up to date: no letter is lost or
// comes twice, each is where it was among the others, and the counts go on.
func AfterArrival(t *testing.T, s server.Store) {
	t.Helper()
	a, b := server.Workspace{ID: "ws-a"}, server.Workspace{ID: "ws-b"}
	after := func(ws server.Workspace, uuid string) string {
		t.Helper()
		var out []string
		err := s.LookFeed(t.Context(), ws.ID, func(d feed.Disk) error {
			all, err := new(feed.Machine).MailPull(d, uuid, 9)
			for _, l := range all {
				out = append(out, l.UUID)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(out, "")
	}
	look := func(ws server.Workspace, want map[string]string) {
		t.Helper()
		for uuid, letters := range want {
			if got := after(ws, uuid); got != letters {
				t.Errorf("%s after %q: got %q, want %q", ws.ID, uuid, got, letters)
			}
		}
	}
	look(a, map[string]string{"": "35", "2": "35", "3": "5", "4": "5", "5": ""})
	look(b, map[string]string{"": "", "1": ""})
	if d := gocmp.Diff([]feed.Letter{to("A1", "3"), to("A2", "5")}, letters(t, s, a, 9)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	today := func(l feed.Letter) feed.Letter { l.Day = 20002; return l }
	wantFates(t, post(t, s, 2, today(to("A1", "1")), today(to("A1", "6")), today(to("A1", "7")), today(to("B1", "1")), today(to("B1", "8"))), known, kept, full, known, kept)
	look(a, map[string]string{"1": "356", "5": "6"})
	look(b, map[string]string{"1": "8"})
	tallies, err := s.Tallies(t.Context())
	if d := gocmp.Diff([]server.Tally{{Day: 20000, Letters: 3}, {Day: 20001, Letters: 1}, {Day: 20002, Letters: 2}}, tallies); err != nil || d != "" {
		t.Errorf("tallies: %v (-want +got):\n%s", err, d)
	}
	mailAck(t, s, a, oplog.Cursor{}, "3", "5", "6")
	if err := s.ClearMail(t.Context(), "B1"); err != nil {
		t.Fatal(err)
	}
	boxes, err := s.Mailboxes(t.Context())
	if want := []server.Mailbox{{Event: "A1", Last: 20002}, {Event: "A2"}}; err != nil || !slices.EqualFunc(want, boxes, func(a, b server.Mailbox) bool { return a.Event == b.Event && a.Last == b.Last }) {
		t.Errorf("mailboxes: %v, %+v", err, boxes)
	}
	wantFates(t, post(t, s, 2, to("A1", "7"), to("A1", "9"), to("A2", "5"), to("B1", "1")), kept, kept, known, kept)
}

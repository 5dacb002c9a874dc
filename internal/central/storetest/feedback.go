package storetest

import (
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// answers have fewer places than sign-ups, which they leave the others, and are in no
// tally of those.
func answers(t *testing.T, s server.Store) {
	a := enter(t, s, "a")
	named(t, s, a, "A1")
	answer := func(uuid string) feed.Letter {
		l := to("A1", uuid)
		l.Day, l.Most = -20_003, 2
		return l
	}
	wantFates(t, post(t, s, 4, answer("1"), answer("2"), answer("3"), to("A1", "4"), answer("1")), kept, kept, full, kept, known)
	wantFates(t, post(t, s, 4, to("A1", "5"), answer("3"), to("A1", "6"), answer("2")), kept, full, full, known)
	mailAck(t, s, a, oplog.Cursor{}, "1", "4")
	wantFates(t, post(t, s, 4, answer("3")), full)
	mailAck(t, s, a, oplog.Cursor{}, "5")
	wantFates(t, post(t, s, 4, answer("3"), answer("7")), kept, full)
	days, err := s.Tallies(t.Context())
	if err != nil || len(days) != 0 {
		t.Errorf("sign-ups of a day: %v, %+v", err, days)
	}
	boxes, err := s.Mailboxes(t.Context())
	if err != nil || len(boxes) != 1 || boxes[0].Last != 20_003 {
		t.Errorf("mailboxes: %v, %+v", err, boxes)
	}
	if err := s.ClearMail(t.Context(), "A1"); err != nil {
		t.Fatal(err)
	}
	wantFates(t, post(t, s, 4, answer("8"), answer("9"), answer("10")), kept, kept, full)
}

package storetest

import (
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"

	"github.com/google/go-cmp/cmp"
)

// part is an op that makes something stand in an event's report.
func part(writer string, seq uint32, hlc oplog.HLC, event, id, kind, value string) server.Judged {
	return shows(oplog.Report, writer, seq, hlc, server.Fold{Entity: wire.EntityReport, Event: event, Part: id, Kind: kind, Value: []byte(value)})
}

func stands(t *testing.T, s server.Store, event string, want ...server.ReportPart) {
	t.Helper()
	got, err := s.Parts(t.Context(), event, wire.PartPhoto, wire.PartComment)
	if d := cmp.Diff(want, got); err != nil || d != "" {
		t.Errorf("parts: %v (-want +got):\n%s", err, d)
	}
}

// partsStand: what a group ticked stands until it is redacted, and then it is nowhere.
func partsStand(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	one, two := part("x", 1, 10, "E1", "01", wire.PartComment, `"one"`), part("x", 2, 11, "E1", "02", wire.PartComment, `"two"`)
	photo, learned := part("x", 3, 12, "E2", "03", wire.PartPhoto, `"photo"`), part("x", 4, 13, "E2", "04", wire.PartLearned, `"learned"`)
	push(t, s, a, one, two, photo, learned)
	if got := push(t, s, b, part("y", 1, 20, "E1", "01", wire.PartComment, `"stolen"`)); len(got.Rejected) != 1 {
		t.Errorf("another group's event: got %+v", got)
	}
	first := server.ReportPart{Event: "E1", ID: "01", Kind: wire.PartComment, Value: []byte(`"one"`)}
	second := server.ReportPart{Event: "E1", ID: "02", Kind: wire.PartComment, Value: []byte(`"two"`)}
	third := server.ReportPart{Event: "E2", ID: "03", Kind: wire.PartPhoto, Value: []byte(`"photo"`)}
	stands(t, s, "", first, second, third)
	stands(t, s, "E1", first, second)
	for _, nobody := range []string{"E3", "\xff", "\x00"} {
		stands(t, s, nobody)
	}
	if none, err := s.Parts(t.Context(), ""); err != nil || none != nil {
		t.Errorf("no kind: got %v, %v", none, err)
	}
	all, err := s.Overview(t.Context())
	if err != nil || len(all.Events) != 2 {
		t.Errorf("the overview has %+v, %v, want the events of which there is a part", all.Events, err)
	}
	push(t, s, a, redact("z", 1, 20, one), redact("z", 2, 21, photo))
	stands(t, s, "", second)
	push(t, s, a, one, two, photo, learned) // what was taken back does not come again
	stands(t, s, "", second)
	wantFeed(t, s, a, as(one, oplog.Erased), two, as(photo, oplog.Erased), learned, redact("z", 1, 20, one), redact("z", 2, 21, photo))
}

// partsTwice: two laptops that made the same of the same have one part, which is gone when
// both writes are.
func partsTwice(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	early, late := part("x", 1, 10, "E1", "01", wire.PartComment, `"same"`), part("y", 1, 20, "E1", "01", wire.PartComment, `"same"`)
	push(t, s, ws, late)
	push(t, s, ws, early)
	stands(t, s, "", server.ReportPart{Event: "E1", ID: "01", Kind: wire.PartComment, Value: []byte(`"same"`)})
	push(t, s, ws, redact("z", 1, 21, early), redact("z", 2, 22, late))
	stands(t, s, "")
}

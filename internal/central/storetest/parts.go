package storetest

import (
	"fmt"
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
	first := server.ReportPart{Event: "E1", ID: "01", Kind: wire.PartComment, HLC: 10, Value: []byte(`"one"`)}
	second := server.ReportPart{Event: "E1", ID: "02", Kind: wire.PartComment, HLC: 11, Value: []byte(`"two"`)}
	third := server.ReportPart{Event: "E2", ID: "03", Kind: wire.PartPhoto, HLC: 12, Value: []byte(`"photo"`)}
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
	stands(t, s, "", server.ReportPart{Event: "E1", ID: "01", Kind: wire.PartComment, HLC: 20, Value: []byte(`"same"`)})
	push(t, s, ws, redact("z", 1, 21, early), redact("z", 2, 22, late))
	stands(t, s, "")
}

// partsBounded: an event has so many parts of a kind and no more, however often others are
// sent; one that is there can be sent again, and one that was taken back makes room.
func partsBounded(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	most := server.MostParts(wire.PartComment)
	var all []server.Judged
	for i := range most + 1 {
		all = append(all, part("x", uint32(i+1), oplog.HLC(10+i), "E1", fmt.Sprintf("%03d", i), wire.PartComment, `"one"`))
	}
	count := func(event string, want int) {
		t.Helper()
		if got, err := s.Parts(t.Context(), event, wire.PartComment); err != nil || len(got) != want {
			t.Errorf("%s has %d parts, %v, want %d", event, len(got), err, want)
		}
	}
	if got := push(t, s, ws, all...); len(got.Rejected) != 1 || got.Rejected[0].Seq != uint32(most+1) {
		t.Errorf("one too many: got %+v", got)
	}
	count("E1", most)
	again := part("y", 1, 900, "E1", "000", wire.PartComment, `"one"`)
	elsewhere, photo := part("y", 2, 901, "E2", "000", wire.PartComment, `"one"`), part("y", 3, 902, "E1", "photo", wire.PartPhoto, `"photo"`)
	if got := push(t, s, ws, again, elsewhere, photo); len(got.Rejected) != 0 {
		t.Errorf("one that is there, of another event and of another kind: got %+v", got)
	}
	push(t, s, ws, redact("z", 1, 903, all[1]))
	if got := push(t, s, ws, part("w", 1, 904, "E1", "new", wire.PartComment, `"one"`)); len(got.Rejected) != 0 {
		t.Errorf("after one was taken back: got %+v", got)
	}
	count("E1", most)
	count("E2", 1)
}

// partsWithoutPixels: of all events photographs come without their pixels, of one with them.
func partsWithoutPixels(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	value := wire.Raw(wire.Part{Kind: wire.PartPhoto, Photo: &wire.PartPicture{JPEG: []byte("pixels"), Alt: "A table"}})
	push(t, s, ws, part("x", 1, 10, "E1", "01", wire.PartPhoto, string(value)))
	stands(t, s, "E1", server.ReportPart{Event: "E1", ID: "01", Kind: wire.PartPhoto, HLC: 10, Value: value})
	bare := wire.Raw(wire.Part{Kind: wire.PartPhoto, Photo: &wire.PartPicture{Alt: "A table"}})
	stands(t, s, "", server.ReportPart{Event: "E1", ID: "01", Kind: wire.PartPhoto, HLC: 10, Value: bare})
}

// partsSwept: a part whose operation is bare, since a server of before parts dropped its body,
// is gone when what is over is forgotten; others stay.
func partsSwept(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	one, two := part("x", 1, 10, "E1", "01", wire.PartComment, `"one"`), part("x", 2, 11, "E1", "02", wire.PartComment, `"two"`)
	push(t, s, ws, one, two)
	err := s.ChangeFeed(t.Context(), ws.ID, func(d server.Disk) error {
		return d.Bare(as(one, oplog.Erased).Op) // and no Unfold, which knew nothing of parts
	})
	if err != nil {
		t.Fatal(err)
	}
	second := server.ReportPart{Event: "E1", ID: "02", Kind: wire.PartComment, HLC: 11, Value: []byte(`"two"`)}
	stands(t, s, "", server.ReportPart{Event: "E1", ID: "01", Kind: wire.PartComment, HLC: 10, Value: []byte(`"one"`)}, second)
	for range 2 {
		if err := s.Expire(t.Context(), start); err != nil {
			t.Fatal(err)
		}
		stands(t, s, "", second)
	}
}

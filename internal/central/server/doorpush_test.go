package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/wire"
)

// TestHelpersChangeNoPage: a helper's laptop brings no page and no report and erases none,
// in whatever way it says so; what it carries that is here already it may carry, and an
// organiser's laptop brings later what was refused.
func TestHelpersChangeNoPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	organiser := s.enter("a")
	door := s.helper(organiser, "door")
	page, report, sealed := pageOp(1, eventID, table()), totalsOp(1, eventID, wire.Totals{SignedUp: 9}), sealedOps()
	s.publish(organiser, page)
	s.publish(organiser, report)
	s.publish(organiser, sealed...)
	taken := table()
	taken.Title = map[string]string{"en": "Taken over"}
	const mine = "d1d2d3d4d5d6d7d8"
	redact := func(inc string, seq uint32) wire.Op {
		return sign(wire.Op{Inc: mine, Seq: 1, Class: 2, Kind: wire.KindRedact, TargetInc: inc, TargetSeq: seq})
	}
	before := s.feed(organiser, "").Ops
	for name, ops := range map[string][]wire.Op{
		"a page":                       {sign(wire.Op{Inc: mine, Seq: 1, HLC: page.HLC + 9, Body: pageOp(1, eventID, taken).Body})},
		"no page":                      {sign(wire.Op{Inc: mine, Seq: 1, HLC: page.HLC + 9, Body: set(wire.EntityPage, eventID, wire.FieldPage, nil)})},
		"a report":                     {sign(wire.Op{Inc: mine, Seq: 1, HLC: report.HLC + 9, Class: 1, Body: report.Body})},
		"one after what is its own":    {boxOp(mine, 1), sign(wire.Op{Inc: mine, Seq: 2, HLC: page.HLC + 9, Body: page.Body})},
		"the next in another's name":   {pageOp(2, eventID, taken)},
		"what is sealed in its place":  {sign(wire.Op{Inc: page.Inc, Seq: 2, Class: 3, Epoch: 1, Body: make([]byte, 60)})},
		"the page as erased":           {without(page, wire.StateErased)},
		"an erasure of the page":       {redact(page.Inc, page.Seq)},
		"an erasure of the next page":  {redact(page.Inc, page.Seq+1)},
		"an erasure of the report":     {redact(report.Inc, report.Seq)},
		"an erasure far in the future": {redact(page.Inc, 1<<30)},
	} {
		w := s.push(door, ops...)
		if p := problemOf(t, w, http.StatusBadRequest); p.Code != "invalid" || !strings.Contains(p.Message, "organisers") {
			t.Errorf("%s: got %+v", name, p)
		}
		also := answer[wire.PushReply](t, s.post(door, wire.PathOps, wire.PushRequest{Ops: sealed, Also: [][]wire.Op{ops}}), http.StatusOK)
		if len(also.Also) != 1 || also.Also[0].Problem == nil || also.Also[0].Problem.Code != "invalid" {
			t.Errorf("%s beside another stream: got %+v", name, also.Also)
		}
	}
	if d := cmp.Diff(before, s.feed(organiser, "").Ops); d != "" {
		t.Errorf("the feed (-want +got):\n%s", d)
	}
	wantHas(t, s.get("/e/"+eventID), "A shared table")

	s.publish(door, page) // as after a server was restored
	s.publish(door, report)
	s.publish(door, boxOp(mine, 1), sign(wire.Op{Inc: mine, Seq: 2, Class: 2, Kind: wire.KindRedact, TargetInc: sealed[2].Inc, TargetSeq: 3}))
	s.publish(door, sign(wire.Op{Inc: "e1e2e3e4e5e6e7e8", Seq: 1, Class: 2, Kind: wire.KindRedact, TargetInc: "f1f2f3f4f5f6f7f8", TargetSeq: 3}))
	s.publish(organiser, pageOp(2, eventID, taken))
	wantHas(t, s.get("/e/"+eventID), "Taken over")
}

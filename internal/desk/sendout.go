package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// OutgoingPart is one kind of part of an event's report.
type OutgoingPart struct {
	ID      string `json:"id"` // of the event
	Title   string `json:"title"`
	Kind    string `json:"kind"`
	Count   int    `json:"count"`
	Changed bool   `json:"changed"` // something of it is new to the campaign
}

// OutgoingOp is an operation that goes in the open. Body is what the push holds of it,
// before base 64; the push adds a number, a time and a check sum to each.
type OutgoingOp struct {
	Event string `json:"event"`
	Kind  string `json:"kind"` // page, or the kind of the part
	Body  string `json:"body"`
}

// OutgoingSealed is what goes sealed of one class: how many operations, and how many bytes
// that nobody but the group can read.
type OutgoingSealed struct {
	Class string `json:"class"` // work, roster or contact
	Ops   int    `json:"ops"`
	Bytes int    `json:"bytes"`
}

// kindPage is the kind of an operation that shows a page.
const kindPage = "page"

var classNames = map[oplog.Class]string{oplog.Work: "work", oplog.Roster: "roster", oplog.Contact: "contact"}

// bytesOut adds what a push would carry now, byte for byte.
func (d *Desk) bytesOut(ctx context.Context, draft store.Draft, out *Outgoing) error {
	if d.names() == nil {
		pages, err := d.newStatements(ctx)
		if err != nil {
			return err
		}
		draft.Changes = append(slices.Clone(draft.Changes), pages...)
	}
	box, err := d.store.Outbox(ctx, draft)
	if err != nil {
		return err
	}
	for _, o := range box.Open {
		out.Ops = append(out.Ops, openOp(o))
	}
	for _, c := range []oplog.Class{oplog.Work, oplog.Roster, oplog.Contact} {
		if s := box.Sealed[c]; s.Ops > 0 {
			out.Sealed = append(out.Sealed, OutgoingSealed{Class: classNames[c], Ops: s.Ops, Bytes: s.Bytes})
		}
	}
	out.Drops = box.Redacts
	slices.SortStableFunc(out.Ops, func(a, b OutgoingOp) int {
		return strings.Compare(a.Event+"/"+a.Kind, b.Event+"/"+b.Kind)
	})
	out.Mark = markOf(out.Ops, out.Drops)
	return nil
}

// openOp says what an operation in the open is of.
func openOp(o oplog.Op) OutgoingOp {
	out := OutgoingOp{Body: string(o.Body)}
	var b struct {
		Entity string                     `json:"en"`
		ID     string                     `json:"id"`
		Fields map[string]json.RawMessage `json:"f"`
	}
	if json.Unmarshal(o.Body, &b) != nil {
		return out
	}
	out.Event, _, _ = strings.Cut(b.ID, "/")
	switch {
	case b.Entity == wire.EntityPage:
		out.Kind = kindPage
	case b.Fields[wire.FieldPart] != nil:
		out.Kind = kindOfPart(store.Row{Fields: b.Fields})
	default:
		out.Kind = wire.PartNumbers
	}
	return out
}

// markOf sums up what was seen, without regard to the order of streams, which is drawn.
func markOf(ops []OutgoingOp, drops int) string {
	sums := make([]string, 0, len(ops))
	for _, o := range ops {
		sum := sha256.Sum256([]byte(o.Body))
		sums = append(sums, string(sum[:]))
	}
	slices.Sort(sums)
	h := sha256.New()
	for _, s := range sums {
		h.Write([]byte(s))
	}
	fmt.Fprintf(h, "%d", drops)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// partLines sums up what stands of an event's report and what is taken back of it.
func partLines(ev event.Event, title string, judged []judgement, book sendBook) (parts, taken []OutgoingPart) {
	back := map[string]int{}
	for _, e := range book.takenBack(ev.ID, judged) {
		back[book.kindOf(ev.ID, e.ID)]++
	}
	for _, kind := range SendKinds() {
		p := OutgoingPart{ID: string(ev.ID), Title: title, Kind: kind}
		for _, j := range judged {
			if j.kind == kind && j.on && j.why == "" && j.id != "" {
				p.Count++
				p.Changed = p.Changed || !book.has(ev.ID, j.id)
			}
		}
		if kind != wire.PartNumbers && p.Count > 0 { // numbers have a line of their own
			parts = append(parts, p)
		}
		if n := back[kind]; n > 0 && (p.Count == 0 || manyOf(kind)) {
			taken = append(taken, OutgoingPart{ID: string(ev.ID), Title: title, Kind: kind, Count: n, Changed: true})
		}
	}
	return parts, taken
}

func (b sendBook) kindOf(ev event.ID, id string) string {
	for _, s := range b.standing[ev] {
		if s.id == id {
			return s.kind
		}
	}
	return ""
}

// SyncSeen is Sync of what was seen: where anything else would go in the open than Outgoing
// gave with a mark, it sends nothing and is a fault.Conflict. What goes sealed may be more by
// then.
func (d *Desk) SyncSeen(ctx context.Context, mark string) (SyncResult, error) {
	return d.syncIf(ctx, func(draft store.Draft) error { // the draft that is written then, and no later one
		var now Outgoing
		if err := d.bytesOut(ctx, draft, &now); err != nil {
			return err
		}
		if now.Mark != mark {
			return fault.New(fault.Conflict, "what would be sent has changed since you looked, so nothing was sent", "look at it again, and send it then")
		}
		return nil
	})
}

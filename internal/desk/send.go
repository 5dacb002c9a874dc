package desk

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// entitySend is what the organisers ticked to be sent to the campaign. Its id is EVENT/KIND
// of a part of the report, or EVENT/KIND/ITEM of one comment or photograph.
const entitySend = "send"

const fieldTick = "tick"

// The parts of a report to the campaign, by their kinds.
const (
	PartNumbers    = wire.PartNumbers
	PartEvaluation = wire.PartEvaluation
	PartComment    = wire.PartComment
	PartPhoto      = wire.PartPhoto
	PartLearned    = wire.PartLearned
	PartForm       = wire.PartForm
)

// actSend is the label of acts on what is sent.
const actSend = "send"

// tick is whether something is to be sent. A new N is drawn each time it is ticked: what
// was taken back is gone for good under the ids that followed from the N before.
type tick struct {
	On   bool   `json:"on"`
	N    string `json:"n,omitempty"`
	Seen string `json:"seen,omitempty"` // sums up words in which names stand and that somebody looked at
}

// SendKinds lists the parts of a report in the order in which they are shown.
func SendKinds() []string {
	return []string{wire.PartNumbers, wire.PartEvaluation, wire.PartComment, wire.PartPhoto, wire.PartLearned, wire.PartForm}
}

// sendDefault says whether a part is sent where nobody ticked anything: numbers are.
func sendDefault(kind string) bool { return kind == wire.PartNumbers }

// ticks are those of an event by what follows its id.
func (d *Desk) ticks(ctx context.Context, ev event.ID) (map[string]tick, error) {
	rows, err := d.store.Entities(ctx, entitySend, string(ev)+"/")
	if err != nil {
		return nil, err
	}
	out := map[string]tick{}
	for _, r := range rows {
		var t tick
		if err := json.Unmarshal(r.Fields[fieldTick], &t); err != nil {
			return nil, fault.Wrap(err, fault.Damaged, "what is to be sent does not read back", "tick it again")
		}
		out[strings.TrimPrefix(r.ID, string(ev)+"/")] = t
	}
	return out, nil
}

// partTick is the tick of a kind.
func partTick(ticks map[string]tick, kind string) tick {
	t, said := ticks[kind]
	if !said {
		t.On = sendDefault(kind)
	}
	return t
}

// itemTick is the tick of one comment or photograph: on with its kind unless it was left
// out.
func itemTick(ticks map[string]tick, kind, item string) tick {
	whole := partTick(ticks, kind)
	t, said := ticks[kind+"/"+item]
	if !said {
		t.On = true
	}
	t.On, t.N = t.On && whole.On, whole.N+t.N
	return t
}

// SendParts says for each kind that is named whether it is to be sent, and gives what the
// event's report would hold. Kinds that are not named stay as they are. It is one act, can be
// undone, and goes out with the next sync; what is unticked is taken back from the server by
// the next sync.
func (d *Desk) SendParts(ctx context.Context, id string, on map[string]bool) (SendView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return SendView{}, err
	}
	ticks, err := d.ticks(ctx, ev.ID)
	if err != nil {
		return SendView{}, err
	}
	var changes []store.Change
	for kind, want := range on {
		if !slices.Contains(SendKinds(), kind) {
			return SendView{}, fault.Invalidf("the parts are "+strings.Join(SendKinds(), ", "), "%q is not a part of a report", kind)
		}
		if partTick(ticks, kind).On == want {
			continue
		}
		t, err := d.newTick(want)
		if err != nil {
			return SendView{}, err
		}
		t.Seen = ticks[kind].Seen
		changes = append(changes, sendChange(ev, kind, t)...)
	}
	return d.sendWritten(ctx, ev, changes)
}

// SendItem says whether one comment or photograph goes with its kind.
func (d *Desk) SendItem(ctx context.Context, id, kind, item string, on bool) (SendView, error) {
	if item == "" {
		return d.SendParts(ctx, id, map[string]bool{kind: on})
	}
	ev, c, ticks, err := d.sendItem(ctx, id, kind, item)
	if err != nil {
		return SendView{}, err
	}
	t, err := d.newTick(on)
	if err != nil {
		return SendView{}, err
	}
	t.Seen = ticks[c.key()].Seen
	return d.sendWritten(ctx, ev, sendChange(ev, c.key(), t))
}

// SendLooked says that somebody read words in which names stand, or that tell how to reach
// somebody, and that they may go as they are. It ticks nothing. When the words change it is
// asked again. The item of what there is one of is empty.
func (d *Desk) SendLooked(ctx context.Context, id, kind, item string) (SendView, error) {
	ev, c, ticks, err := d.sendItem(ctx, id, kind, item)
	if err != nil {
		return SendView{}, err
	}
	have, said := ticks[c.key()]
	t, err := d.newTick(have.On || !said && item != "") // anew: it may have been taken back because of them
	if err != nil {
		return SendView{}, err
	}
	t.Seen = sumOfWords(c.words)
	return d.sendWritten(ctx, ev, sendChange(ev, c.key(), t))
}

// sendItem finds one thing that could be sent, with the ticks of its event.
func (d *Desk) sendItem(ctx context.Context, id, kind, item string) (event.Event, candidate, map[string]tick, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, candidate{}, nil, err
	}
	c, err := d.candidate(ctx, ev, kind, item)
	if err != nil {
		return ev, c, nil, err
	}
	ticks, err := d.ticks(ctx, ev.ID)
	return ev, c, ticks, err
}

// candidate finds what could be sent by its kind and its id.
func (d *Desk) candidate(ctx context.Context, ev event.Event, kind, item string) (candidate, error) {
	all, err := d.candidates(ctx, ev)
	if err != nil {
		return candidate{}, err
	}
	at := slices.IndexFunc(all, func(c candidate) bool { return c.kind == kind && c.item == item })
	if at < 0 {
		return candidate{}, fault.New(fault.NotFound, fmt.Sprintf("there is no %s %q that could be sent", kind, item), "`daykit send EVENT` lists what there is")
	}
	return all[at], nil
}

func sendChange(ev event.Event, key string, t tick) []store.Change {
	return sets(entitySend, string(ev.ID)+"/"+key, map[string]json.RawMessage{fieldTick: raw(t)})
}

func (d *Desk) newTick(on bool) (tick, error) {
	if !on {
		return tick{}, nil
	}
	var n [4]byte
	if _, err := io.ReadFull(d.opt.Rand, n[:]); err != nil {
		return tick{}, fmt.Errorf("draw a tick: %w", err)
	}
	return tick{On: true, N: hex.EncodeToString(n[:])}, nil
}

func (d *Desk) sendWritten(ctx context.Context, ev event.Event, changes []store.Change) (SendView, error) {
	if len(changes) > 0 {
		if err := d.write(ctx, string(ev.ID), actSend, changes...); err != nil {
			return SendView{}, err
		}
	}
	return d.sendView(ctx, ev)
}

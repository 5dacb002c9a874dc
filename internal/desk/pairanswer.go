package desk

import (
	"context"
	"encoding/json"
	"errors"

	"daykit/internal/data/seal"
	"daykit/internal/data/sync"
	"daykit/internal/domain/fault"
)

// factAnswer is the answer of a helper's laptop to its invitation: what the laptop that
// invited needs to put it on the list. It goes the way of the event's log, so whatever
// carries that finishes a pairing. An organiser's laptop needs none: it puts itself on
// the list, which goes with its event files and to the server.
const factAnswer = "answer"

// answerFact is sealed with the code, so it says nothing to anybody else, and to nobody
// once the code is used up.
type answerFact struct {
	Reply []byte `json:"reply"`
}

// answer leaves a helper's answer in the log.
func (d *Desk) answer(ctx context.Context, p Paired) error {
	if p.Role != RoleHelper {
		return nil
	}
	return d.write(ctx, p.Event, "", newFact(factAnswer, answerFact{p.reply})) // nobody did it, so nobody undoes it
}

// answers counts those that this laptop holds for an event.
func (d *Desk) answers(ctx context.Context) (int, error) {
	event := ""
	_ = d.vault.View(func(bag *seal.Keybag) error { // while locked there is none
		event = bag.Event
		return nil
	})
	if event == "" {
		return 0, nil
	}
	all, err := d.answersTo(ctx, event)
	return len(all), err
}

func (d *Desk) answersTo(ctx context.Context, event string) ([][]byte, error) {
	facts, err := d.store.Facts(ctx, event)
	if err != nil {
		return nil, err
	}
	var out [][]byte
	for _, f := range facts {
		var a answerFact
		if f.Kind == factAnswer && json.Unmarshal(f.Body, &a) == nil { // one that does not read back opens for no code
			out = append(out, a.Reply)
		}
	}
	return out, nil
}

// takeAnswers puts laptops of helpers on the list whose answers came with the log, and
// says whether there were any.
func (d *Desk) takeAnswers(ctx context.Context) (came bool, err error) {
	if !d.organises() {
		return false, nil
	}
	all, err := d.pending(ctx)
	if err != nil {
		return false, err
	}
	for _, p := range all {
		if p.Role != seal.DoorHelper {
			continue
		}
		replies, err := d.answersTo(ctx, p.Event)
		if err != nil {
			return came, err
		}
		for _, reply := range replies {
			taken, err := d.takeAnswer(ctx, p, reply)
			if err != nil {
				return came, err
			}
			if came = came || taken; taken {
				break // the code is used up
			}
		}
	}
	return came, nil
}

// takeAnswer takes an answer to a code, if it is one. One that asks for more than it was
// invited to is passed over, so that it stops nothing else.
func (d *Desk) takeAnswer(ctx context.Context, p pendingCode, reply []byte) (bool, error) {
	device, err := p.open(reply)
	if errors.Is(err, errOtherCode) {
		return false, nil
	}
	asks := err // for what it may not have
	if err == nil {
		err = d.enlist(ctx, p, device)
	}
	if code := fault.CodeOf(err); asks != nil || code == fault.Denied || code == fault.Invalid || code == fault.Conflict {
		d.opt.Log.WarnContext(ctx, "the answer to an invitation was not taken", "error", err)
		return false, nil
	}
	return err == nil, err
}

// syncWhole is syncLog, and once more when a laptop answered: the list that has it is to
// reach the server too.
func (d *Desk) syncWhole(ctx context.Context, client *sync.Client, m sync.Member) (SyncResult, error) {
	out, err := d.syncLog(ctx, client, m)
	if err != nil {
		return out, err
	}
	came, err := d.takeAnswers(ctx)
	if err != nil || !came {
		return out, err
	}
	if err := d.carryKeys(ctx, client, m); err != nil {
		return SyncResult{}, err
	}
	again, err := d.syncLog(ctx, client, m)
	again.Pushed, again.Pulled, again.Letters = again.Pushed+out.Pushed, again.Pulled+out.Pulled, again.Letters+out.Letters
	return again, err
}

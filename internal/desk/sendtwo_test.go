package desk_test

import (
	"context"
	"slices"
	"testing"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/feedback"
)

// TestTwoLaptopsSend: what both send is there once, and what one took back the other, who
// has not heard of it, does not bring back.
func TestTwoLaptopsSend(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, id := founded(t, c, 93)
	b := newLaptop(t, 94)
	invited(t, c, a, desk.PairInvite{}, b, "the second")
	words := []string{"First words of somebody.", "Second words of somebody."}
	var forms []desk.FilledForm
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		var err error
		forms, err = d.AddForms(ctx, id, desk.ViaFile,
			feedback.Form{Words: words[0], MayQuote: true}, feedback.Form{Words: words[1], MayQuote: true},
			answered("", "again", "yes"), answered("", "again", "yes"), answered("", "again", "yes"))
		must0(t, err)
		must0(t, d.QuoteForm(ctx, id, forms[0].ID, true))
		_, err = d.SendParts(ctx, id, map[string]bool{wire.PartComment: true})
		must0(t, err)
		synced(ctx, t, d)
	})
	stands := func(want int) {
		t.Helper()
		if got := c.standing(id)[wire.PartComment]; len(got) != want {
			t.Errorf("the server has %+v, want %d", got, want)
		}
	}
	stands(1)
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		must0(t, d.QuoteForm(ctx, id, forms[0].ID, false))
		must0(t, d.QuoteForm(ctx, id, forms[1].ID, true))
		synced(ctx, t, d)
	})
	stands(1)
	a.with(t, func(ctx context.Context, d *desk.Desk) { // chooses the same, and has not heard of either
		must0(t, d.QuoteForm(ctx, id, forms[1].ID, true))
		synced(ctx, t, d)
		if c.heldBytes(ctx, d, words[0]) {
			t.Error("what was taken back is there again")
		}
	})
	stands(1)
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		if r := synced(ctx, t, d); !r.Safe || r.Quarantined > 0 {
			t.Errorf("%+v", r)
		}
		must0(t, d.QuoteForm(ctx, id, forms[1].ID, false))
		synced(ctx, t, d)
		if c.heldBytes(ctx, d, words[1]) {
			t.Error("one of two copies is left at the server")
		}
	})
	stands(0)
}

// TestTwoLaptopsSendOneEvaluation: what both sent before they heard of each other is one
// evaluation at the server as soon as one of them has heard.
func TestTwoLaptopsSendOneEvaluation(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, id := founded(t, c, 97)
	b := newLaptop(t, 98)
	invited(t, c, a, desk.PairInvite{}, b, "the second")
	five := func(yes string) (forms []feedback.Form) {
		for range 5 {
			forms = append(forms, answered("", "again", yes))
		}
		return forms
	}
	add := func(l *laptop, again string) {
		t.Helper()
		l.with(t, func(ctx context.Context, d *desk.Desk) {
			_, err := d.AddForms(ctx, id, desk.ViaFile, five(again)...)
			must0(t, err)
			synced(ctx, t, d)
		})
	}
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.SendParts(ctx, id, map[string]bool{wire.PartEvaluation: true})
		must0(t, err)
		synced(ctx, t, d)
	})
	b.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	add(a, "yes")
	add(b, "no") // has not heard of the five of a
	forms := func(when string, want ...int) {
		t.Helper()
		var got []int
		for _, p := range c.standing(id)[wire.PartEvaluation] {
			got = append(got, p.Evaluation.Forms)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s, the server has evaluations of %v forms, want %v", when, got, want)
		}
	}
	forms("after both have sent", 5)
	a.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d); synced(ctx, t, d) })
	forms("once a has heard of b", 10)
	b.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d); synced(ctx, t, d) })
	forms("once both have", 10)
}

package desk_test

import (
	"context"
	"net/http"
	"testing"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
)

// TestAPictureThatIsNotHereStopsNoSync: all else goes, and the picture can come.
func TestAPictureThatIsNotHereStopsNoSync(t *testing.T) {
	t.Parallel()
	l, c, line := newLaptop(t, 95), newCampaign(t), &recorder{}
	l.opt.HTTP = &http.Client{Transport: line}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		id, photos, _ := evaluated(ctx, t, d)
		must0(t, desk.LosePicture(ctx, d, id, photos[0]))
		_, err := d.SendParts(ctx, id, map[string]bool{wire.PartPhoto: true, wire.PartLearned: true})
		must0(t, err)
		seenAndSent(ctx, t, d, line)
		if got := c.standing(id); len(got[wire.PartPhoto]) != 0 || len(got[wire.PartLearned]) != 1 {
			t.Errorf("the server has %+v", got)
		}
	})
}

// TestHavingLookedIsNoTick: who says that they read words does not send what is not ticked.
func TestHavingLookedIsNoTick(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx := t.Context()
	id, _, _ := evaluated(ctx, t, d)
	learned := "Kanarina 1 cooked too little."
	_, err := d.SetReportTexts(ctx, id, desk.ReportTextsUpdate{Learned: &learned})
	must0(t, err)
	look := func(on bool, why string) {
		t.Helper()
		v, err := d.Send(ctx, id)
		must0(t, err)
		if p := sendPartOf(t, v, wire.PartLearned); p.On != on || len(p.Items) != 1 || p.Items[0].On != on || p.Items[0].Why != why {
			t.Errorf("got %+v, want on %v, why %q", p, on, why)
		}
	}
	look(false, desk.SendNames)
	_, err = d.SendLooked(ctx, id, wire.PartLearned, "")
	must0(t, err)
	look(false, "")
	_, err = d.SendParts(ctx, id, map[string]bool{wire.PartLearned: true})
	must0(t, err)
	look(true, desk.SendServer)
}

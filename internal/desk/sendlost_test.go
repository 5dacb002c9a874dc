package desk_test

import (
	"context"
	"net/http"
	"path/filepath"
	"testing"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
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
		v, err := d.SendParts(ctx, id, map[string]bool{wire.PartPhoto: true, wire.PartLearned: true})
		must0(t, err)
		if p := sendPartOf(t, v, wire.PartPhoto); p.Going != 0 || p.Items[0].Why != desk.SendNotHere {
			t.Errorf("the part without its picture: got %+v", p)
		}
		seenAndSent(ctx, t, d, line)
		if got := c.standing(id); len(got[wire.PartPhoto]) != 0 || len(got[wire.PartLearned]) != 1 {
			t.Errorf("the server has %+v", got)
		}
	})
}

// TestAPictureThatIsNotHereIsNoPhotographToUse: its record counts for nothing that would show
// it, does not keep the report from being written, and leaves alone what another laptop sent.
func TestAPictureThatIsNotHereIsNoPhotographToUse(t *testing.T) {
	t.Parallel()
	l, c, line := newLaptop(t, 96), newCampaign(t), &recorder{}
	l.opt.HTTP = &http.Client{Transport: line}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		id, photos, _ := evaluated(ctx, t, d)
		_, err := d.EditPhotograph(ctx, id, photos[0], agreedTo(content.PhotoReport, content.PhotoCampaign))
		must0(t, err)
		_, err = d.SendParts(ctx, id, map[string]bool{wire.PartPhoto: true})
		must0(t, err)
		_, err = d.SendLooked(ctx, id, wire.PartPhoto, photos[0])
		must0(t, err)
		seenAndSent(ctx, t, d, line)
		sent := len(c.standing(id)[wire.PartPhoto])
		shown := func() int {
			t.Helper()
			v, err := d.ReportData(ctx, id)
			must0(t, err)
			return len(v.Report.Photos)
		}
		before := shown()
		must0(t, desk.LosePicture(ctx, d, id, photos[0]))
		p := photographOf(ctx, t, d, id, photos[0])
		if p.Here || p.Refused["report"] != desk.PhotoNotHere || p.Refused["web"] != desk.PhotoNotAgreed || fault.CodeOf(p.May(content.PhotoReport)) != fault.NotFound {
			t.Errorf("got %+v", p)
		}
		if got := shown(); sent == 0 || before == 0 || got != before-1 {
			t.Errorf("the report shows %d of %d photographs, and %d were sent", got, before, sent)
		}
		_, err = d.SaveReport(ctx, id, filepath.Join(t.TempDir(), "report.pdf"))
		must0(t, err)
		wantFault(t, d.SavePhotograph(ctx, id, photos[0], content.PhotoReport, filepath.Join(t.TempDir(), "x.jpg")), fault.NotFound, "not here yet")
		synced(ctx, t, d)
		if got := len(c.standing(id)[wire.PartPhoto]); got != sent {
			t.Errorf("the server has %d photographs of %d that were sent", got, sent)
		}
	})
}

// meanwhile is a line on which something is done while the server is asked whether it is there.
type meanwhile struct {
	recorder

	do func()
}

// RoundTrip implements http.RoundTripper.
func (m *meanwhile) RoundTrip(req *http.Request) (*http.Response, error) {
	if do := m.do; do != nil && req.URL.Path == wire.PathHello {
		m.do = nil
		do()
	}
	return m.recorder.RoundTrip(req)
}

// TestWhatIsWrittenMeanwhileWaits: bytes that were looked at are those that go, though somebody
// writes while they are under way, and what was written is asked about the next time.
func TestWhatIsWrittenMeanwhileWaits(t *testing.T) {
	t.Parallel()
	l, c, line := newLaptop(t, 94), newCampaign(t), &meanwhile{}
	l.opt.HTTP = &http.Client{Transport: line}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		id, _, _ := evaluated(ctx, t, d)
		write := func(words string) {
			_, err := d.SetReportTexts(ctx, id, desk.ReportTextsUpdate{Learned: &words})
			must0(t, err)
		}
		write("More chairs.")
		_, err := d.SendParts(ctx, id, map[string]bool{wire.PartLearned: true})
		must0(t, err)
		line.do = func() { write("Fewer chairs.") }
		seenAndSent(ctx, t, d, &line.recorder)
		if line.do != nil || c.heldBytes(ctx, d, "Fewer chairs.") || !c.heldBytes(ctx, d, "More chairs.") {
			t.Error("what nobody looked at has gone, or what somebody did has not")
		}
		out, err := d.Outgoing(ctx)
		must0(t, err)
		write("No chairs.") // while the dialog stood open
		_, err = d.SyncSeen(ctx, out.Mark)
		wantFault(t, err, fault.Conflict, "changed since you looked")
		if c.heldBytes(ctx, d, "Fewer chairs.") || c.heldBytes(ctx, d, "No chairs.") {
			t.Error("something went that was refused")
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

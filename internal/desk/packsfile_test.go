package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"testing"
	"time"

	central "daykit/internal/central/server"
	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// signed signs an edition or a list as the campaign does that signs elsewhere.
func (c *campaign) signed(name string, v any) (stick string) {
	c.t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		c.t.Fatal(err)
	}
	file, err := central.SignFile(b, c.packKey())
	if err != nil {
		c.t.Fatal(err)
	}
	return stickFile(c.t, name, file)
}

// TestWhatAFileBrings looks at files of the campaign before they are taken, and after.
func TestWhatAFileBrings(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newShelved(t)
	ctx := t.Context()
	look := func(path string) desk.PackFile {
		t.Helper()
		f, err := l.PreviewPack(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	one := c.publish(sampleEdition(1, "ana", "ben", "cyn"))
	f := look(one)
	if f.Kind != desk.PackKind || !f.AsksKey || f.Refused != "" || f.Issuer != "The campaign" || f.Version != 1 || !slices.Equal(ids(f.New), []string{"ana", "ben", "cyn"}) {
		t.Errorf("the first: %+v", f)
	}
	if st, err := l.Packs(ctx); err != nil || st.Key != "" || len(st.Packs) != 0 {
		t.Errorf("looking changed something: %+v, %v", st, err)
	}
	if _, err := l.TakePack(ctx, one, ""); fault.CodeOf(err) != fault.Denied {
		t.Errorf("without a fingerprint: %v", err)
	}
	if f, err := l.TakePack(ctx, one, fingerprintOf(t, c)); err != nil || len(f.New) != 3 || f.Down != 0 {
		t.Fatalf("got %+v, %v", f, err)
	}
	if f := look(one); !f.Same || f.AsksKey || len(f.New) != 0 {
		t.Errorf("once again: %+v", f)
	}

	id := addSample(t, l.Desk)
	if _, err := l.Choose(ctx, id, []string{"ana"}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, _, err := l.Print(ctx, id, desk.PrintRequest{Kind: desk.KindPoster, Design: "voice"}, "pdf", nil, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	list := c.withdraw("ana")
	if f := look(list); f.Kind != desk.ListKind || f.Same || !slices.Equal(ids(f.Gone), []string{"ana"}) || f.Gone[0].Credit != "Speaker ANA" || f.Down != 0 {
		t.Errorf("the list: %+v", f)
	}
	wantOffered(t, l.Desk, id, "ana", "ben", "cyn", "toby-g-mbe", "khadeja-alamary")
	if f, err := l.TakePack(ctx, list, ""); err != nil || !slices.Equal(ids(f.Gone), []string{"ana"}) || f.Down != 2 {
		t.Errorf("got %+v, %v", f, err)
	}
	wantRefused(t, l.Desk, id, "Speaker ANA")

	two := c.publish(sampleEdition(5, "ben", "dan"))
	if f := look(two); !slices.Equal(ids(f.New), []string{"dan"}) || !slices.Equal(ids(f.Left), []string{"cyn"}) || len(f.Gone) != 0 {
		t.Errorf("the second: %+v", f)
	}
	waits := sampleEdition(6, "eve")
	waits.NotBefore = "2026-12-20T00:00:00Z"
	if f := look(c.publish(waits)); !f.Waits || !slices.Equal(ids(f.New), []string{"eve"}) || len(f.Left) != 0 {
		t.Errorf("one that waits: %+v", f)
	}
	if _, err := l.TakePack(ctx, two, ""); err != nil {
		t.Fatal(err)
	}
	l.later(46 * 24 * time.Hour)
	c.now.Store(l.now.Load())
	late := sampleEdition(8, "gus")
	late.Withdrawals = content.Withdrawals{
		Format: 1, Number: 1, Issued: "2026-12-05T00:00:00Z", Voices: []content.Withdrawal{{ID: "ana", Since: "2026-12-04", Reason: content.ReasonConsent}},
	}
	if f := look(c.signed("late.daykit-pack", late)); !f.Stale || !slices.Equal(ids(f.New), []string{"gus"}) {
		t.Errorf("a pack that says little of today: %+v", f)
	}
	fresh := c.signed("newest.daykit-withdrawal", content.Withdrawals{
		Format: 1, Number: 1, Issued: c.time().Format(time.RFC3339), Voices: []content.Withdrawal{{ID: "ana", Since: "2026-12-04", Reason: content.ReasonConsent}},
	})
	if f := look(fresh); f.Same || !slices.Equal(ids(f.Back), []string{"ben", "dan", "toby-g-mbe", "khadeja-alamary"}) || len(f.New) != 0 || f.Checked == "" {
		t.Errorf("after long: %+v", f)
	}
	var known []content.Edition
	for _, version := range []int64{5, 4, 9} {
		e := sampleEdition(version, "fay")
		e.Withdrawals = content.Withdrawals{
			Format: 1, Number: 1, Issued: "2026-12-05T00:00:00Z", Voices: []content.Withdrawal{{ID: "ana", Since: "2026-12-04", Reason: content.ReasonConsent}},
		}
		known = append(known, e)
	}
	forked, older, ended := known[0], known[1], known[2]
	ended.Expires = "2027-01-10T00:00:00Z"
	for name, want := range map[string]struct{ path, why string }{
		"an older one":      {one, desk.RefusedRollback},
		"a changed one":     {changed(t, two), desk.RefusedUnsigned},
		"no pack":           {guestList(t, "Any", 1), desk.RefusedUnsigned},
		"another campaign":  {newCampaign(t).publish(sampleEdition(9, "eve")), desk.RefusedKey},
		"an expired one":    {c.signed("over.daykit-pack", ended), desk.RefusedOver},
		"the older edition": {c.signed("older.daykit-pack", older), desk.RefusedOlder},
		"of one version":    {c.signed("forked.daykit-pack", forked), desk.RefusedForked},
	} {
		before, err := l.Packs(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if f := look(want.path); f.Refused != want.why || len(f.New)+len(f.Gone)+len(f.Left)+len(f.Back) != 0 {
			t.Errorf("%s: got %+v, want %s", name, f, want.why)
		}
		if after, err := l.Packs(ctx); err != nil || len(after.Packs) != len(before.Packs) {
			t.Errorf("%s: looking changed something", name)
		}
	}
	if _, err := l.PreviewPack(ctx, t.TempDir()); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a folder: %v", err)
	}
}

// TestReadingAFileTellsAndStops ends what a slow stick would take long for.
func TestReadingAFileTellsAndStops(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newShelved(t)
	one := c.publish(sampleEdition(1, "ana"))
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var steps []string
	l.opt.Progress = func(p desk.Progress) {
		steps = append(steps, p.Step)
		stop()
	}
	l.open(t)
	if _, err := l.TakePack(ctx, one, fingerprintOf(t, c)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if len(steps) == 0 || steps[0] != desk.StepRead {
		t.Errorf("told %q", steps)
	}
	if st, err := l.Packs(t.Context()); err != nil || st.Key != "" || len(st.Packs) != 0 {
		t.Errorf("something was taken: %+v, %v", st, err)
	}
}

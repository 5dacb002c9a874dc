package desk_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	central "daykit/internal/central/server"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

func TestPacksFromAStick(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newShelved(t)
	ctx := t.Context()
	one := c.publish(sampleEdition(1, "ana", "ben"))
	fingerprint := fingerprintOf(t, c)
	_, err := l.AddPack(ctx, one, "")
	if fault.CodeOf(err) != fault.Denied || !strings.Contains(err.Error(), "--key "+fingerprint) {
		t.Errorf("with no key: %v", err)
	}
	if _, err := l.AddPack(ctx, one, strings.Repeat("A", 26)); fault.CodeOf(err) != fault.Denied {
		t.Errorf("with another key: %v", err)
	}
	wantOffered(t, l.Desk, "", "toby-g-mbe", "khadeja-alamary")
	st, err := l.AddPack(ctx, one, " "+strings.ToLower(fingerprint[:5])+"-"+fingerprint[5:])
	if err != nil || st.Key != fingerprint || len(st.Packs) != 1 || st.Packs[0].Voices != 2 || st.Packs[0].State != desk.PackUsed {
		t.Fatalf("got %+v, %v", st, err)
	}
	list := c.withdraw("ana")
	two := c.publish(sampleEdition(5, "ben", "cyn"))
	if _, err := l.WithdrawPack(ctx, list, ""); err != nil { // the key is known now
		t.Fatal(err)
	}
	wantOffered(t, l.Desk, "", "ben", "toby-g-mbe", "khadeja-alamary")
	if _, err := l.AddPack(ctx, two, ""); err != nil {
		t.Fatal(err)
	}
	wantOffered(t, l.Desk, "", "ben", "cyn", "toby-g-mbe", "khadeja-alamary")

	another := newCampaign(t)
	theirs := another.publish(sampleEdition(9, "eve"))
	waits := sampleEdition(6, "dan")
	waits.NotBefore = "2026-12-10T00:00:00Z"
	for name, f := range map[string]struct {
		path string
		want fault.Code
	}{
		"the old pack":        {one, fault.Conflict},
		"another campaign":    {theirs, fault.Conflict},
		"no pack":             {guestList(t, "Any", 1), fault.Invalid},
		"a folder":            {t.TempDir(), fault.Invalid},
		"nothing":             {"nowhere.daykit-pack", fault.NotFound},
		"a changed one":       {changed(t, two), fault.Invalid},
		"an older list":       {stickFile(t, "0.daykit-withdrawal", emptyList(t, c)), fault.Conflict},
		"a pack as a list":    {two, ""},
		"one that waits":      {c.publish(waits), ""},
		"the list once again": {list, ""},
	} {
		_, err := l.AddPack(ctx, f.path, "")
		if f.want == "" && err != nil || f.want != "" && (err == nil || fault.CodeOf(err) != f.want) {
			t.Errorf("%s: got %v, want %q", name, err, f.want)
		}
	}
	wantOffered(t, l.Desk, "", "ben", "cyn", "toby-g-mbe", "khadeja-alamary")
	l.later(7 * 24 * time.Hour)
	wantOffered(t, l.Desk, "", "dan", "toby-g-mbe", "khadeja-alamary")
	if _, err := l.AddPack(ctx, theirs, fingerprintOf(t, another)); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("a second campaign by its fingerprint: %v", err)
	}
	if _, err := l.WithdrawPack(ctx, two, ""); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a pack for a list: %v", err)
	}
}

// emptyList is a list of no voices, of number 0.
func emptyList(t *testing.T, c *campaign) []byte {
	t.Helper()
	b, err := central.SignFile([]byte(`{"v":1,"number":0,"issued":"2026-12-04T00:00:00Z","voices":[]}`), c.packKey())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func fingerprintOf(t *testing.T, c *campaign) string {
	t.Helper()
	all, err := central.ListPacks(t.Context(), c.store, c.packKey(), c.time())
	if err != nil {
		t.Fatal(err)
	}
	return all.Fingerprint
}

func changed(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return stickFile(t, "changed.daykit-pack", []byte(strings.Replace(string(b), "Words of ben", "Words of Ben", 1)))
}

// TestRestoreBringsNoVoiceBack puts back a backup from before a withdrawal, on the same
// laptop and on an empty one.
func TestRestoreBringsNoVoiceBack(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newShelved(t)
	ctx := t.Context()
	c.publish(sampleEdition(1, "ana", "ben"))
	c.join(ctx, l.Desk)
	id := addSample(t, l.Desk)
	if _, err := l.Choose(ctx, id, []string{"ana"}); err != nil {
		t.Fatal(err)
	}
	synced(ctx, t, l.Desk)
	file := filepath.Join(t.TempDir(), "stick.daykit")
	if _, err := l.Backup(ctx, file); err != nil {
		t.Fatal(err)
	}
	c.withdraw("ana")
	synced(ctx, t, l.Desk)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Restore(ctx, l.opt, file); err != nil {
		t.Fatal(err)
	}
	l.open(t)
	wantOffered(t, l.Desk, "", "ben", "toby-g-mbe", "khadeja-alamary")
	wantRefused(t, l.Desk, id, "Speaker ANA")

	// Where nothing remembers, as on another laptop, the server's answer wins.
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(l.opt.Dir, "withdrawn.json")); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Restore(ctx, l.opt, file); err != nil {
		t.Fatal(err)
	}
	l.open(t)
	wantOffered(t, l.Desk, "", "ana", "ben", "toby-g-mbe", "khadeja-alamary")
	// It is fetched while the backup waits for somebody to go on, and nothing is sent.
	_, err := l.Sync(ctx)
	if fault.CodeOf(err) != fault.Conflict || !strings.Contains(err.Error(), "what the campaign withdrew was fetched, and nothing was sent") {
		t.Errorf("while the backup waits: %v", err)
	}
	wantOffered(t, l.Desk, "", "ben", "toby-g-mbe", "khadeja-alamary")
	wantRefused(t, l.Desk, id, "Speaker ANA")
	if err := l.Release(ctx); err != nil {
		t.Fatal(err)
	}
	synced(ctx, t, l.Desk)
	wantOffered(t, l.Desk, "", "ben", "toby-g-mbe", "khadeja-alamary")
}

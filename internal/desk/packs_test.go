package desk_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	central "daykit/internal/central/server"
	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// packKey is the key of a campaign's packs.
func (c *campaign) packKey() central.PackKey {
	c.t.Helper()
	key, err := central.SeedPackKey(c.t.Context(), c.store, rand.Reader)
	if err != nil {
		c.t.Fatal(err)
	}
	return key
}

func (c *campaign) time() time.Time { return time.Unix(c.now.Load(), 0).UTC() }

// sampleEdition names made-up people.
func sampleEdition(version int64, voices ...string) content.Edition {
	e := content.Edition{
		Format: 1, ID: "day-2026", Issuer: "The campaign", Version: version, NotBefore: "2026-11-01T00:00:00Z", Expires: "2027-06-01T00:00:00Z",
		Content: content.Matter{Themes: []content.Theme{{ID: "together-2026", Issuer: "The campaign", Year: 2026, Text: "Together", Hashtag: "#Together"}}},
	}
	for _, id := range voices {
		e.Content.Voices = append(e.Content.Voices, content.Voice{
			ID: id, Credit: "Speaker " + strings.ToUpper(id), Role: "Ambassador", Year: 2026, Lang: "en", Quote: "Words of " + id + ".", Topics: []string{},
			Consent: content.Consent{Status: content.Granted, Controller: "The campaign", Scope: map[content.Use]bool{content.Print: true, content.Social: true}},
		})
	}
	return e
}

// publish publishes an edition, and keeps its file for a stick.
func (c *campaign) publish(e content.Edition) (stick string) {
	c.t.Helper()
	b, err := json.Marshal(e)
	if err != nil {
		c.t.Fatal(err)
	}
	done, err := central.PublishPack(c.t.Context(), c.store, c.packKey(), b, c.time())
	if err != nil {
		c.t.Fatal(err)
	}
	return stickFile(c.t, fmt.Sprintf("%s-%d.daykit-pack", done.ID, done.Version), done.File)
}

// withdraw withdraws a voice, and keeps the list for a stick.
func (c *campaign) withdraw(voice string) (stick string) {
	c.t.Helper()
	done, err := central.WithdrawVoice(c.t.Context(), c.store, c.packKey(), voice, "consent", false, c.time())
	if err != nil {
		c.t.Fatal(err)
	}
	return stickFile(c.t, fmt.Sprintf("%d.daykit-withdrawal", done.Number), done.File)
}

func stickFile(t *testing.T, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// shelved is a desk whose clock can be set.
type shelved struct {
	*desk.Desk
	opt desk.Options
	now *atomic.Int64
}

func newShelved(t *testing.T) *shelved {
	t.Helper()
	l := &shelved{now: &atomic.Int64{}}
	l.now.Store(testNow.Unix())
	l.opt = desk.Options{
		Dir: t.TempDir(), Version: "test", Rand: rand.Reader, NoKeyring: true,
		Now: func() time.Time { return time.Unix(l.now.Load(), 0).UTC() },
	}
	l.open(t)
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func (l *shelved) open(t *testing.T) {
	t.Helper()
	var err error
	if l.Desk, err = desk.Open(context.WithoutCancel(t.Context()), l.opt); err != nil {
		t.Fatal(err)
	}
}

func (l *shelved) later(d time.Duration) { l.now.Add(int64(d / time.Second)) }

// offered lists the voices that a laptop offers, in short: with its consent where that
// does not allow.
func offered(t *testing.T, d *desk.Desk, event string) (out []string) {
	t.Helper()
	all, err := d.Voices(t.Context(), event)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		switch v.Consent {
		case "granted", "asserted-by-source":
			out = append(out, v.ID)
		default:
			if v.Quote != "" && v.Consent == "withdrawn" {
				t.Errorf("the words of %s are shown", v.ID)
			}
			out = append(out, v.ID+" "+v.Consent)
		}
	}
	return out
}

func wantOffered(t *testing.T, d *desk.Desk, event string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, offered(t, d, event)); diff != "" {
		t.Errorf("offered (-want +got):\n%s", diff)
	}
}

// waysOut tries every way in which an event's voices reach paper or a screen, and
// gives what each says.
func waysOut(t *testing.T, d *desk.Desk, id string) map[string]error {
	t.Helper()
	ctx, out := t.Context(), map[string]error{}
	for name, req := range map[string]desk.PrintRequest{
		"poster":    {Kind: desk.KindPoster, Design: "voice"},
		"flyer":     {Kind: desk.KindFlyer, Design: "voice"},
		"programme": {Kind: desk.KindProgramme},
		"tiles":     {Kind: desk.KindPoster, Design: "voice", Paper: "a2", Tile: "a4"},
	} {
		_, _, out["print "+name] = d.Print(ctx, id, req, "pdf", nil, io.Discard)
		_, out["preview "+name] = d.Preview(ctx, id, req)
	}
	_, out["kit"] = d.Kit(ctx, id, t.TempDir(), nil)
	_, out["zip"] = d.KitZip(ctx, id, filepath.Join(t.TempDir(), "kit.zip"), nil)
	return out
}

func wantRefused(t *testing.T, d *desk.Desk, id, names string) {
	t.Helper()
	for way, err := range waysOut(t, d, id) {
		if err == nil || fault.CodeOf(err) != fault.Denied || !strings.Contains(err.Error(), names) {
			t.Errorf("%s: got %v, want it denied, and %q named", way, err, names)
		}
	}
	if _, _, err := d.Print(t.Context(), id, desk.PrintRequest{Kind: desk.KindPoster}, "pdf", nil, io.Discard); err != nil {
		t.Errorf("a poster without a voice: %v", err)
	}
}

// TestWithdrawalReachesPaper is the whole way: published, synced, printed, withdrawn,
// synced, refused, and what hangs on the walls is named.
func TestWithdrawalReachesPaper(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newShelved(t)
	ctx := t.Context()
	c.publish(sampleEdition(1, "ana", "ben"))
	c.join(ctx, l.Desk)
	id := addSample(t, l.Desk)
	wantOffered(t, l.Desk, id, "ana", "ben", "toby-g-mbe", "khadeja-alamary")
	if _, err := l.Choose(ctx, id, []string{"ana", "ben"}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Print(ctx, id, desk.PrintRequest{Kind: desk.KindPoster, Design: "voice", Copies: 25}, "pdf", nil, io.Discard); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Print(ctx, id, desk.PrintRequest{Kind: desk.KindPoster, Copies: 5}, "pdf", nil, io.Discard); err != nil {
		t.Fatal(err)
	}
	c.withdraw("ana")
	if check, err := l.CheckPacks(ctx); err != nil || len(check.TakeDown)+len(check.Choose) != 0 {
		t.Errorf("before it is known: %+v, %v", check, err)
	}
	r := synced(ctx, t, l.Desk)
	if diff := cmp.Diff(desk.PackNews{Packs: []string{"day-2026"}, Withdrawn: []string{"ana"}}, r.Packs); diff != "" {
		t.Error(diff)
	}
	wantOffered(t, l.Desk, "", "ben", "toby-g-mbe", "khadeja-alamary")
	wantOffered(t, l.Desk, id, "ben", "toby-g-mbe", "khadeja-alamary", "ana withdrawn")
	wantRefused(t, l.Desk, id, "Speaker ANA")
	if _, _, err := l.Print(ctx, id, desk.PrintRequest{Kind: desk.KindSocial, Design: "voice", Voice: "ana"}, "png", nil, io.Discard); fault.CodeOf(err) != fault.Denied {
		t.Errorf("asked for by name: %v", err)
	}
	if _, err := l.ChooseVoice(ctx, id, "ana", true); fault.CodeOf(err) != fault.Denied {
		t.Errorf("chosen again: %v", err)
	}
	wantTakeDown(t, l.Desk, id)
	// What is no more in the event holds nothing up, and what hangs is still named.
	if _, err := l.ChooseVoice(ctx, id, "ana", false); err != nil {
		t.Fatal(err)
	}
	for way, err := range waysOut(t, l.Desk, id) {
		if err != nil {
			t.Errorf("%s: %v", way, err)
		}
	}
	check, err := l.CheckPacks(ctx)
	if err != nil || len(check.TakeDown) != 1 || len(check.Choose) != 0 {
		t.Errorf("got %+v, %v", check, err)
	}
	// Undoing brings the choice back, and nothing else.
	if _, err := l.Undo(ctx, id); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, l.Desk, id, "Speaker ANA")
}

func wantTakeDown(t *testing.T, d *desk.Desk, id string) {
	t.Helper()
	check, err := d.CheckPacks(t.Context())
	if err != nil || len(check.TakeDown) != 1 || len(check.Choose) != 1 {
		t.Fatalf("got %+v, %v", check, err)
	}
	got := check.TakeDown[0]
	if got.Event != id || got.Voice != "ana" || got.Credit != "Speaker ANA" || got.Print.Copies != 25 || got.Print.Kind != "poster" || got.Print.At == "" || got.Since == "" {
		t.Errorf("got %+v", got)
	}
	prints, err := d.Prints(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	marked := 0
	for _, p := range prints {
		marked += len(p.Withdrawn)
	}
	if marked != 1 {
		t.Errorf("the ledger marks %d prints: %+v", marked, prints)
	}
}

func TestBuiltInVoiceIsWithdrawn(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newShelved(t)
	id := addSample(t, l.Desk)
	c.withdraw("toby-g-mbe")
	c.join(t.Context(), l.Desk) // joining is a contact
	wantOffered(t, l.Desk, id, "toby-g-mbe withdrawn", "khadeja-alamary")
	wantRefused(t, l.Desk, id, "Toby G. MBE")
	if _, err := l.Edit(t.Context(), id, []byte(`{"title":{"en":"Another"}}`)); err != nil {
		t.Errorf("the rest of the event can be changed: %v", err)
	}
}

func TestOldListStopsVoices(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newShelved(t)
	ctx := t.Context()
	alone := newShelved(t)
	c.publish(sampleEdition(1, "ana"))
	c.join(ctx, l.Desk)
	id, other := addSample(t, l.Desk), addSample(t, alone.Desk)
	for _, step := range []struct {
		days int
		want string
		stop int
	}{{0, "fresh", 45}, {29, "fresh", 16}, {1, "due", 15}, {14, "due", 1}, {1, "stale", 0}} {
		l.later(time.Duration(step.days) * 24 * time.Hour)
		alone.later(time.Duration(step.days) * 24 * time.Hour)
		if st, err := l.Packs(ctx); err != nil || st.Freshness != step.want || st.StopsIn != step.stop {
			t.Errorf("got %+v, %v, want %v", st, err, step)
		}
	}
	wantRefused(t, l.Desk, id, "Toby G. MBE")
	wantOffered(t, l.Desk, "", "ana unchecked", "toby-g-mbe unchecked", "khadeja-alamary unchecked")
	if _, err := l.Choose(ctx, id, []string{"ana"}); fault.CodeOf(err) != fault.Denied {
		t.Errorf("chosen: %v", err)
	}
	// Who has no campaign has no list to hear: nothing is held up.
	for way, err := range waysOut(t, alone.Desk, other) {
		if err != nil {
			t.Errorf("alone, %s: %v", way, err)
		}
	}
	if st, err := alone.Packs(ctx); err != nil || st.Freshness != "none" || st.Key != "" {
		t.Errorf("alone: %+v, %v", st, err)
	}
	c.clock(l.opt.Now())
	synced(ctx, t, l.Desk)
	for way, err := range waysOut(t, l.Desk, id) {
		if err != nil {
			t.Errorf("checked again, %s: %v", way, err)
		}
	}
}

package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// TestSafetySaysWhatIsMissing goes from an empty kit to one that may be wiped, and sees
// the light change with each thing that is done.
func TestSafetySaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newLaptop(t, 40)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		look := func(want string) {
			t.Helper()
			if got := missing(ctx, t, d); !strings.HasPrefix(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		}
		look("amber not-joined:1 sheet-not-checked:1")
		id := addSample(t, d)
		c.join(ctx, d)
		look("amber ops-waiting:")
		_, err := d.Publish(ctx, id)
		wantFault(t, err, fault.Denied, "nobody could read the names again if this laptop broke")
		if r := synced(ctx, t, d); !r.Safe || r.Waiting != 0 {
			t.Errorf("got %+v", r)
		}
		look("amber sheet-not-checked:1")
		p := printSheet(ctx, t, d, desk.RecoveryRequest{})
		_, err = d.Publish(ctx, id)
		wantFault(t, err, fault.Denied, "nobody could read the names again")
		look("amber keybag-not-sent:1 sheet-not-checked:1")
		if _, err := d.CheckGroups(ctx, p.groups()); err != nil {
			t.Fatal(err)
		}
		look("amber keybag-not-sent:1")
		synced(ctx, t, d)
		if got := missing(ctx, t, d); got != "green" {
			t.Errorf("got %q", got)
		}
		if s, err := d.Safety(ctx); err != nil || !s.DigestEqual || s.Receipt != "2026-12-04T12:00:00Z" || len(s.Devices) != 1 || s.Recovery.Checked == "" {
			t.Errorf("got %+v, %v", s, err)
		}
		if _, err := d.Publish(ctx, id); err != nil {
			t.Fatal(err)
		}
		look("amber ops-waiting:")
		synced(ctx, t, d)
		look("green")
		setPicture(ctx, t, d, id)
		look("amber ops-waiting:1 media-only-here:1")
		onStick(ctx, t, d, id)
		if r := synced(ctx, t, d); r.Pictures.Sent != 1 || r.Pictures.Trouble != "" || !r.Safe {
			t.Errorf("got %+v", r)
		}
		look("green")
	})
}

func setPicture(ctx context.Context, t *testing.T, d *desk.Desk, id string) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1200, 800))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "photo.png")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.SetPhoto(ctx, id, path); err != nil {
		t.Fatal(err)
	}
}

// onStick saves a copy to a file, which is safe until something changes.
func onStick(ctx context.Context, t *testing.T, d *desk.Desk, id string) {
	t.Helper()
	if s, err := d.Safety(ctx); err != nil || s.Stick != nil {
		t.Errorf("got %+v, %v", s.Stick, err)
	}
	if _, err := d.Backup(ctx, filepath.Join(t.TempDir(), "stick.daykit")); err != nil {
		t.Fatal(err)
	}
	s, err := d.Safety(ctx)
	if err != nil || s.Light != desk.LightAmber || s.Stick == nil || s.Stick.File != "stick.daykit" || s.Stick.At != "2026-12-04T12:00:00Z" {
		t.Errorf("got %+v with %+v, %v", s, s.Stick, err)
	}
	if _, err := d.WalkIns(ctx, id, 1); err != nil {
		t.Fatal(err)
	}
	if s, err = d.Safety(ctx); err != nil || s.Stick != nil {
		t.Errorf("after a change: got %+v, %v", s.Stick, err)
	}
}

// TestAHeldKitSendsNothing: what was put back is looked at first.
func TestAHeldKitSendsNothing(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newLaptop(t, 41)
	stick := filepath.Join(t.TempDir(), "stick.daykit")
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		addSample(t, d)
		c.join(ctx, d)
		synced(ctx, t, d)
		if _, err := d.Backup(ctx, stick); err != nil {
			t.Fatal(err)
		}
	})
	if _, err := desk.Restore(t.Context(), l.opt, stick); err != nil {
		t.Fatal(err)
	}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Sync(ctx)
		wantFault(t, err, fault.Conflict, "put back from a backup")
		_, err = d.Invite(ctx, desk.PairInvite{Online: true})
		wantFault(t, err, fault.Conflict, "put back from a backup")
		if got := missing(ctx, t, d); !strings.HasPrefix(got, "red held:1 ops-waiting:") {
			t.Errorf("got %q", got)
		}
		if err := d.Release(ctx); err != nil {
			t.Fatal(err)
		}
		if r := synced(ctx, t, d); !r.Safe {
			t.Errorf("got %+v", r)
		}
	})
}

// TestOnlyTheServersOwnReceiptCounts: with another digest, another key or a signature
// that does not fit the light is not green.
func TestOnlyTheServersOwnReceiptCounts(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*wire.Receipt){
		"another digest": func(r *wire.Receipt) { r.Digest = strings.Repeat("ab", len(r.Digest)/2) },
		"another key":    func(r *wire.Receipt) { r.Key = strings.Repeat("cd", len(r.Key)/2) },
		"another time":   func(r *wire.Receipt) { r.Time++ },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, l := newCampaign(t), newLaptop(t, 42)
			l.opt.HTTP = &http.Client{Transport: broken{wire.PathReceipt, func(resp *http.Response) {
				var r wire.Receipt
				if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
					t.Error(err)
				}
				change(&r)
				resp.Body = io.NopCloser(bytes.NewReader(wire.Raw(r)))
				resp.ContentLength = -1
			}}}
			l.with(t, func(ctx context.Context, d *desk.Desk) {
				addSample(t, d)
				c.join(ctx, d)
				_, err := d.Sync(ctx)
				wantFault(t, err, fault.Conflict, "receipt")
				if got := missing(ctx, t, d); got != "amber not-compared:1 sheet-not-checked:1" {
					t.Errorf("got %q", got)
				}
			})
		})
	}
}

// TestASyncIsBackedUpFirst, and not again within half an hour.
func TestASyncIsBackedUpFirst(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newLaptop(t, 43)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id := addSample(t, d)
		c.join(ctx, d)
		for i, step := range []struct {
			later time.Duration
			want  int
		}{{0, 1}, {29 * time.Minute, 1}, {2 * time.Minute, 2}} {
			l.now = l.now.Add(step.later)
			if _, err := d.WalkIns(ctx, id, 1); err != nil {
				t.Fatal(err)
			}
			synced(ctx, t, d)
			if list, err := d.Rolling(); err != nil || len(list) != step.want {
				t.Errorf("sync %d: got %d backups, want %d, %v", i, len(list), step.want, err)
			}
		}
	})
}

// TestALockedKitSaysSo: the token lies sealed, so a laptop that was stolen
// cannot speak for the group, and it says that it does not know.
func TestALockedKitSaysSo(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newLaptop(t, 44)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		addSample(t, d)
		c.join(ctx, d)
		synced(ctx, t, d)
		if _, err := d.SetPassphrase(ctx, "a passphrase of ours"); err != nil {
			t.Fatal(err)
		}
	})
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Sync(ctx)
		wantFault(t, err, fault.Locked, "locked")
		if st, err := d.State(ctx); err != nil || !st.Joined || st.Group != "Riverside" {
			t.Errorf("got %+v, %v", st, err)
		}
		if got := missing(ctx, t, d); got != "amber locked:1" {
			t.Errorf("got %q", got)
		}
		if err := d.Unlock(ctx, "a passphrase of ours"); err != nil {
			t.Fatal(err)
		}
		synced(ctx, t, d)
	})
}

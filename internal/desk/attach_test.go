package desk_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	central "daykit/internal/central/server"
	"daykit/internal/desk"
)

// grainFile makes a picture of three chunks, and gives its path.
func grainFile(t *testing.T, seed byte) string {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 1040, 1040))
	draw := rand.NewChaCha8([32]byte{seed})
	if _, err := draw.Read(m.Pix); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "photo.jpg")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// setPhoto puts a picture of three chunks on an event.
func setPhoto(ctx context.Context, t *testing.T, d *desk.Desk, id string, seed byte) (file string, b []byte) {
	t.Helper()
	v, _, err := d.SetPhoto(ctx, id, grainFile(t, seed))
	if err != nil {
		t.Fatal(err)
	}
	b, err = d.Picture(v.Doc.Photo.File)
	if err != nil || len(b) <= 2*256<<10 || len(b) > 3*256<<10 {
		t.Fatalf("%d bytes, %v", len(b), err)
	}
	return v.Doc.Photo.File, b
}

// album is two organisers' laptops of Riverside, an event that both have, and what the
// server has of chunks.
type album struct {
	*campaign
	a, b *laptop
	id   string
}

func newAlbum(t *testing.T, seed uint32) album {
	t.Helper()
	c := newCampaign(t)
	a, id := founded(t, c, seed)
	b := newLaptop(t, seed+1)
	invited(t, c, a, desk.PairInvite{}, b, "the second")
	a.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	return album{c, a, b, id}
}

// at is the place of the group at the server.
func (x album) at() string {
	x.t.Helper()
	w, err := x.store.Group(x.t.Context(), "riverside")
	if err != nil {
		x.t.Fatal(err)
	}
	return w.ID
}

// chunks are those of a picture of an event that its lists in the log name.
func (x album) chunks(ctx context.Context, d *desk.Desk) (names []central.Digest) {
	x.t.Helper()
	lists, err := desk.PictureChunks(ctx, d)
	if err != nil {
		x.t.Fatal(err)
	}
	for _, l := range lists {
		var name central.Digest
		if _, err := hex.Decode(name[:], []byte(l)); err != nil {
			x.t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// there counts those of some chunks that the server has.
func (x album) there(names []central.Digest) int {
	x.t.Helper()
	missing, err := x.store.MissingBlobs(x.t.Context(), x.at(), names)
	if err != nil {
		x.t.Fatal(err)
	}
	return len(names) - len(missing)
}

func wantNews(t *testing.T, r desk.SyncResult, want desk.PictureNews) {
	t.Helper()
	if r.Pictures != want || !r.Safe {
		t.Errorf("got %+v, want %+v", r, want)
	}
}

// TestPicturesReachTheOtherLaptops, sealed on the way, and are let go with their event's last.
func TestPicturesReachTheOtherLaptops(t *testing.T) {
	t.Parallel()
	x := newAlbum(t, 300)
	var file string
	var photo []byte
	var names []central.Digest
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		file, photo = setPhoto(ctx, t, d, x.id, 1)
		if got := missing(ctx, t, d); got != "amber ops-waiting:1 media-only-here:1" {
			t.Errorf("got %q", got)
		}
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Sent: 1})
		names = x.chunks(ctx, d)
		if len(names) != 3 || x.there(names) != 3 {
			t.Errorf("the server has %d of %d", x.there(names), len(names))
		}
		if got := missing(ctx, t, d); got != "green" {
			t.Errorf("got %q", got)
		}
		wantNews(t, synced(ctx, t, d), desk.PictureNews{})
	})
	for _, at := range []int{0, 300 << 10} {
		if found := holds(t, x.dir, string(photo[at:at+40])); found != "" {
			t.Errorf("the server can see the picture in %s", found)
		}
	}
	x.b.with(t, func(ctx context.Context, d *desk.Desk) {
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Fetched: 1})
		if got, err := d.Picture(file); err != nil || !bytes.Equal(got, photo) {
			t.Errorf("got %d bytes, %v", len(got), err)
		}
		if got := missing(ctx, t, d); got != "green" {
			t.Errorf("got %q", got)
		}
		if _, err := d.DropPhoto(ctx, x.id); err != nil {
			t.Fatal(err)
		}
		wantNews(t, synced(ctx, t, d), desk.PictureNews{})
		if n := x.there(names); n != 0 {
			t.Errorf("the server still has %d chunks", n)
		}
		if _, err := d.Undo(ctx, x.id); err != nil {
			t.Fatal(err)
		}
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Sent: 1}) // by the laptop that did not make it
	})
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		wantNews(t, synced(ctx, t, d), desk.PictureNews{})
		if got := x.chunks(ctx, d); len(got) != 3 || x.there(got) != 3 || got[0] != names[0] {
			t.Errorf("the server has %d of %d", x.there(got), len(got))
		}
		if err := d.DeleteEvent(ctx, x.id); err != nil {
			t.Fatal(err)
		}
		synced(ctx, t, d)
		if n := x.there(names); n != 0 {
			t.Errorf("the server still has %d chunks of an event that was deleted", n)
		}
	})
}

// TestAPictureOfTwoEventsStays until neither needs it.
func TestAPictureOfTwoEventsStays(t *testing.T) {
	t.Parallel()
	x := newAlbum(t, 310)
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		other := addSample(t, d)
		setPhoto(ctx, t, d, x.id, 2)
		setPhoto(ctx, t, d, other, 2)
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Sent: 1})
		names := x.chunks(ctx, d)
		for n, id := range []string{x.id, other} {
			if got := x.there(names); got != len(names) {
				t.Errorf("after %d were removed the server has %d", n, got)
			}
			if _, err := d.DropPhoto(ctx, id); err != nil {
				t.Fatal(err)
			}
			synced(ctx, t, d)
		}
		if got := x.there(names); got != 0 {
			t.Errorf("the server still has %d", got)
		}
	})
}

// TestHelpersGetTheirEventsPicture, and nobody's else.
func TestHelpersGetTheirEventsPicture(t *testing.T) {
	t.Parallel()
	x := newAlbum(t, 360)
	var file, hidden string
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		file, _ = setPhoto(ctx, t, d, x.id, 7)
		hidden, _ = setPhoto(ctx, t, d, addSample(t, d), 8)
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Sent: 2})
	})
	h := newLaptop(t, 365)
	invited(t, x.campaign, x.a, desk.PairInvite{Role: desk.RoleHelper, Event: x.id, AllNames: true}, h, "door")
	h.with(t, func(ctx context.Context, d *desk.Desk) {
		if _, err := d.Picture(file); err != nil {
			t.Error(err)
		}
		if _, err := d.Picture(hidden); err == nil {
			t.Error("a helper's laptop fetched a picture of another event")
		}
		if st, err := d.Status(ctx); err != nil || st.Pictures != (desk.PictureState{}) {
			t.Errorf("got %+v, %v", st.Pictures, err)
		}
		if got := missing(ctx, t, d); got != "green" {
			t.Errorf("got %q", got)
		}
	})
}

func FuzzPictureList(f *testing.F) {
	sum := sha256.Sum256([]byte("x"))
	digest := hex.EncodeToString(sum[:])
	for _, s := range []string{
		`{"sha256":"` + digest + `","size":1,"chunks":["` + digest + `"]}`,
		`{"sha256":"` + digest + `","size":-1,"chunks":[]}`, `{"sha256":"../..","size":1,"chunks":["x"]}`, `[]`, ``, `null`,
		`{"sha256":"` + digest + `","size":99999999999,"chunks":null}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file, chunks, size, err := desk.DecodePicture(b)
		if err != nil {
			return
		}
		if filepath.Base(file) != file || len(file) != 36 || chunks < 1 || chunks > 128 || size > chunks*256<<10 || size <= (chunks-1)*256<<10 {
			t.Errorf("taken: %q, %d chunks, %d bytes", file, chunks, size)
		}
	})
}

// TestBothOfTwoPicturesCome when two laptops chose one each at the same time, so that a
// person can settle for either.
func TestBothOfTwoPicturesCome(t *testing.T) {
	t.Parallel()
	x := newAlbum(t, 370)
	x.b.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	var ours, theirs string
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		ours, _ = setPhoto(ctx, t, d, x.id, 9)
		synced(ctx, t, d)
	})
	x.b.with(t, func(ctx context.Context, d *desk.Desk) {
		theirs, _ = setPhoto(ctx, t, d, x.id, 10)
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Sent: 1, Fetched: 1})
		if _, err := d.Picture(ours); err != nil {
			t.Error(err)
		}
	})
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Fetched: 1})
		if _, err := d.Picture(theirs); err != nil {
			t.Error(err)
		}
		all, err := d.Conflicts(ctx, x.id)
		if err != nil || len(all) != 1 {
			t.Fatalf("got %+v, %v", all, err)
		}
		if names := x.chunks(ctx, d); len(names) != 6 || x.there(names) != 6 {
			t.Errorf("the server has %d of %d", x.there(names), len(names))
		}
		if err := d.Settle(ctx, x.id, desk.Settlement{Entity: all[0].Entity, ID: all[0].ID, Field: all[0].Field, Keep: desk.KeepNow}); err != nil {
			t.Fatal(err)
		}
		synced(ctx, t, d)
		if names := x.chunks(ctx, d); len(names) != 3 || x.there(names) != 3 {
			t.Errorf("then the server has %d of %d", x.there(names), len(names))
		}
	})
}

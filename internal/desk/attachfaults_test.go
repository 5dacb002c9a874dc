package desk_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	central "daykit/internal/central/server"
	"daykit/internal/data/wire"
	"daykit/internal/desk"
)

// chunkLine is a line that treats requests for chunks in a way of its own.
type chunkLine func(n int, r *http.Request) (*http.Response, error)

// RoundTrip implements http.RoundTripper. It counts the requests for chunks from 1.
func (l *counted) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasPrefix(r.URL.Path, wire.PathBlobs) && r.URL.Path != wire.PathMissing && r.URL.Path != wire.PathDrop {
		l.n++
		return l.line(l.n, r)
	}
	return http.DefaultTransport.RoundTrip(r)
}

type counted struct {
	n    int
	line chunkLine
}

func (x album) line(l *laptop, line chunkLine) *counted {
	c := &counted{line: line}
	l.opt.HTTP = &http.Client{Transport: c}
	return c
}

var errCut = errors.New("the line is cut")

// cutAfter lets so many chunks through, for good.
func cutAfter(n int) chunkLine {
	return func(at int, r *http.Request) (*http.Response, error) {
		if at > n {
			return nil, errCut
		}
		return http.DefaultTransport.RoundTrip(r)
	}
}

// TestALineThatBreaksCostsOneChunk, both ways, and keeps nothing else from going.
func TestALineThatBreaksCostsOneChunk(t *testing.T) {
	t.Parallel()
	x := newAlbum(t, 320)
	const trouble = "the server cannot be reached now; everything is saved here; try again when there is a connection"
	x.line(x.a, cutAfter(2))
	var file string
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		file, _ = setPhoto(ctx, t, d, x.id, 3)
		wantNews(t, synced(ctx, t, d), desk.PictureNews{PictureState: desk.PictureState{ToSend: 1}, Sent: 1, Trouble: trouble})
		if got := missing(ctx, t, d); got != "amber media-only-here:1" {
			t.Errorf("got %q", got)
		}
	})
	x.b.with(t, func(ctx context.Context, d *desk.Desk) {
		wantNews(t, synced(ctx, t, d), desk.PictureNews{PictureState: desk.PictureState{ToCome: 1}})
		if st, err := d.Status(ctx); err != nil || st.Pictures.ToCome != 1 {
			t.Errorf("got %+v, %v", st.Pictures, err)
		}
	})
	sent := x.line(x.a, cutAfter(9))
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Sent: 1})
	})
	if sent.n != 1 {
		t.Errorf("%d chunks went again", sent.n)
	}
	x.line(x.b, cutAfter(2))
	x.b.with(t, func(ctx context.Context, d *desk.Desk) {
		wantNews(t, synced(ctx, t, d), desk.PictureNews{PictureState: desk.PictureState{ToCome: 1}, Trouble: trouble})
		if _, err := d.Picture(file); err == nil {
			t.Error("a part of a picture is there")
		}
	})
	got := x.line(x.b, cutAfter(9))
	x.b.with(t, func(ctx context.Context, d *desk.Desk) {
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Fetched: 1})
		if _, err := d.Picture(file); err != nil {
			t.Error(err)
		}
	})
	if got.n != 1 {
		t.Errorf("%d chunks came again", got.n)
	}
	if _, err := os.Stat(filepath.Join(x.b.opt.Dir, "arriving")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("sealed chunks lie about: %v", err)
	}
}

// TestLostChunksAreSentAgain by a laptop that did not make them, under the names that the
// group knows; and under new ones when the keys changed.
func TestLostChunksAreSentAgain(t *testing.T) {
	t.Parallel()
	x := newAlbum(t, 330)
	var names []central.Digest
	var third string
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		setPhoto(ctx, t, d, x.id, 4)
		synced(ctx, t, d)
		names = x.chunks(ctx, d)
	})
	lose := func(names ...central.Digest) {
		if err := x.store.DropBlobs(t.Context(), x.at(), names); err != nil {
			t.Fatal(err)
		}
	}
	x.b.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		lose(names[1])
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Sent: 1})
		if n := x.there(names); n != 3 {
			t.Errorf("the server has %d", n)
		}
		if got := x.chunks(ctx, d); len(got) != 3 {
			t.Errorf("the log names %d", len(got))
		}
	})
	c := newLaptop(t, 333)
	invited(t, x.campaign, x.a, desk.PairInvite{}, c, "the third")
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		s, err := d.Safety(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, dev := range s.Devices {
			if dev.Label == "the third" {
				third = dev.ID
			}
		}
		if _, err := d.Revoke(ctx, third); err != nil {
			t.Fatal(err)
		}
		wantNews(t, synced(ctx, t, d), desk.PictureNews{})
		lose(names[2])
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Sent: 1})
		synced(ctx, t, d) // which lets go what is left of the old ones
		if got := x.chunks(ctx, d); len(got) != 3 || x.there(got) != 3 || got[0] == names[0] {
			t.Errorf("the server has %d of %d", x.there(got), len(got))
		}
		if n := x.there(names); n != 0 {
			t.Errorf("the server has %d of the old ones", n)
		}
	})
}

// TestSpoiltChunksAreNotTaken: neither one that is not what its name says, nor one of
// another place in a list that says otherwise, nor what is no picture.
func TestSpoiltChunksAreNotTaken(t *testing.T) {
	t.Parallel()
	x := newAlbum(t, 340)
	var file string
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		file, _ = setPhoto(ctx, t, d, x.id, 5)
		synced(ctx, t, d)
	})
	x.line(x.b, func(_ int, r *http.Request) (*http.Response, error) {
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err == nil {
			raw, rerr := io.ReadAll(resp.Body)
			if rerr != nil {
				return nil, rerr
			}
			raw[7] ^= 1
			resp.Body = io.NopCloser(bytes.NewReader(raw))
		}
		return resp, err
	})
	x.b.with(t, func(ctx context.Context, d *desk.Desk) {
		r := synced(ctx, t, d)
		if r.Pictures.Fetched != 0 || r.Pictures.ToCome != 1 || r.Pictures.Trouble == "" {
			t.Errorf("got %+v", r.Pictures)
		}
		if _, err := d.Picture(file); err == nil {
			t.Error("a spoilt picture is there")
		}
	})
	x.line(x.b, cutAfter(99))
	x.b.with(t, func(ctx context.Context, d *desk.Desk) {
		wantNews(t, synced(ctx, t, d), desk.PictureNews{Fetched: 1})
	})
}

// TestListsThatLie name chunks in another order, of another picture, and of what is none.
func TestListsThatLie(t *testing.T) {
	t.Parallel()
	x := newAlbum(t, 350)
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		_, photo := setPhoto(ctx, t, d, x.id, 6)
		synced(ctx, t, d)
		half := bytes.Clone(photo)
		clear(half[:200<<10]) // it decodes no more
		for what, lie := range map[string]func() (string, error){
			"order": func() (string, error) { return desk.LieOfPicture(ctx, d, photo, photo, true) },
			"other": func() (string, error) { return desk.LieOfPicture(ctx, d, photo, half, false) },
			"none":  func() (string, error) { return desk.LieOfPicture(ctx, d, half, half, false) },
		} {
			if why, err := lie(); err != nil || why == "" {
				t.Errorf("%s: it was taken, %v", what, err)
			}
		}
		if why, err := desk.LieOfPicture(ctx, d, photo, photo, false); err != nil || why != "" {
			t.Errorf("the truth was not taken: %s, %v", why, err)
		}
	})
}

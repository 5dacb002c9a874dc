package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

func letters(t *testing.T, s server.Store, ws server.Workspace, limit int) (out []feed.Letter) {
	t.Helper()
	err := s.LookFeed(t.Context(), ws.ID, func(d feed.Disk) (err error) {
		out, err = new(feed.Machine).MailPull(d, "", limit)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func mailPut(t *testing.T, s server.Store, ws server.Workspace, l feed.Letter) (fresh bool) {
	t.Helper()
	var fate feed.Fate
	err := s.ChangeFeed(t.Context(), ws.ID, func(d server.Disk) (err error) {
		fate, err = new(feed.Machine).MailPut(d, l, 9)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fate == feed.FateKept
}

func mailAck(t *testing.T, s server.Store, ws server.Workspace, at oplog.Cursor, uuids ...string) (reset bool) {
	t.Helper()
	err := s.ChangeFeed(t.Context(), ws.ID, func(d server.Disk) (err error) {
		reset, err = new(feed.Machine).MailAck(d, uuids, at)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return reset
}

func mail(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	b, a, c := feed.Letter{UUID: "b", Event: "E1", Body: []byte("\x00one")}, feed.Letter{UUID: "a", Event: "E2", Body: []byte("two")}, feed.Letter{UUID: "c", Event: "E1", Body: []byte("three")}
	for _, l := range []feed.Letter{b, a} {
		if !mailPut(t, s, ws, l) || mailPut(t, s, ws, feed.Letter{UUID: l.UUID, Event: "E9", Body: []byte("other")}) {
			t.Errorf("letter %s is not taken just once", l.UUID)
		}
	}
	if d := gocmp.Diff([]feed.Letter{b, a}, letters(t, s, ws, 9)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	push(t, s, ws, sealed("x", 1, 10, "import"))
	_, end := pull(t, s, ws, 9)
	if !mailAck(t, s, ws, oplog.Cursor{N: 1, Chain: "other"}, "b") || len(letters(t, s, ws, 9)) != 2 {
		t.Error("an acknowledgement from another history was obeyed")
	}
	if mailAck(t, s, ws, end.Next, "b", "unknown") || mailAck(t, s, ws, end.Next, "b") {
		t.Error("an acknowledgement gave a reset")
	}
	if mailPut(t, s, ws, b) || !mailPut(t, s, ws, c) {
		t.Error("a letter that was let go came back, or another did not come")
	}
	if d := gocmp.Diff([]feed.Letter{a}, letters(t, s, ws, 1)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := gocmp.Diff([]feed.Letter{a, c}, letters(t, s, ws, 9)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func mailIsolated(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	l := feed.Letter{UUID: "u", Event: "E1", Body: []byte("a's")}
	mailPut(t, s, a, l)
	if got := letters(t, s, b, 9); got != nil {
		t.Errorf("b reads %v", got)
	}
	mailAck(t, s, b, oplog.Cursor{}, "u")
	if got := letters(t, s, a, 9); len(got) != 1 {
		t.Errorf("b let a's letter go: %v left", got)
	}
	if !mailPut(t, s, b, l) {
		t.Error("an id of a's is known to b")
	}
}

// named makes events a workspace's, by publishing their pages.
func named(t *testing.T, s server.Store, ws server.Workspace, events ...string) {
	t.Helper()
	for i, e := range events {
		push(t, s, ws, page("w"+ws.ID[3:], uint32(i+1), oplog.HLC(i+1), e, `{}`))
	}
}

func post(t *testing.T, s server.Store, most int, letters ...feed.Letter) []feed.Fate {
	t.Helper()
	out, err := s.Post(t.Context(), letters, most)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func to(event, uuid string) feed.Letter {
	return feed.Letter{UUID: uuid, Event: event, Body: []byte(event + uuid)}
}

const (
	kept    = feed.FateKept
	known   = feed.FateKnown
	full    = feed.FateFull
	nowhere = feed.FateNowhere
)

func wantFates(t *testing.T, got []feed.Fate, want ...feed.Fate) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got fates %v, want %v", got, want)
	}
}

func posts(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	named(t, s, a, "A1", "A2")
	named(t, s, b, "B1")
	wantFates(t, post(t, s, 9, to("A1", "1"), to("B1", "1"), to("A1", "1"), to("C1", "2"), to("A2", "3")), kept, kept, known, nowhere, kept)
	wantFates(t, post(t, s, 9, to("A1", "1"), to("B1", "4")), known, kept)
	wantFates(t, post(t, s, 9))
	if d := gocmp.Diff([]feed.Letter{to("A1", "1"), to("A2", "3")}, letters(t, s, a, 9)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := gocmp.Diff([]feed.Letter{to("B1", "1"), to("B1", "4")}, letters(t, s, b, 9)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	mailAck(t, s, a, oplog.Cursor{}, "1")
	wantFates(t, post(t, s, 9, to("A1", "1")), known)
	for _, c := range []struct {
		event, uuid string
		want        bool
	}{{"A1", "1", true}, {"A2", "3", true}, {"A1", "4", false}, {"B1", "4", true}, {"C1", "1", false}, {"", "", false}} {
		if got, err := s.Posted(t.Context(), c.event, c.uuid); err != nil || got != c.want {
			t.Errorf("posted %v: %v, %v", c, got, err)
		}
	}
}

func postsFull(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	named(t, s, ws, "A1", "A2")
	wantFates(t, post(t, s, 2, to("A1", "1"), to("A1", "2"), to("A1", "3"), to("A2", "4"), to("A1", "1")), kept, kept, full, kept, known)
	wantFates(t, post(t, s, 2, to("A1", "3")), full)
	mailAck(t, s, ws, oplog.Cursor{}, "1")
	wantFates(t, post(t, s, 2, to("A1", "3"), to("A1", "5")), kept, full)
}

// mailAfter reads a mailbox from a letter on, be it there or gone.
func mailAfter(t *testing.T, s server.Store) {
	ws, other := enter(t, s, "a"), enter(t, s, "b")
	named(t, s, ws, "A1")
	named(t, s, other, "B1")
	post(t, s, 9, to("A1", "z"), to("A1", "y"), to("A1", "x"), to("B1", "w"))
	after := func(uuid string) (out string) {
		t.Helper()
		err := s.LookFeed(t.Context(), ws.ID, func(d feed.Disk) error {
			ls, err := new(feed.Machine).MailPull(d, uuid, 9)
			for _, l := range ls {
				out += l.UUID
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	look := func(want map[string]string) {
		t.Helper()
		for uuid, letters := range want {
			if got := after(uuid); got != letters {
				t.Errorf("after %q: got %q, want %q", uuid, got, letters)
			}
		}
	}
	look(map[string]string{"": "zyx", "z": "yx", "y": "x", "x": "", "w": "zyx", "v": "zyx"})
	mailAck(t, s, ws, oplog.Cursor{}, "y", "x", "z")
	post(t, s, 9, to("A1", "v"), to("A1", "u"))
	look(map[string]string{"": "vu", "z": "vu", "x": "vu", "v": "u", "w": "vu"})
}

func mailCleared(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	named(t, s, ws, "A1", "A2")
	post(t, s, 9, to("A1", "1"), to("A1", "2"), to("A2", "3"))
	mailAck(t, s, ws, oplog.Cursor{}, "1")
	for range 2 {
		if err := s.ClearMail(t.Context(), "A1"); err != nil {
			t.Fatal(err)
		}
	}
	if d := gocmp.Diff([]feed.Letter{to("A2", "3")}, letters(t, s, ws, 9)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	wantFates(t, post(t, s, 9, to("A1", "1"), to("A1", "2"), to("A2", "3")), kept, kept, known)
}

// postsTogether posts the same letters from many sides at a time: each is new once.
func postsTogether(t *testing.T, s server.Store) {
	const sides, each = 6, 40
	var events []string
	for i := range 3 {
		ws := enter(t, s, fmt.Sprint("g", i))
		e := fmt.Sprint("E", i)
		named(t, s, ws, e)
		events = append(events, e)
	}
	var wg sync.WaitGroup
	news := make([]int, sides)
	for side := range sides {
		wg.Go(func() {
			for i := range each {
				batch := make([]feed.Letter, 0, len(events))
				for n := range events {
					batch = append(batch, to(events[(n+side+i)%len(events)], fmt.Sprint(i)))
				}
				got, err := s.Post(context.WithoutCancel(t.Context()), batch, 1000)
				if err != nil {
					t.Error(err)
					return
				}
				for _, f := range got {
					if f == kept {
						news[side]++
					}
				}
			}
		})
	}
	wg.Wait()
	sum := 0
	for _, n := range news {
		sum += n
	}
	if want := each * len(events); sum != want {
		t.Errorf("%d letters were new, want %d", sum, want)
	}
}

func blobs(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	put := func(ws, body string, most int64) (bool, error) {
		return s.PutBlob(t.Context(), ws, secret(body), []byte(body), most)
	}
	for _, want := range []bool{true, false} {
		if fresh, err := put(a.ID, "one", 9); err != nil || fresh != want {
			t.Errorf("got %v, %v", fresh, err)
		}
	}
	if fresh, err := put(a.ID, "seven b", 9); !errors.Is(err, server.ErrFull) || fresh {
		t.Errorf("beyond the limit: %v, %v", fresh, err)
	}
	if fresh, err := put(a.ID, "sixbyt", 9); err != nil || !fresh {
		t.Errorf("up to the limit: %v, %v", fresh, err)
	}
	if fresh, err := put(a.ID, "one", 1); err != nil || fresh {
		t.Errorf("a known one: %v, %v", fresh, err)
	}
	if _, err := put("nobody", "x", 9); !errors.Is(err, server.ErrDenied) {
		t.Errorf("an unknown workspace: %v", err)
	}
	wantBlobs(t, s, a, b)
	chunksGo(t, s, a, b)
}

// chunksGo lets the chunk "one" of a go, which b has too.
func chunksGo(t *testing.T, s server.Store, a, b server.Workspace) {
	t.Helper()
	if _, err := s.PutBlob(t.Context(), b.ID, secret("one"), []byte("one"), 9); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time there is nothing to drop
		if err := s.DropBlobs(t.Context(), a.ID, []server.Digest{secret("two"), secret("one")}); err != nil {
			t.Error(err)
		}
	}
	if err := s.DropBlobs(t.Context(), "nobody", []server.Digest{secret("sixbyt")}); err != nil {
		t.Error(err)
	}
	for body, ws := range map[string]string{"one": b.ID, "sixbyt": a.ID} {
		if got, err := s.Blob(t.Context(), ws, secret(body)); err != nil || string(got) != body {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if got, err := s.Blob(t.Context(), a.ID, secret("one")); !errors.Is(err, server.ErrNotFound) || got != nil {
		t.Errorf("what was dropped is %q, %v", got, err)
	}
	if fresh, err := s.PutBlob(t.Context(), a.ID, secret("two"), []byte("two"), 9); err != nil || !fresh {
		t.Errorf("there is no room where one was dropped: %v, %v", fresh, err)
	}
}

// wantBlobs looks for the chunks "one" and "sixbyt" of a, which b does not have.
func wantBlobs(t *testing.T, s server.Store, a, b server.Workspace) {
	t.Helper()
	names := []server.Digest{secret("seven b"), secret("one"), secret("sixbyt"), secret("two")}
	missing, err := s.MissingBlobs(t.Context(), a.ID, names)
	if err != nil || !slices.Equal(missing, []server.Digest{secret("seven b"), secret("two")}) {
		t.Errorf("missing %x, %v", missing, err)
	}
	if missing, err := s.MissingBlobs(t.Context(), b.ID, names); err != nil || !slices.Equal(missing, names) {
		t.Errorf("b misses %x, %v", missing, err)
	}
	if got, err := s.Blob(t.Context(), a.ID, secret("one")); err != nil || !bytes.Equal(got, []byte("one")) {
		t.Errorf("got %q, %v", got, err)
	}
	for _, ws := range []string{b.ID, "nobody"} {
		if got, err := s.Blob(t.Context(), ws, secret("one")); !errors.Is(err, server.ErrNotFound) || got != nil {
			t.Errorf("%s reads %q, %v", ws, got, err)
		}
	}
}

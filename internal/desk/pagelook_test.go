package desk_test

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	central "daykit/internal/central/server"
	"daykit/internal/desk"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

const pageScript = "/*! Daykit sign-up script, edition 1 */'use strict'"

// street is the way on which laptops and visitors reach a campaign: the public address
// leads to a server with the page's script, over the same store.
type street struct {
	c      *campaign
	script string
	down   bool
	tamper func(page string) string
	looks  int  // at pages
	token  bool // somebody who looked said who they are
}

// RoundTrip implements http.RoundTripper.
func (s *street) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != "day.example.org" {
		return http.DefaultTransport.RoundTrip(r)
	}
	if s.down {
		return nil, errors.New("no route to the host")
	}
	s.token = s.token || r.Header.Get("Authorization") != ""
	r.Header.Del("Accept-Encoding")
	public := central.New(central.Config{
		Store: s.c.store, Now: func() time.Time { return time.Unix(s.c.now.Load(), 0) }, Rand: rand.Reader,
		Log: slog.New(slog.DiscardHandler), PublicURL: "https://day.example.org", Script: []byte(s.script),
	})
	w := httptest.NewRecorder()
	public.ServeHTTP(w, r)
	if strings.Contains(strings.ToUpper(r.URL.Path), "/E/") {
		s.looks++
		if s.tamper != nil {
			body := s.tamper(w.Body.String())
			w.Body.Reset()
			w.Body.WriteString(body)
		}
	}
	resp := w.Result()
	resp.Request = r
	return resp, nil
}

// onStreet gives a laptop whose event is published there and was looked at.
func onStreet(t *testing.T, seed uint32, do func(ctx context.Context, l *laptop, s *street, d *desk.Desk, id string)) {
	t.Helper()
	l, s := newLaptop(t, seed), &street{c: newCampaign(t), script: pageScript}
	l.opt.HTTP, l.opt.PageScript = &http.Client{Transport: s}, []byte(pageScript)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		s.c.join(ctx, d)
		sheetChecked(ctx, t, d)
		id, err := d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		do(ctx, l, s, d, id)
	})
}

func pageLook(ctx context.Context, t *testing.T, d *desk.Desk, id string) desk.PageLook {
	t.Helper()
	l, err := d.PageLook(ctx, id)
	must0(t, err)
	return l
}

// foundIn are the ids of what was found.
func foundIn(l desk.PageLook) string {
	ids := []string{}
	for _, f := range l.Found {
		ids = append(ids, f.ID)
		if f.Words == "" || l.Hint == "" {
			ids = append(ids, "without words")
		}
	}
	return strings.Join(ids, " ")
}

// later moves the clocks of laptop and server.
func later(l *laptop, s *street, by time.Duration) {
	l.now = l.now.Add(by)
	s.c.clock(l.now)
}

func TestPageIsLookedAt(t *testing.T) {
	onStreet(t, 310, func(ctx context.Context, l *laptop, s *street, d *desk.Desk, id string) {
		if _, err := d.LookAtPage(ctx, id); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("before it went out: %v", err)
		}
		if got := pageLook(ctx, t, d, id); got.State != desk.LookNever || s.looks != 0 {
			t.Errorf("before any sync: %+v", got)
		}
		synced(ctx, t, d)
		if got := pageLook(ctx, t, d, id); got.State != desk.LookFine || got.Looked == "" || s.looks != 1 || s.token {
			t.Fatalf("got %+v after %d looks, by token: %v", got, s.looks, s.token)
		}
		for range 6 { // an hour, with more syncs than people make
			later(l, s, 9*time.Minute)
			synced(ctx, t, d)
			_, err := d.LookWhenDue(ctx)
			must0(t, err)
		}
		if s.looks != 1 {
			t.Errorf("looked %d times within an hour", s.looks)
		}
		later(l, s, 2*time.Hour)
		news, err := d.LookWhenDue(ctx)
		if err != nil || news || s.looks != 2 {
			t.Errorf("by itself: %v, %v, looked %d times", news, err, s.looks)
		}
	})
}

func TestTamperedPageIsTold(t *testing.T) {
	onStreet(t, 320, func(ctx context.Context, l *laptop, s *street, d *desk.Desk, id string) {
		s.script = pageScript + ";steal()"
		if r := synced(ctx, t, d); !r.Safe {
			t.Errorf("the sync is not whole: %+v", r)
		}
		got := pageLook(ctx, t, d, id)
		if got.State != desk.LookDiffers || foundIn(got) != "script" || !got.Still {
			t.Fatalf("got %+v", got)
		}
		since := got.Since
		s.script = pageScript // for a while
		later(l, s, 3*time.Hour)
		synced(ctx, t, d)
		got = pageLook(ctx, t, d, id)
		if got.State != desk.LookDiffers || foundIn(got) != "script" || got.Still || got.Since != since {
			t.Errorf("once it is gone: %+v", got)
		}
		if all, err := d.PageLooks(ctx); err != nil || len(all) != 1 || all[0].Event != id {
			t.Errorf("got %+v, %v", all, err)
		}
		got, err := d.SeenPageLook(ctx, id)
		if err != nil || got.State != desk.LookFine {
			t.Errorf("once it was seen: %+v, %v", got, err)
		}
		s.tamper = func(page string) string {
			return strings.Replace(page, "</head>", `<script src="https://evil.example/a.js"></script></head>`, 1)
		}
		later(l, s, 3*time.Hour)
		if news, err := d.LookWhenDue(ctx); err != nil || !news {
			t.Errorf("got news %v, %v", news, err)
		}
		if got := pageLook(ctx, t, d, id); foundIn(got) != "elsewhere code" && foundIn(got) != "code elsewhere" {
			t.Errorf("got %+v", got)
		}
	})
}

// TestUnseenPageAlarmsNobody: a line that is down, a network with a login page.
func TestUnseenPageAlarmsNobody(t *testing.T) {
	onStreet(t, 330, func(ctx context.Context, l *laptop, s *street, d *desk.Desk, id string) {
		s.down = true
		if r := synced(ctx, t, d); !r.Safe {
			t.Errorf("the sync is not whole: %+v", r)
		}
		if got := pageLook(ctx, t, d, id); got.State != desk.LookUnseen || got.Why == "" || got.Looked != "" || len(got.Found) > 0 {
			t.Errorf("got %+v", got)
		}
		s.down, s.tamper = false, func(string) string { return "<html>Please log in to the hall's network</html>" }
		got, err := d.LookAtPage(ctx, id)
		if err != nil || got.State != desk.LookUnseen || len(got.Found) > 0 {
			t.Errorf("got %+v, %v", got, err)
		}
		s.tamper = nil
		if got, err = d.LookAtPage(ctx, id); err != nil || got.State != desk.LookFine {
			t.Errorf("got %+v, %v", got, err)
		}
		if all, err := d.PageLooks(ctx); err != nil || len(all) > 0 {
			t.Errorf("got %+v, %v", all, err)
		}
		later(l, s, 30*24*time.Hour) // the event is over
		if _, err := d.LookAtPage(ctx, id); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("after the event: %v", err)
		}
	})
}

// TestPageOfAnotherLaptopAlarmsNobody: what a laptop does not know yet is no tampering,
// and what stays after two syncs is.
func TestPageOfAnotherLaptopAlarmsNobody(t *testing.T) {
	a, b := newLaptop(t, 340), newLaptop(t, 350)
	s := &street{c: newCampaign(t), script: pageScript}
	a.opt.HTTP, a.opt.PageScript = &http.Client{Transport: s}, []byte(pageScript)
	var id string
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		s.c.join(ctx, d)
		sheetChecked(ctx, t, d)
		var err error
		id, err = d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		synced(ctx, t, d)
	})
	invited(t, s.c, a, desk.PairInvite{}, b, "second")
	change := func(state string) {
		b.with(t, func(ctx context.Context, d *desk.Desk) {
			synced(ctx, t, d)
			_, err := d.SignupState(ctx, id, state, event.Text{})
			must0(t, err)
			synced(ctx, t, d)
		})
	}
	change(event.SignupClosed)
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		later(a, s, 3*time.Hour)
		if news, err := d.LookWhenDue(ctx); err != nil || news {
			t.Errorf("got news %v, %v", news, err)
		}
		if got := pageLook(ctx, t, d, id); got.State != desk.LookUnseen || len(got.Found) > 0 {
			t.Errorf("before the sync: %+v", got)
		}
		synced(ctx, t, d)
		if _, err := d.LookAtPage(ctx, id); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("of a closed page: %v", err)
		}
	})
	change(event.SignupOpen)
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		s.tamper = func(page string) string { return page[:strings.Index(page, "<form")] + "</main></body></html>" }
		for _, want := range []string{"", "form"} {
			later(a, s, 3*time.Hour)
			synced(ctx, t, d)
			if got := pageLook(ctx, t, d, id); foundIn(got) != want {
				t.Errorf("got %+v, want %q", got, want)
			}
		}
	})
}

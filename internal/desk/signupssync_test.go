package desk_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
)

// visits sends letters as browsers do: each from some fields, numbered from first on.
func (c *campaign) visits(s wire.Statement, first int, fields ...string) {
	c.t.Helper()
	for i, f := range fields {
		n := first + i
		body := sealedTo(c.t, s.Recipient, written(n, f))
		req, err := http.NewRequestWithContext(c.t.Context(), http.MethodPut, c.url+wire.PathEvent+s.Event+"/signups/"+uuid(n), bytes.NewReader(body))
		must0(c.t, err)
		c.answers(req, http.StatusCreated)
	}
}

// fillsIn sends the plain form of a browser without script.
func (c *campaign) fillsIn(event string, form url.Values) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.url+"/e/"+event+"/signup", bytes.NewReader([]byte(form.Encode())))
	must0(c.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	c.answers(req, http.StatusSeeOther)
}

func (c *campaign) answers(req *http.Request, want int) {
	c.t.Helper()
	resp, err := http.DefaultTransport.RoundTrip(req)
	must0(c.t, err)
	must0(c.t, resp.Body.Close())
	if resp.StatusCode != want {
		c.t.Fatalf("%s %s: got %s", req.Method, req.URL.Path, resp.Status)
	}
}

// TestSignupsComeByTheServer: from the poster to the list, and off the server.
func TestSignupsComeByTheServer(t *testing.T) {
	a, b, c := newLaptop(t, 60), newLaptop(t, 61), newCampaign(t)
	var id string
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		var err error
		id, err = d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		_, err = d.Edit(ctx, id, []byte(`{"capacity":5,"signup_page":{"food":["vegan"]}}`))
		must0(t, err)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		wantSent(ctx, t, d, id, false, false)
		synced(ctx, t, d)
		wantSent(ctx, t, d, id, true, true)
		_, err = d.SignupState(ctx, id, "full", nil)
		must0(t, err)
		wantSent(ctx, t, d, id, true, false) // an older version is there
		_, err = d.SignupState(ctx, id, "open", nil)
		must0(t, err)
		synced(ctx, t, d)
		c.visits(stated(ctx, t, d, id), 1, `,"name":"Amina","party":3,"food":["vegan"]`, `,"name":"Big","party":4`)
		c.fillsIn(id, url.Values{"name": {"Olena"}, "food": {"vegan"}, "lang": {"en"}})
		if r := synced(ctx, t, d); r.Letters != 3 || r.Signups != 3 || !r.Safe {
			t.Errorf("got %+v", r)
		}
		v, err := d.Event(ctx, id)
		if err != nil || v.NewSignups != 3 {
			t.Errorf("got %d new, %v", v.NewSignups, err)
		}
		got := signups(ctx, t, d, id)
		if diff := cmp.Diff([]string{"Amina x3"}, briefly(got.Entries)); diff != "" || len(got.Queue) != 2 || got.Food[0].Count != 2 {
			t.Errorf("(-want +got):\n%s%q %+v", diff, briefly(got.Queue), got.Food)
		}
		if r := synced(ctx, t, d); r.Letters != 0 || r.Signups != 0 {
			t.Errorf("the server still holds %d letters", r.Letters)
		}
	})
	invited(t, c, a, desk.PairInvite{}, b, "second")
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		got := signups(ctx, t, d, id)
		if line := fmt.Sprint(briefly(got.Entries), briefly(got.Queue)); line != "[Amina x3] [Big x4 waiting Olena x1 waiting]" {
			t.Errorf("the second laptop has %s", line)
		}
	})
}

// wantSent says whether the page should be at the server in some version, and whether a
// sync should have nothing to send.
func wantSent(ctx context.Context, t *testing.T, d *desk.Desk, id string, sent, nothing bool) {
	t.Helper()
	if p := signups(ctx, t, d, id).Page; !p.Published || p.Sent != sent {
		t.Errorf("got published %v, sent %v, want true, %v", p.Published, p.Sent, sent)
	}
	if out, err := d.Outgoing(ctx); err != nil || out.Nothing != nothing {
		t.Errorf("nothing to send: got %v, want %v, %v; %+v", out.Nothing, nothing, err, out)
	}
}

// visit signs people up on the page, with script and without, and one whose letter nobody
// can open.
func (w *aviary) visit(ctx context.Context, d *desk.Desk) {
	t := w.t
	s := stated(ctx, t, d, w.id)
	for i := range visitors - 1 {
		w.c.visits(s, i+1, fmt.Sprintf(`,"name":"%s","contact":"%s9%d@example.org","food":["vegan"]`, canaryName(i), marks.email, max(i, 1)))
	}
	w.c.fillsIn(w.id, url.Values{"name": {canaryName(9)}, "contact": {"+" + marks.phone + "99"}})
	stranger, err := age.GenerateHybridIdentity()
	must0(t, err)
	s.Recipient = stranger.Recipient().String()
	w.c.visits(s, 20, fmt.Sprintf(`,"name":"%s"`, canaryName(10)))
	if r := synced(ctx, t, d); r.Letters != visitors+1 {
		t.Fatalf("got %+v", r)
	}
	got := signups(ctx, t, d, w.id)
	if len(got.Entries)+len(got.Queue) != canaries+visitors || len(got.Unopened) != 1 {
		t.Fatalf("got %d with a place, %d waiting, %d unopened", len(got.Entries), len(got.Queue), len(got.Unopened))
	}
}

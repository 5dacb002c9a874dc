package desk_test

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// watched notes every request, and whether it says who asks.
type watched struct {
	mu    sync.Mutex
	asked []string
}

// RoundTrip implements http.RoundTripper.
func (w *watched) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	line := r.Method + " " + r.URL.Path
	if r.Header.Get("Authorization")+r.Header.Get("Cookie")+r.URL.RawQuery != "" || r.ContentLength != 0 {
		line += " with something of the group"
	}
	w.asked = append(w.asked, line)
	w.mu.Unlock()
	return http.DefaultTransport.RoundTrip(r)
}

// TestFetchingSaysNothingOfTheGroup: what was withdrawn is asked for as any visitor may,
// and obeyed while a backup that was put back waits.
func TestFetchingSaysNothingOfTheGroup(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newShelved(t)
	ctx := t.Context()
	if _, err := l.FetchPacks(ctx); fault.CodeOf(err) != fault.Denied {
		t.Errorf("with no campaign: %v", err)
	}
	c.publish(sampleEdition(1, "ana", "ben"))
	c.join(ctx, l.Desk)
	id := addSample(t, l.Desk)
	if _, err := l.Choose(ctx, id, []string{"ana"}); err != nil {
		t.Fatal(err)
	}
	c.withdraw("ana")
	c.publish(sampleEdition(7, "ben", "cyn"))
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	w := &watched{}
	l.opt.HTTP = &http.Client{Transport: w}
	l.open(t)
	news, err := l.FetchPacks(ctx)
	if err != nil || news.Trouble != "" || !slices.Equal(news.Withdrawn, []string{"ana"}) || !slices.Equal(news.Packs, []string{"day-2026"}) {
		t.Errorf("got %+v, %v", news, err)
	}
	wantRefused(t, l.Desk, id, "Speaker ANA")
	for _, line := range w.asked {
		path, isGet := strings.CutPrefix(line, "GET ")
		if open := path == wire.PathHello || path == wire.PathWithdrawals || strings.HasPrefix(path, wire.PathPacks); !isGet || !open {
			t.Errorf("it asked for %s", line)
		}
	}
	if len(w.asked) < 3 {
		t.Errorf("it asked only for %q", w.asked)
	}
	if out, err := l.Outgoing(ctx); err != nil || out.Nothing {
		t.Errorf("the event does not wait to be sent: %+v, %v", out, err)
	}
}

// TestFetchingWithoutALine: a server that does not answer is no trouble with the packs.
func TestFetchingWithoutALine(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newShelved(t)
	c.publish(sampleEdition(1, "ana"))
	c.join(t.Context(), l.Desk)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l.opt.HTTP = &http.Client{Transport: broken{path: wire.PathHello, answer: func(resp *http.Response) { resp.StatusCode = http.StatusBadRequest }}}
	l.open(t)
	if _, err := l.FetchPacks(t.Context()); err == nil {
		t.Errorf("got %v", err)
	}
	if st, err := l.Packs(t.Context()); err != nil || st.Trouble != "" || len(st.Packs) != 1 {
		t.Errorf("got %+v, %v", st, err)
	}
}

// ids are those of voices.
func ids(voices []desk.PackVoice) (out []string) {
	for _, v := range voices {
		out = append(out, v.ID)
	}
	return out
}

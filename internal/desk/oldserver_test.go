package desk_test

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// older is a line to a server of before some calls.
type older struct{ unknown []string }

// RoundTrip implements http.RoundTripper.
func (o older) RoundTrip(r *http.Request) (*http.Response, error) {
	if !slices.ContainsFunc(o.unknown, func(path string) bool { return strings.HasPrefix(r.URL.Path, path) }) {
		return http.DefaultTransport.RoundTrip(r)
	}
	return &http.Response{
		StatusCode: http.StatusNotFound, Header: http.Header{"Content-Type": {"application/json"}}, Request: r,
		Body: io.NopCloser(strings.NewReader(`{"code":"not_found","message":"this server does not know that call","hint":"update the program that made it"}`)),
	}, nil
}

// TestServersOfBeforeMailboxes: all but sign-ups from the page goes on, and they come once
// the server was updated.
func TestServersOfBeforeMailboxes(t *testing.T) {
	l, c := newLaptop(t, 70), newCampaign(t)
	l.opt.HTTP = &http.Client{Transport: older{[]string{wire.PathMailbox, "/v1/blobs", wire.PathPacks, wire.PathWithdrawals}}}
	var id string
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		var err error
		id, err = d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		if r := synced(ctx, t, d); r.Pushed == 0 || r.Waiting != 0 || !r.Safe || r.Packs.Trouble != "" {
			t.Errorf("got %+v", r)
		}
		c.visits(stated(ctx, t, d, id), 1, `,"name":"Amina"`)
		if r := synced(ctx, t, d); r.Letters != 0 || !r.Safe {
			t.Errorf("got %+v", r)
		}
	})
	l.opt.HTTP = nil
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		if r := synced(ctx, t, d); r.Letters != 1 || !r.Safe {
			t.Errorf("the updated server: got %+v", r)
		}
	})
}

// TestServersOfBeforeKeys: names are not sent where nobody could have the keys back, and
// it is said whose program is to be updated.
func TestServersOfBeforeKeys(t *testing.T) {
	l, c := newLaptop(t, 71), newCampaign(t)
	l.opt.HTTP = &http.Client{Transport: older{[]string{wire.PathKeybag, wire.PathRecovery, wire.PathReceipt, wire.PathMailbox, wire.PathPacks}}}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		id, err := d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		_, err = d.Sync(ctx)
		wantFault(t, err, fault.Conflict, "the server is older than this Daykit")
		if s, err := d.Status(ctx); err != nil || s.Waiting == 0 {
			t.Errorf("got %+v, %v: nothing waits to be sent", s, err)
		}
	})
	l.opt.HTTP = nil
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		if r := synced(ctx, t, d); r.Pushed == 0 || !r.Safe {
			t.Errorf("the updated server: got %+v", r)
		}
	})
}

package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"daykit/internal/data/sync"
	"daykit/internal/data/sync/stranger"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// The states of a PageLook.
const (
	LookNever   = ""        // nobody has looked yet
	LookFine    = "fine"    // it is as it was published
	LookDiffers = "differs" // it was not, and nobody has said that they know
	LookUnseen  = "unseen"  // it could not be seen when it was tried last
)

// PageLook is what came of looking at an event's public page as a visitor does.
type PageLook struct {
	Event  string        `json:"event"`
	State  string        `json:"state"`
	Looked string        `json:"looked"` // RFC 3339, when the page was last seen; empty for never
	Tried  string        `json:"tried"`  // RFC 3339
	Why    string        `json:"why"`    // it could not be seen
	Older  bool          `json:"older"`  // its script is one of an earlier release
	Found  []PageFinding `json:"found"`  // what was not as it was published
	Since  string        `json:"since"`  // RFC 3339, when that was found first
	Still  bool          `json:"still"`  // the last look found it too
	Hint   string        `json:"hint"`   // what to do about Found, in English
}

// PageFinding is one thing that was not as it was published.
type PageFinding struct {
	ID    string `json:"id"`    // of stranger's findings
	Words string `json:"words"` // in English, for the command line
}

// Settings of looking at pages: when it is due again, and what came of it for an event.
const (
	settingLookNext = "pagelook.next"
	settingLook     = "pagelook.event."
)

// How often pages are looked at: not before an hour after the last time, and at a time
// within the next that no server can tell before.
const (
	lookEvery  = time.Hour
	lookWithin = 20 * time.Second // for all pages
)

// lookRecord is a PageLook as it is kept.
type lookRecord struct {
	Looked time.Time          `json:"looked"`
	Tried  time.Time          `json:"tried"`
	Why    string             `json:"why,omitempty"`
	Older  bool               `json:"older,omitempty"`
	Found  []stranger.Finding `json:"found,omitempty"`
	Since  time.Time          `json:"since"`
	Still  bool               `json:"still,omitempty"`
	Doubts []stranger.Finding `json:"doubts,omitempty"` // that the look after the last sync had
}

// PageLook gives what is known of an event's page.
func (d *Desk) PageLook(ctx context.Context, id string) (PageLook, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return PageLook{}, err
	}
	r, err := d.lookRecord(ctx, string(ev.ID))
	return r.view(string(ev.ID)), err
}

// PageLooks gives that of each event whose page was not as it was published.
func (d *Desk) PageLooks(ctx context.Context) ([]PageLook, error) {
	evs, err := d.events(ctx)
	out := []PageLook{}
	for _, ev := range evs {
		r, err := d.lookRecord(ctx, string(ev.ID))
		if err != nil {
			return nil, err
		}
		if len(r.Found) > 0 {
			out = append(out, r.view(string(ev.ID)))
		}
	}
	return out, err
}

// SeenPageLook says that somebody knows what was found. It is found anew by the next look
// if it is still so.
func (d *Desk) SeenPageLook(ctx context.Context, id string) (PageLook, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return PageLook{}, err
	}
	r, err := d.lookRecord(ctx, string(ev.ID))
	if err != nil {
		return PageLook{}, err
	}
	r.Found, r.Since, r.Still = nil, time.Time{}, false
	return r.view(string(ev.ID)), d.keepLook(ctx, string(ev.ID), r)
}

// LookAtPage looks now, because a person asks. NotFound where there is nothing to look at.
func (d *Desk) LookAtPage(ctx context.Context, id string) (PageLook, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return PageLook{}, err
	}
	w, err := d.watcher(ctx)
	if err != nil || w == nil {
		return PageLook{}, errors.Join(err, nothingToLookAt())
	}
	defer w.Close()
	p, ok, err := d.toLookAt(ctx, ev)
	if err != nil || !ok {
		return PageLook{}, errors.Join(err, nothingToLookAt())
	}
	d.looking.Lock()
	defer d.looking.Unlock()
	r, err := d.look(ctx, w, p, false)
	return r.view(string(ev.ID)), err
}

func nothingToLookAt() error {
	return fault.New(fault.NotFound, "there is no page that takes sign-ups and has gone out", "publish the page and sync; a Daykit that was built without the page's script cannot look")
}

// LookWhenDue looks at the published pages when it is time, and reports whether something
// is not as it should be that was so before. The window calls it every few minutes, so
// that the server cannot know a stranger by when they come.
func (d *Desk) LookWhenDue(ctx context.Context) (news bool, err error) {
	return d.lookAll(ctx, false)
}

// lookAfterSync is LookWhenDue where this laptop has just agreed with the server. Whatever
// comes of it keeps nothing else from being sent or taken.
func (d *Desk) lookAfterSync(ctx context.Context) {
	if _, err := d.lookAll(ctx, true); err != nil && ctx.Err() == nil {
		d.opt.Log.WarnContext(ctx, "the public pages were not looked at", "error", err)
	}
}

func (d *Desk) lookAll(ctx context.Context, synced bool) (news bool, err error) {
	if !d.looking.TryLock() {
		return false, nil // somebody looks already
	}
	defer d.looking.Unlock()
	w, err := d.watcher(ctx)
	if err != nil || w == nil {
		return false, err
	}
	defer w.Close()
	due, err := d.lookDue(ctx)
	if err != nil {
		return false, err
	}
	evs, err := d.events(ctx)
	if err != nil {
		return false, err
	}
	within, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	looked := false
	for _, ev := range evs {
		did, bad, err := d.lookOnce(within, w, ev, due, synced)
		if err != nil {
			return news, err
		}
		looked, news = looked || did, news || bad
	}
	if !looked {
		return news, nil
	}
	return news, d.lookLater(ctx)
}

// lookOnce looks at the page of an event when all are due, or when nobody looked at it yet
// and this sync brought it. bad says that something was found which was not known.
func (d *Desk) lookOnce(ctx context.Context, w *stranger.Stranger, ev event.Event, due, synced bool) (did, bad bool, err error) {
	if ctx.Err() != nil {
		return false, false, nil //nolint:nilerr // no time is left for this one
	}
	was, err := d.lookRecord(ctx, string(ev.ID))
	if err != nil || !due && (!synced || !was.Tried.IsZero()) {
		return false, false, err
	}
	p, ok, err := d.toLookAt(ctx, ev)
	if err != nil || !ok {
		return false, false, err
	}
	r, err := d.look(ctx, w, p, synced)
	return true, r.Still && !slices.Equal(r.Found, was.Found), err
}

// watcher gives who looks; nil where nothing can be compared.
func (d *Desk) watcher(ctx context.Context) (*stranger.Stranger, error) {
	known, err := stranger.Known(d.opt.PageScript, d.opt.PageEditions)
	if err != nil || len(known) == 0 {
		return nil, err
	}
	m, err := sync.Membership(ctx, d.store)
	if err != nil || !m.Joined() {
		return nil, err
	}
	return stranger.New(d.opt.HTTP, known), nil
}

// toLookAt gives the page of an event, where it takes sign-ups and has gone out.
func (d *Desk) toLookAt(ctx context.Context, ev event.Event) (p stranger.Published, ok bool, err error) {
	id := string(ev.ID)
	have, err := d.page(ctx, id)
	if err != nil || len(have) == 0 {
		return p, false, err
	}
	waiting, err := d.store.WaitingEntities(ctx)
	if err != nil || waiting[wire.EntityPage+"/"+id] {
		return p, false, err
	}
	var page wire.Page
	if json.Unmarshal(have, &page) != nil {
		return p, false, nil
	}
	p.Event = id
	switch now := d.opt.Now(); {
	case takesNow(page, now):
		p.Signed = page.Signup.Statement
	case asksNow(page, now):
		p.Signed, p.Asks = page.Feedback.Statement, true
	default:
		return p, false, nil
	}
	for _, title := range page.Title {
		p.Titles = append(p.Titles, title)
	}
	if p.Fingerprint, err = d.fingerprint(ctx); err != nil || p.Fingerprint == "" {
		return p, false, err
	}
	p.Address, _, _, err = d.address(ctx, ev.ID)
	return p, err == nil, err
}

// takesNow says whether a page has the form of the sign-up for the hour to come, whatever
// is the server's clock.
func takesNow(page wire.Page, now time.Time) bool {
	var s wire.Statement
	if page.Signup == nil || !slices.Contains(takingStates, page.Signup.State) ||
		json.Unmarshal([]byte(page.Signup.Statement.Statement), &s) != nil {
		return false
	}
	until, err := s.Until()
	return err == nil && !now.Add(time.Hour).After(until)
}

// asksNow says the same of asking how it was.
func asksNow(page wire.Page, now time.Time) bool {
	var s wire.FeedbackStatement
	if page.Feedback == nil || page.Signup != nil && page.Signup.State == wire.SignupCancelled ||
		json.Unmarshal([]byte(page.Feedback.Statement.Statement), &s) != nil {
		return false
	}
	from, until, err := s.Span()
	return err == nil && !now.Add(-time.Hour).Before(from) && !now.Add(time.Hour).After(until)
}

// takingStates are those in which a page has a form.
var takingStates = []string{wire.SignupOpen, wire.SignupFull, wire.SignupMoved}

// look looks once and keeps what came of it. The error is never that of the line.
func (d *Desk) look(ctx context.Context, w *stranger.Stranger, p stranger.Published, synced bool) (lookRecord, error) {
	keep := context.WithoutCancel(ctx)
	r, err := d.lookRecord(keep, p.Event)
	if err != nil {
		return r, err
	}
	l, err := w.Look(ctx, p)
	var u *stranger.UnseenError
	switch {
	case err == nil:
		r.saw(d.opt.Now(), l, synced)
	case errors.As(err, &u):
		r.unseen(d.opt.Now(), u.Why)
	case errors.Is(err, context.DeadlineExceeded):
		r.unseen(d.opt.Now(), "it took too long")
	default:
		return r, err // somebody ended it
	}
	return r, d.keepLook(keep, p.Event, r)
}

func (d *Desk) lookDue(ctx context.Context) (bool, error) {
	text, err := d.store.Setting(ctx, settingLookNext)
	if err != nil || text == "" {
		return true, err
	}
	next, err := time.Parse(time.RFC3339, text)
	now := d.opt.Now()
	return err != nil || !now.Before(next) || next.Sub(now) > 2*lookEvery, nil //nolint:nilerr // of a clock that was wrong
}

func (d *Desk) lookLater(ctx context.Context) error {
	wait, err := sync.Jitter(d.opt.Rand, 0, lookEvery, lookEvery)
	if err != nil {
		return err
	}
	return d.store.SetSetting(context.WithoutCancel(ctx), settingLookNext, instant(d.opt.Now().Add(lookEvery+wait)))
}

func (d *Desk) lookRecord(ctx context.Context, id string) (r lookRecord, err error) {
	text, err := d.store.Setting(ctx, settingLook+id)
	if err != nil || text == "" {
		return r, err
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return r, fmt.Errorf("read what was seen of a page: %w", err)
	}
	return r, nil
}

func (d *Desk) keepLook(ctx context.Context, id string, r lookRecord) error {
	return d.store.SetSetting(ctx, settingLook+id, string(raw(r)))
}

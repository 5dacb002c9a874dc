package desk_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/seal"
	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// afterTheDay is two days after that of the sample event.
var afterTheDay = time.Date(2026, 12, 20, 9, 0, 0, 0, time.UTC)

// howStated gives what the published page asks, which the group signed.
func howStated(ctx context.Context, t *testing.T, d *desk.Desk, id string) wire.FeedbackStatement {
	t.Helper()
	p, err := desk.PageOf(ctx, d, id)
	must0(t, err)
	if p.Feedback == nil {
		t.Fatal("the page asks nobody how it was")
	}
	signed := p.Feedback.Statement
	if !seal.Verify(ed25519.PublicKey(signed.Key), wire.PurposeFeedback, []byte(signed.Statement), signed.Signature) {
		t.Fatal("the statement is not signed")
	}
	s, err := signed.OpenFeedback()
	must0(t, err)
	return s
}

// howTold is the plain text of a letter with answers.
func howTold(n int, fields string) []byte {
	text := fmt.Sprintf(`{"v":2,"kind":"feedback","id":%q%s}`, uuid(n), fields)
	return append([]byte(text), bytes.Repeat([]byte(" "), max(0, wire.FeedbackSize-len(text)))...)
}

func letterTold(t *testing.T, s wire.FeedbackStatement, n int, plain []byte) wire.Letter {
	t.Helper()
	return wire.Letter{ID: uuid(n), Event: s.Event, Body: sealedTo(t, s.Recipient, plain)}
}

// tells sends answers as a browser does: sealed, or by the plain form.
func (c *campaign) tells(l wire.Letter, form url.Values) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodPut, c.url+wire.PathEvent+l.Event+"/feedback/"+l.ID, bytes.NewReader(l.Body))
	must0(c.t, err)
	c.answers(req, http.StatusCreated)
	req, err = http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.url+"/e/"+l.Event+"/feedback", strings.NewReader(form.Encode()))
	must0(c.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	c.answers(req, http.StatusSeeOther)
}

func forms(ctx context.Context, t *testing.T, d *desk.Desk, id string) (out []string) {
	t.Helper()
	f, err := d.Forms(ctx, id)
	must0(t, err)
	for _, one := range f.Forms {
		out = append(out, fmt.Sprintf("%s %s %v %q %v", one.Via, one.Lang, one.Answers, one.Words, one.MayQuote))
	}
	return out
}

// TestHowItWasComesByTheServer: from the choice to the page, and from the page to the
// evaluation, on two laptops, once.
func TestHowItWasComesByTheServer(t *testing.T) {
	a, b, c := newLaptop(t, 830), newLaptop(t, 831), newCampaign(t)
	var id string
	var letter wire.Letter
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		var err error
		id, err = d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		if p, err := desk.PageOf(ctx, d, id); err != nil || p.Feedback != nil {
			t.Errorf("the page asks, and nobody chose it: %v", err)
		}
		v, err := d.FeedbackPage(ctx, id, event.FeedbackOpen, "2026-12-28")
		must0(t, err)
		if got := v.Doc.FeedbackPage; got.State != "open" || got.Until != "2026-12-28" {
			t.Errorf("got %+v", got)
		}
		s := howStated(ctx, t, d, id)
		if s.NotBefore != "2026-12-18T20:30:00Z" || s.NotAfter != "2026-12-29T00:00:00Z" || len(s.Ask) != 6 || s.Recipient != stated(ctx, t, d, id).Recipient {
			t.Errorf("got %+v", s)
		}
		if label, err := d.Undo(ctx, id); err != nil || label != "feedback.page" {
			t.Errorf("undo: %q, %v", label, err)
		}
		if p := signups(ctx, t, d, id).Page; p.Feedback.Asks || p.Behind || p.Feedback.State != "" {
			t.Errorf("after undo: %+v", p)
		}
		_, err = d.FeedbackPage(ctx, id, event.FeedbackOpen, "")
		must0(t, err)
		must0(t, desk.NewEventKey(ctx, d, id))
		if s = howStated(ctx, t, d, id); s.Recipient != stated(ctx, t, d, id).Recipient {
			t.Error("the newest key is not on the page")
		}
		if p := signups(ctx, t, d, id).Page; !p.Feedback.Asks || p.Behind || p.Feedback.Until != "2027-01-01" {
			t.Errorf("got %+v", p)
		}
		synced(ctx, t, d)
	})
	invited(t, c, a, desk.PairInvite{}, b, "second")
	a.now, b.now = afterTheDay, afterTheDay
	c.clock(afterTheDay)
	want := []string{`page  map[again:[no]] "" false`, `page ur map[welcome:[5] why:[people day]] "The soup." true`}
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		letter = letterTold(t, howStated(ctx, t, d, id), 1, howTold(1, `,"lang":"ur","answers":{"welcome":["5"],"why":["day","people"]},"words":" The  soup. ","may_quote":true`))
		c.tells(letter, url.Values{"again": {"no"}})
		if r := synced(ctx, t, d); r.Letters != 2 || r.Answers != 2 || r.Signups != 0 || !r.Safe {
			t.Errorf("got %+v", r)
		}
		if diff := cmp.Diff(want, forms(ctx, t, d, id)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		must0(t, desk.TakeLetters(ctx, d, letter))
		if r := synced(ctx, t, d); r.Letters != 0 || r.Answers != 0 || len(forms(ctx, t, d, id)) != 2 {
			t.Errorf("again: %+v", r)
		}
	})
	b.with(t, func(ctx context.Context, d *desk.Desk) { // which opened it too, before it heard of the other
		must0(t, desk.TakeLetters(ctx, d, letter))
		if r := synced(ctx, t, d); r.Answers != 1 {
			t.Errorf("got %+v", r)
		}
		if diff := cmp.Diff(want, forms(ctx, t, d, id)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		must0(t, d.DropForm(ctx, id, uuid(1)))
		must0(t, desk.TakeLetters(ctx, d, letter))
		if got := forms(ctx, t, d, id); len(got) != 1 {
			t.Errorf("a form that was taken away came back: %q", got)
		}
	})
}

// TestHostileAnswers: what opens and is no form is kept aside without what is in it, what a
// later Daykit may read is kept whole, and neither holds up anything.
func TestHostileAnswers(t *testing.T) {
	t.Parallel()
	newLaptop(t, 832).with(t, func(ctx context.Context, d *desk.Desk) {
		id, st := openPage(ctx, t, d, 0)
		_, err := d.FeedbackPage(ctx, id, event.FeedbackOpen, "")
		must0(t, err)
		s := howStated(ctx, t, d, id)
		for n, plain := range map[int][]byte{
			1: bytes.Repeat([]byte("x"), wire.FeedbackSize), 2: howTold(99, `,"answers":{"new":["yes"]}`), 3: howTold(3, `,"answers":{"new":["maybe"],"pay":["me"]},"may_quote":true`),
			4: howTold(4, `,"words":"`+strings.Repeat("x", 601)+`"`), 5: howTold(5, `,"answers":{"new":"yes"}`), 9: howTold(9, `,"answers":{"why":["<script>"]},"words":"x"`),
			6: []byte(strings.Replace(string(howTold(6, "")), `"v":2`, `"v":3`, 1)), 7: []byte(strings.Replace(string(howTold(7, "")), `"feedback"`, `"rumour"`, 1)),
			8: howTold(8, `,"words":"a\u0000b\u202ec\n\n <b>d</b>","answers":{"welcome":["1","5"],"why":["bribe","learn"],"shoes":["red"]},"lang":"tlh"`),
		} {
			must0(t, desk.TakeLetters(ctx, d, letterTold(t, s, n, plain)))
		}
		arrives(ctx, t, d, st, 20, `,"name":"Amina"`)
		got := map[string]string{}
		list := signups(ctx, t, d, id)
		for _, l := range list.Unopened {
			got[l.ID] = l.Why
		}
		want := map[string]string{uuid(1): "unclear", uuid(2): "readdressed", uuid(3): "unclear", uuid(4): "unclear", uuid(5): "unclear", uuid(9): "unclear", uuid(6): "newer", uuid(7): "newer"}
		if diff := cmp.Diff(want, got); diff != "" || len(list.Entries) != 1 {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{`page  map[why:[learn]] "a bc\n\n<b>d</b>" false`}, forms(ctx, t, d, id)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		var later []wire.Letter
		for n := range desk.MaxAside + 5 {
			later = append(later, letterTold(t, s, 100+n, []byte(strings.Replace(string(howTold(100+n, "")), `"v":2`, `"v":9`, 1))))
		}
		must0(t, desk.TakeLetters(ctx, d, later...))
		newer := 0
		for _, l := range signups(ctx, t, d, id).Unopened {
			if l.Why == "crowded" {
				t.Fatal("a letter that a later Daykit may read was thrown away")
			}
			if l.Why == "newer" {
				newer++
			}
		}
		if newer != desk.MaxAside-6 {
			t.Errorf("%d letters are kept aside for a later Daykit", newer)
		}
	})
}

// TestLaptopsOfBeforeKeepAnswers: they call what they cannot read newer, and keep it whole.
func TestLaptopsOfBeforeKeepAnswers(t *testing.T) {
	t.Parallel()
	if _, err := desk.DecodeSignup(howTold(1, `,"answers":{"new":["yes"]}`)); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("got %v", err)
	}
}

// TestLookingAtAPageThatAsks: a laptop looks at the questions as it looks at the sign-up.
func TestLookingAtAPageThatAsks(t *testing.T) {
	onStreet(t, 834, func(ctx context.Context, l *laptop, s *street, d *desk.Desk, id string) {
		_, err := d.FeedbackPage(ctx, id, event.FeedbackOpen, "")
		must0(t, err)
		synced(ctx, t, d)
		later(l, s, afterTheDay.Sub(l.now))
		synced(ctx, t, d)
		if got, err := d.LookAtPage(ctx, id); err != nil || got.State != desk.LookFine {
			t.Fatalf("got %+v, %v", got, err)
		}
		s.tamper = func(page string) string {
			return strings.Replace(page, "<textarea", `<input name="passport"><textarea`, 1)
		}
		if got, err := d.LookAtPage(ctx, id); err != nil || foundIn(got) != "fields" {
			t.Errorf("got %+v, %v", got, err)
		}
		s.tamper = nil
		later(l, s, 20*24*time.Hour)
		if _, err := d.LookAtPage(ctx, id); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("when it asks no more: %v", err)
		}
	})
}

func TestChoosingToAsk(t *testing.T) {
	t.Parallel()
	newLaptop(t, 833).with(t, func(ctx context.Context, d *desk.Desk) {
		id, _ := openPage(ctx, t, d, 0)
		for _, c := range [][2]string{{"maybe", ""}, {"", ""}, {"open", "Christmas"}} {
			if _, err := d.FeedbackPage(ctx, id, c[0], c[1]); fault.CodeOf(err) != fault.Invalid {
				t.Errorf("%v: %v", c, err)
			}
		}
		_, err := d.FeedbackPage(ctx, id, event.FeedbackOpen, "2027-01-10")
		must0(t, err)
		_, err = d.Edit(ctx, id, []byte(`{"date":"2026-12-19"}`))
		must0(t, err)
		if p := signups(ctx, t, d, id).Page; !p.Behind {
			t.Errorf("the page asks from the old day on: %+v", p)
		}
		_, err = d.Publish(ctx, id)
		must0(t, err)
		if s := howStated(ctx, t, d, id); s.NotBefore != "2026-12-19T20:30:00Z" || s.NotAfter != "2027-01-11T00:00:00Z" {
			t.Errorf("got %+v", s)
		}
		before, err := desk.Digest(ctx, d, id)
		must0(t, err)
		_, err = d.FeedbackPage(ctx, id, event.FeedbackOpen, "2027-01-10")
		must0(t, err)
		if after, err := desk.Digest(ctx, d, id); err != nil || after == before {
			t.Errorf("the page does not go out once more, for a server that was updated: %v", err)
		}
		_, err = d.FeedbackPage(ctx, id, event.FeedbackClosed, "")
		must0(t, err)
		if p, err := desk.PageOf(ctx, d, id); err != nil || p.Feedback != nil {
			t.Errorf("the page still asks, %v", err)
		}
	})
}

// FuzzDecodeLetter pads what it is given to either length, or nothing would come through.
func FuzzDecodeLetter(f *testing.F) {
	f.Add(bytes.TrimSpace(howTold(1, `,"lang":"ur","answers":{"welcome":["5"],"why":["day"]},"words":"soup\n\u202e","may_quote":true`)))
	f.Add(bytes.TrimSpace(written(1, `,"name":"Amina"`)))
	f.Add([]byte(`{"v":2,"kind":"feedback","answers":null}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, size := range []int{512, wire.FeedbackSize} {
			plain := append(bytes.Clone(raw), bytes.Repeat([]byte(" "), max(0, size-len(raw)))...)
			form, id, err := desk.DecodeLetter(plain)
			if err != nil {
				continue
			}
			if !wire.IsUUID(id) {
				t.Fatalf("taken in as %q", id)
			}
			if form != nil && (form.Check() != nil || strings.ContainsAny(form.Words, "\x00\r\u202e\u2066")) {
				t.Fatalf("a form that is none: %+v", form)
			}
		}
	})
}

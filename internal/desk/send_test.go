package desk_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	gosync "sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"
)

// recorder is a line that keeps every operation that goes over it in the open.
type recorder struct {
	mu   gosync.Mutex
	open []string
	old  bool // the server says nothing of parts, as one of before
}

// RoundTrip implements http.RoundTripper.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Path == wire.PathOps {
		raw, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		req.Body = io.NopCloser(bytes.NewReader(raw))
		if err := r.keep(raw, req.Header.Get("Content-Encoding") == "gzip"); err != nil {
			return nil, err
		}
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err == nil && r.old && req.URL.Path == wire.PathHello {
		answerWith(resp, func(h map[string]any) { delete(h, "parts") })
	}
	return resp, err
}

func answerWith(resp *http.Response, change func(map[string]any)) {
	var v map[string]any
	if json.NewDecoder(resp.Body).Decode(&v) != nil {
		return
	}
	change(v)
	raw, _ := json.Marshal(v)
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
	resp.Header.Del("Content-Length")
}

func (r *recorder) keep(raw []byte, packed bool) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if packed {
		z, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return err
		}
		if raw, err = io.ReadAll(z); err != nil {
			return err
		}
	}
	var p wire.PushRequest
	if err := json.Unmarshal(raw, &p); err != nil {
		return err
	}
	for _, ops := range append(p.Also, p.Ops) {
		for _, o := range ops {
			if o.Class < wire.ClassSealed && len(o.Body) > 0 {
				r.open = append(r.open, string(o.Body))
			}
		}
	}
	return nil
}

// took gives what went since the last call.
func (r *recorder) took() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := r.open
	r.open = nil
	slices.Sort(out)
	return out
}

func bodies(out desk.Outgoing) (all []string) {
	for _, o := range out.Ops {
		all = append(all, o.Body)
	}
	slices.Sort(all)
	return all
}

// seenAndSent sends what Outgoing shows and holds what went to it, byte for byte.
func seenAndSent(ctx context.Context, t *testing.T, d *desk.Desk, line *recorder) desk.Outgoing {
	t.Helper()
	out, err := d.Outgoing(ctx)
	must0(t, err)
	line.took()
	r, err := d.SyncSeen(ctx, out.Mark)
	must0(t, err)
	if diff := cmp.Diff(bodies(out), line.took()); diff != "" {
		t.Errorf("what was sent is not what was shown (-shown +sent):\n%s", diff)
	}
	if r.Quarantined > 0 || !r.Safe {
		t.Errorf("after sending: %+v", r)
	}
	return out
}

// standing gives the parts that the server shows, by kind.
func (c *campaign) standing(id string) map[string][]wire.Part {
	c.t.Helper()
	rows, err := c.store.Parts(c.t.Context(), id, wire.PartComment, wire.PartEvaluation, wire.PartForm, wire.PartLearned, wire.PartPhoto)
	must0(c.t, err)
	out := map[string][]wire.Part{}
	for _, r := range rows {
		p, err := wire.DecodePart(r.Value)
		must0(c.t, err)
		out[p.Kind] = append(out[p.Kind], p)
	}
	return out
}

// numbers says whether the server has the numbers of an event.
func (c *campaign) numbers(id string) bool {
	c.t.Helper()
	all, err := server.ReadTotals(c.t.Context(), c.store)
	must0(c.t, err)
	return slices.ContainsFunc(all.Events, func(e server.EventTotals) bool { return e.ID == id && e.Reported })
}

// heldBytes says whether anything of a text is in the feed of the group at the server.
func (c *campaign) heldBytes(ctx context.Context, d *desk.Desk, text string) bool {
	c.t.Helper()
	found := false
	must0(c.t, desk.ServerFeed(ctx, d, c.store, func(body []byte) { found = found || bytes.Contains(body, []byte(text)) }))
	return found
}

const danced = "My mum danced. She has not danced since we came."

// evaluated is an event that somebody came to, with forms, photographs and what was learned.
func evaluated(ctx context.Context, t *testing.T, d *desk.Desk) (id string, photos []string, quoted map[string]string) {
	t.Helper()
	id = eventWith(ctx, t, d, "Kanarina", 3)
	_, err := d.WalkIns(ctx, id, 12)
	must0(t, err)
	quoted = map[string]string{}
	for i, words := range []string{danced, "More chairs, said Kanarina.", "Only for you.", "Not chosen.", "", ""} {
		f := feedback.Form{Lang: "en", Words: words, MayQuote: i != 2 && words != "", Answers: map[string][]string{"welcome": {"5"}, "again": {"yes"}}}
		got, err := d.AddForm(ctx, id, f)
		must0(t, err)
		quoted[words] = got.ID
		if i < 2 {
			must0(t, d.QuoteForm(ctx, id, got.ID, true))
		}
	}
	photos = addPhotographs(ctx, t, d, id, phonePicture(t, "a.jpg", 1500, 1100), phonePicture(t, "b.jpg", 400, 300))
	for i, uses := range [][]content.PhotoUse{{content.PhotoReport, content.PhotoCampaign}, {content.PhotoReport}} {
		agreed := agreedTo(uses...)
		agreed.Caption = "At the stove"
		_, err := d.EditPhotograph(ctx, id, photos[i], agreed)
		must0(t, err)
	}
	learned := "Begin earlier."
	_, err = d.SetReportTexts(ctx, id, desk.ReportTextsUpdate{Learned: &learned})
	must0(t, err)
	return id, photos, quoted
}

func sendPartOf(t *testing.T, v desk.SendView, kind string) desk.SendPart {
	t.Helper()
	for _, p := range v.Parts {
		if p.Kind == kind {
			return p
		}
	}
	t.Fatalf("no %s in %+v", kind, v)
	return desk.SendPart{}
}

// TestSend goes through what the campaign gets: nothing without a tick, exactly the bytes
// that were shown, names that stand in words, and taking back.
func TestSend(t *testing.T) {
	t.Parallel()
	l, c, line := newLaptop(t, 90), newCampaign(t), &recorder{}
	l.opt.HTTP = &http.Client{Transport: line}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		id, photos, quoted := evaluated(ctx, t, d)
		tick := func(on map[string]bool) desk.SendView {
			t.Helper()
			v, err := d.SendParts(ctx, id, on)
			must0(t, err)
			return v
		}
		v, err := d.Send(ctx, id)
		must0(t, err)
		if !v.Takes || !v.Sends || v.Locked || !sendPartOf(t, v, wire.PartNumbers).On || sendPartOf(t, v, wire.PartComment).On {
			t.Errorf("at first: %+v", v)
		}
		seenAndSent(ctx, t, d, line)
		if got := c.standing(id); len(got) > 0 || !c.numbers(id) {
			t.Errorf("numbers alone are ticked at first, and the server has %v", got)
		}

		// Names: the comment that says one waits until somebody looked.
		v = tick(map[string]bool{wire.PartComment: true})
		comments := sendPartOf(t, v, wire.PartComment)
		why := map[string]string{}
		for _, i := range comments.Items {
			why[i.Words] = i.Why
		}
		if d := cmp.Diff(map[string]string{danced: "", "More chairs, said Kanarina.": desk.SendNames, "Not chosen.": desk.SendNotChosen}, why); d != "" || comments.Going != 1 {
			t.Errorf("comments (-want +got):\n%s", d)
		}
		seenAndSent(ctx, t, d, line)
		if got := c.standing(id)[wire.PartComment]; len(got) != 1 || got[0].Comment.Text != danced {
			t.Errorf("the server has %+v", got)
		}
		if _, err := d.SendLooked(ctx, id, wire.PartComment, quoted["More chairs, said Kanarina."]); err != nil {
			t.Fatal(err)
		}
		out, err := d.Outgoing(ctx)
		must0(t, err)
		must0(t, d.QuoteForm(ctx, id, quoted[danced], false)) // while the dialog stood open
		_, err = d.SyncSeen(ctx, out.Mark)
		wantFault(t, err, fault.Conflict, "changed since you looked")
		must0(t, d.QuoteForm(ctx, id, quoted[danced], true))
		seenAndSent(ctx, t, d, line)
		if got := c.standing(id)[wire.PartComment]; len(got) != 2 {
			t.Errorf("the server has %+v", got)
		}

		// Taking back: by the guest's or the organisers' change of mind, by the tick, and for good.
		must0(t, d.QuoteForm(ctx, id, quoted[danced], false))
		if !c.heldBytes(ctx, d, danced) {
			t.Error("it is gone before it was taken back")
		}
		seenAndSent(ctx, t, d, line)
		if got := c.standing(id)[wire.PartComment]; len(got) != 1 || c.heldBytes(ctx, d, danced) {
			t.Errorf("taken back, and the server has %+v", got)
		}
		must0(t, d.QuoteForm(ctx, id, quoted[danced], true))
		if v, err := d.Send(ctx, id); err != nil || sendPartOf(t, v, wire.PartComment).Items[0].Why != desk.SendTaken {
			t.Errorf("agreed to anew: %+v, %v, want it to be ticked anew", v, err)
		}
		if _, err := d.SendItem(ctx, id, wire.PartComment, quoted[danced], true); err != nil {
			t.Fatal(err)
		}
		tick(map[string]bool{wire.PartPhoto: true, wire.PartEvaluation: true, wire.PartLearned: true, wire.PartForm: true})
		seenAndSent(ctx, t, d, line)
		got := c.standing(id)
		if len(got[wire.PartComment]) != 2 || len(got[wire.PartPhoto]) != 1 || len(got[wire.PartEvaluation]) != 1 || got[wire.PartLearned][0].Learned != "Begin earlier." {
			t.Errorf("all is ticked, and the server has %+v", slices.Collect(maps.Keys(got)))
		}
		photo := got[wire.PartPhoto][0].Photo
		if photo.Consent.How != "sheet" || photo.Alt != "Two people cook" || len(photo.JPEG) > wire.MaxPhotoJPEG || bytes.Contains(wire.Raw(got), []byte("Kanaskerin")) {
			t.Errorf("the photograph says %+v of %d bytes", photo.Consent, len(photo.JPEG))
		}
		for _, said := range saidByPhone {
			if bytes.Contains(photo.JPEG, []byte(said)) {
				t.Errorf("the photograph says %q", said)
			}
		}
		if f := got[wire.PartEvaluation][0].Evaluation; f.Forms != 6 {
			t.Errorf("%+v", f)
		}

		_, err = d.WithdrawPhotograph(ctx, id, photos[0])
		must0(t, err)
		tick(map[string]bool{wire.PartNumbers: false, wire.PartEvaluation: false})
		out = seenAndSent(ctx, t, d, line)
		if len(out.Ops) > 0 || out.Drops == 0 || len(out.Taken) != 3 {
			t.Errorf("what is taken back is shown as %+v", out)
		}
		got = c.standing(id)
		if len(got[wire.PartPhoto]) > 0 || len(got[wire.PartEvaluation]) > 0 || c.numbers(id) || c.heldBytes(ctx, d, `"jpeg"`) || c.heldBytes(ctx, d, `"totals"`) {
			t.Errorf("taken back, and the server has %v", slices.Collect(maps.Keys(got)))
		}
		tick(map[string]bool{wire.PartNumbers: true})
		seenAndSent(ctx, t, d, line)
		if !c.numbers(id) {
			t.Error("numbers that were ticked again are not there")
		}
		if _, err := d.Undo(ctx, id); err != nil {
			t.Fatal(err)
		}
		seenAndSent(ctx, t, d, line)
		if c.numbers(id) {
			t.Error("undone, and the numbers are there")
		}
		if out, err := d.Outgoing(ctx); err != nil || !out.Nothing {
			t.Errorf("everything is there, and yet %+v, %v", out, err)
		}
	})
}

// TestEveryChoiceOfParts walks through all combinations of ticks, one tick at a step.
func TestEveryChoiceOfParts(t *testing.T) {
	t.Parallel()
	l, c, line := newLaptop(t, 91), newCampaign(t), &recorder{}
	l.opt.HTTP = &http.Client{Transport: line}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		id, _, _ := evaluated(ctx, t, d)
		kinds := desk.SendKinds()
		for step := range 1 << len(kinds) {
			on := map[string]bool{}
			for i, kind := range kinds {
				on[kind] = (step^step>>1)&(1<<i) != 0 // Gray's code
			}
			if _, err := d.SendParts(ctx, id, on); err != nil {
				t.Fatal(err)
			}
			seenAndSent(ctx, t, d, line)
			got := c.standing(id)
			for kind, want := range on {
				if has := len(got[kind]) > 0 || kind == wire.PartNumbers && c.numbers(id); has != want {
					t.Fatalf("step %d, %v: the server has %s: %v", step, on, kind, has)
				}
			}
		}
	})
}

// TestServersOfBeforeParts: numbers go to an older server as before, nothing else is tried,
// and all that is ticked goes once it was updated and was seen.
func TestServersOfBeforeParts(t *testing.T) {
	t.Parallel()
	l, c, line := newLaptop(t, 92), newCampaign(t), &recorder{old: true}
	l.opt.HTTP = &http.Client{Transport: line}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		id, _, _ := evaluated(ctx, t, d)
		v, err := d.SendParts(ctx, id, map[string]bool{wire.PartComment: true, wire.PartLearned: true})
		must0(t, err)
		if p := sendPartOf(t, v, wire.PartLearned); v.Takes || p.Items[0].Why != desk.SendServer || p.Going != 0 {
			t.Errorf("got %+v", v)
		}
		seenAndSent(ctx, t, d, line)
		if got := c.standing(id); len(got) > 0 || !c.numbers(id) {
			t.Errorf("the older server has %v", got)
		}
		line.old = false
		line.took()
		synced(ctx, t, d)
		if sent := line.took(); len(sent) > 0 {
			t.Errorf("what nobody has seen was sent: %v", sent)
		}
		out := seenAndSent(ctx, t, d, line)
		if got := c.standing(id); len(out.Ops) != 2 || len(got[wire.PartComment]) != 1 || len(got[wire.PartLearned]) != 1 {
			t.Errorf("the updated server has %v", got)
		}
		line.old = true // set back to a copy of before
		synced(ctx, t, d)
		synced(ctx, t, d)
		if got := c.standing(id); len(got) != 2 {
			t.Errorf("a server that says nothing of parts lost %v", got)
		}
	})
}

// TestSendIsRefused where there is nothing to tick, or nobody agreed.
func TestSendIsRefused(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx := t.Context()
	id, photos, _ := evaluated(ctx, t, d)
	_, err := d.SendParts(ctx, id, map[string]bool{"names": true})
	wantFault(t, err, fault.Invalid, "not a part")
	_, err = d.SendItem(ctx, id, wire.PartComment, "nobody", true)
	wantFault(t, err, fault.NotFound, "could be sent")
	_, err = d.SendPhotograph(ctx, id, photos[1])
	wantFault(t, err, fault.Denied, "did not agree to this use")
	v, err := d.SendParts(ctx, id, map[string]bool{wire.PartPhoto: true})
	must0(t, err)
	p := sendPartOf(t, v, wire.PartPhoto)
	if len(p.Items) != 2 || p.Items[1].Why != desk.SendNoConsent || v.Joined {
		t.Errorf("got %+v", p)
	}
	for _, i := range p.Items {
		if strings.Contains(string(wire.Raw(i)), "Kanaskerin") {
			t.Error("who asked is a name, and stands in what is shown as going")
		}
	}
}

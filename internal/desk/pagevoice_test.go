package desk_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// onPage gives the voice of the page as it was published.
func onPage(ctx context.Context, t *testing.T, d *desk.Desk, id string) (v wire.PageVoice, ok bool) {
	t.Helper()
	p, err := desk.PageOf(ctx, d, id)
	must0(t, err)
	if p.Voice == nil {
		return v, false
	}
	v, err = wire.DecodePageVoice(p.Voice)
	must0(t, err)
	return v, true
}

// webVoice is a local voice that may stand on pages.
func webVoice() content.OwnVoice {
	o := localVoice()
	o.Scope = append(o.Scope, content.Web)
	o.Translations = append(o.Translations, content.Translation{Lang: "ar", Text: "صار الجيران أصدقاء.", By: "Ana Example"}, content.Translation{Lang: "pl", Text: "Sąsiedzi.", By: "Ana Example"})
	return o
}

// shownPage gets the public page as a visitor does.
func (c *campaign) shownPage(id string) string {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.url+"/e/"+id+"?lang=en", nil)
	must0(c.t, err)
	resp, err := http.DefaultClient.Do(req)
	must0(c.t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	must0(c.t, err)
	return string(b)
}

// TestLocalVoiceOnThePage goes from the choice to the world and back: what was agreed
// travels and nothing else, and a withdrawal reaches the page with the next sync.
func TestLocalVoiceOnThePage(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	newLaptop(t, 870).with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		id := addSample(t, d)
		_, err := d.Publish(ctx, id)
		must0(t, err)
		if _, ok := onPage(ctx, t, d, id); ok {
			t.Error("somebody's words are on the page, and nobody chose it")
		}
		own := addVoice(t, d, id, webVoice())
		_, err = d.PageVoice(ctx, id, own)
		must0(t, err)
		want := wire.PageVoice{
			Version: 1, ID: own, Lang: "uk", Quote: "Сусіди стали друзями.", Credit: "Оксана – Café Zażółć", Until: "2026-12-21T00:00:00Z",
			Translations: []wire.VoiceTranslation{{Lang: "en", Text: "Neighbours became friends.", Reviewed: true}, {Lang: "pl", Text: "Sąsiedzi."}},
		}
		if got, _ := onPage(ctx, t, d, id); !cmp.Equal(want, got) {
			t.Errorf("the page (-want +got):\n%s", cmp.Diff(want, got))
		}
		out, err := d.Outgoing(ctx)
		if err != nil || len(out.Pages) != 1 || out.Pages[0].Voice != "Оксана – Café Zażółć" {
			t.Errorf("what leaves does not say whose words: %+v, %v", out.Pages, err)
		}
		synced(ctx, t, d)
		if page := c.shownPage(id); !strings.Contains(page, "Neighbours became friends.") || strings.Contains(page, "Ana Example") || strings.Contains(page, "صار") {
			t.Errorf("the page:\n%s", page)
		}

		_, err = d.PageVoice(ctx, id, own) // again, for a server that passed over it
		must0(t, err)
		if out, err = d.Outgoing(ctx); err != nil || !out.Pages[0].Changed {
			t.Errorf("the page is not sent once more: %+v, %v", out.Pages, err)
		}
		if got, _ := onPage(ctx, t, d, id); !cmp.Equal(want, got) {
			t.Errorf("the page (-want +got):\n%s", cmp.Diff(want, got))
		}
		synced(ctx, t, d)

		check, err := d.WithdrawVoice(ctx, own, "")
		must0(t, err)
		if len(check.Pages) != 1 || check.Pages[0].Voice != own || check.Pages[0].Since == "" || !strings.HasSuffix(check.Pages[0].Address, id) {
			t.Errorf("nobody is told that the page still shows it: %+v", check.Pages)
		}
		if len(check.Choose) != 1 || !check.Choose[0].Page {
			t.Errorf("got %+v", check.Choose)
		}
		if _, ok := onPage(ctx, t, d, id); ok {
			t.Error("the page to be sent has the words")
		}
		_, err = d.PageVoice(ctx, id, desk.NoVoice) // who tidies up is told all the same
		must0(t, err)
		if check, err = d.CheckPacks(ctx); err != nil || len(check.Pages) != 1 || len(check.Choose) != 0 {
			t.Errorf("before it was sent: %+v, %v", check, err)
		}
		synced(ctx, t, d)
		if page := c.shownPage(id); strings.Contains(page, "Neighbours became") || strings.Contains(page, "Оксана") {
			t.Errorf("the page shows the words after a sync:\n%s", page)
		}
		if check, err = d.CheckPacks(ctx); err != nil || len(check.Pages) != 0 {
			t.Errorf("after it was sent: %+v, %v", check.Pages, err)
		}
		_, err = d.PageVoice(ctx, id, own)
		wantFault(t, err, fault.Denied, "was withdrawn")
	})
}

// TestVoiceOnThePageIsHeldToItsConsent tries each way to put a voice on a page that may not
// stand there.
func TestVoiceOnThePageIsHeldToItsConsent(t *testing.T) {
	t.Parallel()
	newLaptop(t, 871).with(t, func(ctx context.Context, d *desk.Desk) {
		id, _ := openPage(ctx, t, d, 0)
		printOnly := addVoice(t, d, id, localVoice())
		asked := webVoice()
		asked.Given = ""
		noDate := addVoice(t, d, id, asked)
		ends := webVoice()
		ends.Expires = "2026-12-17"
		over := addVoice(t, d, id, ends)
		may := addVoice(t, d, id, webVoice())
		all, err := d.PageVoices(ctx, id)
		must0(t, err)
		why := map[string]string{}
		for _, v := range all.Refused {
			if why[v.ID] = v.Why; v.WhyWords == "" {
				t.Errorf("%s is refused without a word", v.ID)
			}
		}
		want := map[string]string{printOnly: "scope", noDate: "asked", over: "expired", "toby-g-mbe": "scope", "khadeja-alamary": "scope"}
		if len(all.Offered) != 1 || all.Offered[0].ID != may || !cmp.Equal(want, why) || all.Chosen != "" {
			t.Errorf("offered %+v, refused (-want +got):\n%s", all.Offered, cmp.Diff(want, why))
		}
		for _, v := range []string{printOnly, noDate, over, "toby-g-mbe"} {
			if _, err := d.PageVoice(ctx, id, v); fault.CodeOf(err) != fault.Denied {
				t.Errorf("%s was chosen: %v", v, err)
			}
			if _, err := d.Edit(ctx, id, []byte(`{"signup_page":{"voice":"`+v+`"}}`)); fault.CodeOf(err) != fault.Denied {
				t.Errorf("%s was written into the document: %v", v, err)
			}
		}
		_, err = d.PageVoice(ctx, id, "nobody")
		wantFault(t, err, fault.NotFound, "no voice")
		_, err = d.Edit(ctx, id, []byte(`{"signup_page":{"voice":"../x"}}`))
		wantFault(t, err, fault.Invalid, "signup_page.voice")
		if _, ok := onPage(ctx, t, d, id); ok {
			t.Error("a refused voice is on the page")
		}

		// Publishing looks again: the day moved past what was agreed.
		_, err = d.PageVoice(ctx, id, may)
		must0(t, err)
		if label, err := d.Undo(ctx, id); err != nil || label != "page.voice" {
			t.Errorf("undo: %q, %v", label, err)
		}
		if _, ok := onPage(ctx, t, d, id); ok {
			t.Error("the words are on the page after undo")
		}
		_, err = d.PageVoice(ctx, id, may)
		must0(t, err)
		if signups(ctx, t, d, id).Page.Behind {
			t.Error("the page is behind right after the choice")
		}
		_, err = d.Edit(ctx, id, []byte(`{"date":"2026-12-21"}`))
		must0(t, err)
		_, err = d.Publish(ctx, id)
		wantFault(t, err, fault.Denied, "the voice on the page: the consent of Оксана has run out by then")
		if _, err = d.SignupState(ctx, id, event.SignupCancelled, nil); err != nil {
			t.Errorf("a voice keeps the event from being cancelled: %v", err)
		}
		if _, ok := onPage(ctx, t, d, id); ok {
			t.Error("the words are on the page after their consent")
		}
	})
}

// TestCampaignVoiceOnThePage: the campaign withdraws it, and the next sync takes it off.
func TestCampaignVoiceOnThePage(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	e := sampleEdition(1, "ana", "ben")
	for i := range e.Content.Voices {
		e.Content.Voices[i].Consent.Scope[content.Web] = true
	}
	c.publish(e)
	newLaptop(t, 872).with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		id := addSample(t, d)
		_, err := d.PageVoice(ctx, id, "ana")
		must0(t, err)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		v, ok := onPage(ctx, t, d, id)
		if !ok || v.Until != e.Expires {
			t.Errorf("got %+v, want it until the edition ends, %s", v, e.Expires)
		}
		synced(ctx, t, d)
		if page := c.shownPage(id); !strings.Contains(page, v.Quote) {
			t.Errorf("the page:\n%s", page)
		}
		c.withdraw("ana")
		if page := c.shownPage(id); strings.Contains(page, v.Quote) {
			t.Error("the server shows it after the withdrawal")
		}
		_, err = d.FetchPacks(ctx)
		must0(t, err)
		check, err := d.CheckPacks(ctx)
		if err != nil || len(check.Pages) != 1 || check.Pages[0].Voice != "ana" {
			t.Errorf("the take-down list: %+v, %v", check, err)
		}
		synced(ctx, t, d)
		if _, ok := onPage(ctx, t, d, id); ok {
			t.Error("the page has the words after a sync")
		}
		if check, err = d.CheckPacks(ctx); err != nil || len(check.Pages) != 0 || len(check.Choose) != 1 {
			t.Errorf("the take-down list afterwards: %+v, %v", check, err)
		}
		_, err = d.Publish(ctx, id) // the rest of the page can go out
		must0(t, err)
		// One that is withdrawn between the choice and the sending never comes to be shown, and
		// leaves nothing set aside, which would keep the laptop from being wiped.
		_, err = d.PageVoice(ctx, id, "ben")
		must0(t, err)
		c.withdraw("ben")
		if r := synced(ctx, t, d); r.Quarantined != 0 || !r.Safe {
			t.Errorf("the sending: %+v", r)
		}
		if page := c.shownPage(id); strings.Contains(page, "Words of ben.") || !strings.Contains(page, "<h1") {
			t.Errorf("the page:\n%s", page)
		}
		copied, err := d.CopyWith(ctx, id, desk.CopyChoice{Date: "2026-12-19"})
		must0(t, err)
		ev, err := d.Document(ctx, copied.Event)
		if err != nil || ev.SignupPage.Voice != "" {
			t.Errorf("a copy has the voice on its page: %q, %v", ev.SignupPage.Voice, err)
		}
	})
}

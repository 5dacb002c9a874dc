package server_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
)

// spoken is a page with somebody's words.
func spoken(v wire.PageVoice) wire.Page {
	p := table()
	p.Voice = wire.Raw(v)
	return p
}

func neighbour() wire.PageVoice {
	return wire.PageVoice{
		Version: wire.VoiceVersion, ID: "local-1", Lang: "uk", Quote: "Сусіди стали <друзями>.", Credit: "Оксана",
		Translations: []wire.VoiceTranslation{{Lang: "en", Text: "Neighbours became friends.", Reviewed: true}, {Lang: "ur", Text: "پڑوسی دوست بن گئے۔"}},
	}
}

// onWeb is an edition in which the voices may stand on the web.
func onWeb(version int64, voices ...string) content.Edition {
	e := packEdition(version, voices...)
	for i := range e.Content.Voices {
		e.Content.Voices[i].Consent.Scope[content.Web] = true
	}
	return e
}

func ofPack(id string) wire.PageVoice {
	return wire.PageVoice{Version: wire.VoiceVersion, ID: id, Lang: "en", Quote: "Words of " + id + ".", Credit: "Speaker " + id}
}

func TestPageShowsAVoiceAsItWasAgreed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.publish(s.enter("a"), pageOp(1, eventID, spoken(neighbour())))
	en := s.get("/e/" + eventID)
	wantHas(t, en, `<figure class="voice"><blockquote class="lines"><span lang="uk" dir="ltr" class="Cyrl">Сусіди стали &lt;друзями&gt;.</span></blockquote>`,
		`<p class="hint">Translation</p>`, "Neighbours became friends.", `<figcaption><bdi lang="uk" dir="ltr" class="Cyrl">Оксана</bdi></figcaption>`)
	wantHasNot(t, en, "پڑوسی")
	if got := en.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("a page with a voice may be kept: %q", got)
	}
	ur := s.get("/e/" + eventID + "?lang=ur")
	wantHas(t, ur, `<html lang="ur" dir="rtl">`, `<span lang="uk" dir="ltr" class="Cyrl">Сусіди`, "ترجمہ جسے ابھی تک کسی اور نے نہیں دیکھا", `<span lang="ur" dir="rtl" class="Arab">پڑوسی`)
	wantHasNot(t, ur, "Neighbours became")

	none := s.get("/e/" + otherID)
	wantStatus(t, none, http.StatusNotFound)
	s.publish(s.enter("b"), pageOp(1, otherID, table()))
	none = s.get("/e/" + otherID)
	wantHasNot(t, none, "<figure", "<blockquote")
	if got := none.Header().Get("Cache-Control"); got != "public, max-age=60" {
		t.Errorf("a page without a voice is kept otherwise than before: %q", got)
	}
}

func TestVoiceEndsWithItsConsent(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	v := neighbour()
	v.Until = today.Add(time.Hour).Format(time.RFC3339)
	s.publish(s.enter("a"), pageOp(1, eventID, spoken(v)))
	wantHas(t, s.get("/e/"+eventID), "Neighbours became")
	s.wait(time.Hour)
	w := s.get("/e/" + eventID)
	wantHas(t, w, "A shared table")
	wantHasNot(t, w, "Neighbours became", "Оксана", "<figure")
}

// TestWithdrawnVoiceIsHiddenAtOnce withdraws a voice by the campaign: the page is there,
// and nothing that is given out from then on has the words.
func TestWithdrawnVoiceIsHiddenAtOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	if err := s.publishPack(onWeb(1, "ana", "ben")); err != nil {
		t.Fatal(err)
	}
	token := s.enter("a")
	s.publish(token, pageOp(1, eventID, spoken(ofPack("ana"))), pageOp(2, otherID, spoken(ofPack("ben"))))
	for range 2 { // from the store and from what was read of the list
		wantHas(t, s.get("/e/"+eventID), "Words of ana.")
	}
	s.withdrawVoice("ana")
	for _, path := range []string{"/e/" + eventID, "/E/" + eventID + "/ABCD", "/e/" + eventID + "?lang=ur&words=en"} {
		w := s.get(path)
		wantStatus(t, w, http.StatusOK)
		wantHasNot(t, w, "Words of ana.", "Speaker ana", "<figure")
	}
	wantHas(t, s.get("/e/"+otherID), "Words of ben.")
	s.withdrawVoice("ben")
	wantHasNot(t, s.get("/e/"+otherID), "Words of ben.")

	reply := answer[wire.PushReply](t, s.push(token, pageOp(3, eventID, spoken(ofPack("ana")))), http.StatusOK)
	if len(reply.Rejected) != 1 || !strings.Contains(reply.Rejected[0].Reason, "was withdrawn; sync, choose another") {
		t.Errorf("a page with a withdrawn voice was taken: %+v", reply)
	}
	// A page that the same push takes back leaves nothing refused.
	reply = answer[wire.PushReply](t, s.push(token, pageOp(4, eventID, spoken(ofPack("ana"))), pageOp(5, eventID, table())), http.StatusOK)
	if len(reply.Rejected) != 0 {
		t.Errorf("a page that is never shown was refused: %+v", reply)
	}
	w := s.get("/e/" + eventID)
	wantHas(t, w, "A shared table")
	wantHasNot(t, w, "Words of ana.")
}

func TestPageWithAVoiceThatIsNotAllowedIsRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	e := onWeb(1, "ana", "ben", "cem")
	e.Content.Voices[1].Consent.Scope[content.Web] = false
	e.Content.Voices[2].Consent.Expires = "2026-12-17" // the day before the event
	if err := s.publishPack(e); err != nil {
		t.Fatal(err)
	}
	token := s.enter("a")
	other, translated := ofPack("ana"), ofPack("ana")
	other.Quote = "Words that nobody said."
	translated.Translations = []wire.VoiceTranslation{{Lang: "pl", Text: "Słowa."}}
	later := ofPack("ana")
	later.Version = 2
	builtin := content.Builtin().Voices[0]
	for name, c := range map[string]struct {
		voice wire.PageVoice
		want  string
	}{
		"not for the web":      {ofPack("ben"), "does not allow this voice on the web"},
		"over by the day":      {ofPack("cem"), "does not allow this voice on the web"},
		"not to be translated": {translated, "does not allow this voice on the web"},
		"other words":          {other, "is not as the campaign's pack has it"},
		"a later version":      {later, "version"},
		"a built-in one":       {wire.PageVoice{Version: 1, ID: builtin.ID, Lang: builtin.Lang, Quote: builtin.Quote, Credit: builtin.CreditLine()}, "does not allow this voice on the web"},
	} {
		op := pageOp(1, eventID, spoken(c.voice))
		reply := answer[wire.PushReply](t, s.push(s.enter(name), op), http.StatusOK)
		if len(reply.Rejected) != 1 || !strings.Contains(reply.Rejected[0].Reason, c.want) {
			t.Errorf("%s: got %+v, want %q", name, reply, c.want)
		}
	}
	s.publish(token, pageOp(1, eventID, spoken(ofPack("ana"))))
	wantHas(t, s.get("/e/"+eventID), "Words of ana.")
}

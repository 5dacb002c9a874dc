package server_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

func TestWithdrawAVoiceByPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	if err := s.publishPack(packEdition(1, "ana", "ben")); err != nil {
		t.Fatal(err)
	}
	wantHas(t, s.get("/coordinator/content/packs/day-2026/1", who), `href="/coordinator/content/withdraw?voice=ana"`)
	w := s.get("/coordinator/content/withdraw?voice=ana", who)
	wantHas(t, w, "Words of ana.", "What follows", "<b>Choosing:</b>", "<b>Printing:</b>", "<b>Taking down:</b>", "daykit pack check", "given out next: day-2026 2", "gets number 1")
	const path = "/coordinator/content/withdraw"
	for want, f := range map[string]url.Values{
		"Say why.":                  {"voice": {"ana"}, "sure": {"yes"}},
		"Say why":                   {"voice": {"ana"}, "sure": {"yes"}, "reason": {"dunno"}},
		"Tick that you are sure":    {"voice": {"ana"}, "reason": {"safety"}},
		"Check its id, or tick":     {"voice": {"anna"}, "reason": {"safety"}, "sure": {"yes"}},
		"no id of a voice":          {"voice": {"Ana X"}, "reason": {"safety"}, "sure": {"yes"}},
		"no id of a voice or":       {"voice": {"ana"}, "pack": {"day-2026"}, "reason": {"safety"}, "sure": {"yes"}},
		"no id of a voice or a pac": {"reason": {"safety"}, "sure": {"yes"}},
	} {
		w := s.submit(path, f, who)
		wantStatus(t, w, http.StatusBadRequest)
		wantHas(t, w, want, `role="alert"`)
	}
	if got := s.offers(); got != "[{day-2026 1}] 0" {
		t.Errorf("before it is sure: %s", got)
	}
	w = s.withdrawByPage(url.Values{"voice": {"ana"}}, who)
	wantHas(t, w, "Voice <bdi>ana</bdi> is withdrawn", "Signed again: day-2026 2", "1 Dec 2026", "It may put somebody in danger", "stopped by a withdrawal", `download="list-1.daykit-withdrawal"`)
	s.wantLine(server.ActWithdraw, "list 1: ana (safety)", "Cora")
	wantHas(t, s.get("/coordinator/audit", who), "withdrew by", "list 1: ana (safety)")
	if got := s.offers(); got != "[{day-2026 2}] 1" {
		t.Errorf("got %s", got)
	}
	w = s.submit(path, url.Values{"voice": {"ana"}, "reason": {"safety"}, "sure": {"yes"}}, who)
	wantStatus(t, w, http.StatusConflict)
	wantHas(t, w, "was withdrawn already")
	wantStatus(t, s.get("/coordinator/content/withdraw?voice=ana", who), http.StatusConflict)
	wantHas(t, s.withdrawByPage(url.Values{"voice": {"toby-g-mbe"}}, who), "toby-g-mbe")
	wantHas(t, s.withdrawByPage(url.Values{"voice": {"nobody-yet"}, "anyway": {"yes"}}, who), "List 3 is in force")
	wantHas(t, s.get("/coordinator/export/withdrawals.csv", who), "ana,2026-12-01,safety", "nobody-yet,2026-12-01,safety")
}

// TestWithdrawAPack: all that was in it is gone, from the server and by its next edition
// from laptops; what is in other packs stays, but for the same voices.
func TestWithdrawAPack(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	rich, waits, beside := richEdition(), richEdition(), packEdition(1, "ana", "ben")
	waits.Version, waits.NotBefore, waits.Expires = 2, "2026-12-20T00:00:00Z", "2027-09-01T00:00:00Z"
	waits.Content.Voices = append(waits.Content.Voices, packEdition(1, "cyn").Content.Voices...)
	for _, e := range []content.Edition{rich, waits, beside} {
		if err := s.publishPack(e); err != nil {
			t.Fatal(err)
		}
	}
	wantHas(t, s.get("/coordinator/content/withdraw?pack=rich", who), "Withdraw pack <bdi>rich</bdi>", "Words of cyn.", "day-2026 2, rich 3", "The rest of the pack")
	wantHas(t, s.withdrawByPage(url.Values{"pack": {"rich"}}, who), "Pack <bdi>rich</bdi> is withdrawn", "Signed again: day-2026 2, rich 3", `<td class="off">public, with nothing in it</td>`)
	s.wantLine(server.ActWithdrawPack, "rich (safety), list 1: ana (safety), rana (safety), cyn (safety)", "Cora")
	if got := s.offers(); got != "[{day-2026 2} {rich 3}] 1" {
		t.Errorf("got %s", got)
	}
	_, e, err := wire.DecodeSignedPack(s.get(wire.PathPacks + "/rich/3").Body.Bytes())
	if err != nil || len(e.Content.Voices)+len(e.Content.Themes)+len(e.Content.Messages)+len(e.Content.Facts)+len(e.Content.Activities) != 0 ||
		e.Expires != waits.Expires || !e.Begins().Equal(s.now()) || e.Withdrawals.Number != 1 {
		t.Errorf("its next edition is %+v, %v", e, err)
	}
	_, other, err := wire.DecodeSignedPack(s.get(wire.PathPacks + "/day-2026/2").Body.Bytes())
	if err != nil || len(other.Content.Voices) != 1 || other.Content.Voices[0].ID != "ben" {
		t.Errorf("the other pack is %+v, %v", other, err)
	}

	// A laptop that has both editions of it lets go of all.
	h := content.Holdings{}
	for _, next := range []content.Edition{rich, waits, e} {
		next.Withdrawals.Format, next.Withdrawals.Issued = 1, "2026-12-01T09:00:00Z"
		if h, err = h.Take(next, next.NotBefore, s.now()); err != nil {
			t.Fatal(err)
		}
	}
	for _, at := range []time.Time{s.now(), waits.Begins()} {
		p := h.Over(&content.Pack{}, at)
		if len(p.Themes)+len(p.Messages)+len(p.Facts)+len(p.Activities) != 0 || slices.ContainsFunc(p.Voices, func(v content.Voice) bool { return v.Quote != "" }) {
			t.Errorf("at %v it still has %+v", at, p)
		}
	}

	for name, c := range map[string]struct {
		pack   string
		status int
		words  string
	}{
		"again":   {"rich", http.StatusConflict, "There is nothing in pack"},
		"nowhere": {"poor", http.StatusNotFound, "There is no pack"},
	} {
		w := s.submit("/coordinator/content/withdraw", url.Values{"pack": {c.pack}, "reason": {"mistake"}, "sure": {"yes"}}, who)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.words) {
			t.Errorf("%s: got %d: %s", name, w.Code, w.Body)
		}
	}
	if err := s.publishPack(rich); fault.CodeOf(err) != fault.Denied {
		t.Errorf("published again: %v", err)
	}
	fresh := richEdition()
	fresh.Version, fresh.Content.Voices = 4, nil
	if err := s.publishPack(fresh); err != nil {
		t.Errorf("with no voice of before: %v", err)
	}
}

// TestExpiredPacksAreWithdrawnToo: no edition is needed in their place.
func TestExpiredPacksAreWithdrawnToo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	if err := s.publishPack(packEdition(1, "ana")); err != nil {
		t.Fatal(err)
	}
	s.wait(365 * 24 * time.Hour)
	done, err := server.Withdraw(t.Context(), s.store, s.packKey(), server.Withdrawing{Pack: "day-2026", Reason: content.ReasonMistake}, s.now())
	if err != nil || len(done.Again) != 0 || done.Number != 1 {
		t.Errorf("got %+v, %v", done, err)
	}
	if got := s.offers(); got != "[] 1" {
		t.Errorf("got %s", got)
	}
}

// TestKeyElsewhere: with the public part of the key alone, the page makes the list that
// is to be signed, and takes it back signed.
func TestKeyElsewhere(t *testing.T) {
	t.Parallel()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key := server.PackKey{Public: public, Private: private}
	s := newSite(t, func(c *server.Config) { c.PackKey = server.PackKey{Public: public} })
	who := s.coordinator("Cora")
	e := packEdition(1, "ana", "ben")
	e.Withdrawals = content.Withdrawals{Format: 1, Issued: "2026-12-01T00:00:00Z"}
	signed, err := wire.SignPack(e, private)
	if err != nil {
		t.Fatal(err)
	}
	w := s.upload(plainPack(packEdition(1)), who)
	wantStatus(t, w, http.StatusForbidden)
	wantHas(t, w, "Only the public part of the campaign", "packs and lists of withdrawals are signed where the key is"[10:])
	w = s.upload(signed.Encode(), who)
	wantHas(t, w, "The signature is right, and nothing is published yet", wire.KeyFingerprint(public))
	wantHas(t, s.submit("/coordinator/content/publish", draftOf(t, w), who), "is published")

	wantHas(t, s.get("/coordinator/content/withdraw?voice=ana", who), "The key is elsewhere", "cannot withdraw by itself", "Get list 1 to be signed", "daykit-server pack sign")
	w = s.submit("/coordinator/content/withdraw", url.Values{"voice": {"ana"}, "reason": {"consent"}, "sure": {"yes"}}, who)
	wantStatus(t, w, http.StatusForbidden)
	wantHas(t, w, "so nothing can be signed here")
	wantStatus(t, s.get("/coordinator/content/list.json?voice=ana&reason=dunno", who), http.StatusBadRequest)
	w = s.get("/coordinator/content/list.json?voice=ana&reason=consent", who)
	wantStatus(t, w, http.StatusOK)
	if got := w.Header().Get("Content-Disposition"); got != `attachment; filename="list-1.json"` || !json.Valid(w.Body.Bytes()) {
		t.Errorf("got %q: %s", got, w.Body)
	}
	list, err := server.SignFile(w.Body.Bytes(), key)
	if err != nil {
		t.Fatal(err)
	}
	w = s.upload(list, who)
	wantHas(t, w, "List 1 of withdrawals", "nothing is in force yet", "<code>ana</code>", "took the consent back", "until they are signed again with this list: day-2026", "What follows")
	s.wantLine(server.ActCheckPack, "list 1", "Cora")
	wantHas(t, s.submit("/coordinator/content/publish", draftOf(t, w), who), "List 1 is in force", "until they are signed again with this list: day-2026")
	s.wantLine(server.ActWithdraw, "list 1: ana (consent)", "Cora")
	wantHas(t, s.upload(list, who), "This list is here already")
	stale := s.upload(signed.Encode(), who)
	wantStatus(t, stale, http.StatusConflict)
}

// TestAnotherKeyThanBefore: the page says so in place of letting people try.
func TestAnotherKeyThanBefore(t *testing.T) {
	t.Parallel()
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, func(c *server.Config) { c.PackKey = server.PackKey{Public: public} })
	if err := s.publishPack(packEdition(1, "ana")); err != nil { // with the server's own
		t.Fatal(err)
	}
	wantHas(t, s.get("/coordinator/content", s.coordinator("Cora")), "laptops believe no second one", wire.KeyFingerprint(s.packKey().Public), wire.KeyFingerprint(public))
}

package server_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// plainPack writes an edition as people hand it in to be signed.
func plainPack(e content.Edition) []byte {
	b, err := json.Marshal(e)
	if err != nil {
		panic(err)
	}
	return b
}

// richEdition has one of everything, and a voice that is written from right to left.
func richEdition() content.Edition {
	e := packEdition(1, "ana")
	e.ID, e.Expires = "rich", "2027-06-01T00:00:00Z"
	voice := e.Content.Voices[0]
	voice.ID, voice.Credit, voice.Lang, voice.Quote = "rana", "Rana <b>Example</b>", "ur", "یہ ایک نمونہ ہے۔"
	voice.Consent.Given, voice.Consent.Expires = "2026-10-01", "2027-01-31"
	e.Content.Voices = append(e.Content.Voices, voice)
	e.Content.Themes = []content.Theme{{ID: "sample", Issuer: "The campaign", Year: 2026, Text: "A sample theme", Hashtag: "#Sample"}}
	e.Content.Messages = []content.Message{{ID: "hello", Text: "أهلا", Lang: "ar"}}
	e.Content.Facts = []content.Fact{{ID: "fact", Text: "A sample fact.", Source: "A sample source", Confidence: content.Secondary}}
	e.Content.Activities = []content.Activity{{ID: "tea", Name: "Tea", Summary: "Drink tea."}}
	return e
}

// multipartOf is a form with a file, as a browser sends it.
func multipartOf(field string, file []byte) (body []byte, kind string) {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile(field, "pack.json")
	if err != nil {
		panic(err)
	}
	if _, err := part.Write(file); err != nil {
		panic(err)
	}
	if err := m.Close(); err != nil {
		panic(err)
	}
	return b.Bytes(), m.FormDataContentType()
}

// upload has a file checked by the page.
func (s *site) upload(file []byte, change ...func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	body, kind := multipartOf("file", file)
	return s.do(http.MethodPost, "/coordinator/content/check", body, append([]func(*http.Request){asForm, header("Content-Type", kind)}, change...)...)
}

var draftText = regexp.MustCompile(`name="draft" value="([0-9a-f]{64})"`)

// draftOf finds what the second step names a file by.
func draftOf(t testing.TB, w *httptest.ResponseRecorder) url.Values {
	t.Helper()
	wantStatus(t, w, http.StatusOK)
	found := draftText.FindStringSubmatch(w.Body.String())
	if found == nil {
		t.Fatalf("nothing to publish: %s", w.Body)
	}
	return url.Values{"draft": {found[1]}}
}

// publishByPage goes both steps.
func (s *site) publishByPage(file []byte, who func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	w := s.submit("/coordinator/content/publish", draftOf(s.t, s.upload(file, who)), who)
	wantStatus(s.t, w, http.StatusOK)
	return w
}

func (s *site) withdrawByPage(f url.Values, who func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	f.Set("reason", "safety")
	f.Set("sure", "yes")
	w := s.submit("/coordinator/content/withdraw", f, who)
	wantStatus(s.t, w, http.StatusOK)
	return w
}

// idOf gives the id of the coordinator of a name.
func (s *site) idOf(name string) string {
	s.t.Helper()
	all, err := s.store.Coordinators(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	for _, c := range all {
		if c.Name == name {
			return c.ID
		}
	}
	s.t.Fatalf("there is no %s", name)
	return ""
}

func (s *site) wantLine(act, target, name string) {
	s.t.Helper()
	if got := s.newest(); got.What != act || got.Target != target || got.Who != s.idOf(name) {
		s.t.Errorf("the audit says %+v, want %s of %s by %s", got.AuditLine, act, target, name)
	}
}

func TestPublishInTwoSteps(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	wantHas(t, s.get("/coordinator/content", who), "No pack has been published yet", "No voice has been withdrawn", wire.KeyFingerprint(s.packKey().Public), `<a href="/coordinator/content" aria-current="page">`)

	w := s.upload(plainPack(richEdition()), who)
	wantHas(t, w, "rich</bdi>, version 1", "It is not signed yet", "that is at once", "2 voices", "Rana &lt;b&gt;Example&lt;/b&gt;", `<blockquote class="words" lang="ur" dir="rtl">یہ`,
		"Consent given on 1 Oct 2026, held by The campaign, for print, until 31 Jan 2027", `lang="ar" dir="rtl">أهلا`, "nothing: the pack is new")
	s.wantLine(server.ActCheckPack, "rich 1", "Cora")
	if got := s.offers(); got != "[] 0" {
		t.Errorf("after the first step: %s", got)
	}
	draft := draftOf(t, w)
	wantHas(t, s.submit("/coordinator/content/publish", draft, who), "rich</bdi>, version 1, is published")
	s.wantLine(server.ActPublish, "rich 1", "Cora")
	if got := s.offers(); got != "[{rich 1}] 0" {
		t.Errorf("after the second step: %s", got)
	}
	w = s.submit("/coordinator/content/publish", draft, who)
	wantStatus(t, w, http.StatusConflict) // once
	wantHas(t, w, "What was checked is here no more")

	file := s.get(wire.PathPacks + "/rich/1").Body.Bytes()
	wantHas(t, s.upload(file, who), "it is here already") // as it was signed
	next := richEdition()
	next.Version, next.Content.Voices = 2, next.Content.Voices[:1]
	next.NotBefore = "2026-12-10T09:00:00Z"
	w = s.publishByPage(plainPack(next), who)
	wantHas(t, w, `<td class="off">waits for its time</td><td class="d">10 Dec 2026, 09:00 UTC</td>`, `<td class="received">public</td>`, ">1 Jun 2027, 00:00 UTC<")
	wantHas(t, s.get("/coordinator/content/packs/rich/2", who), "Withdraw ana…", "waits for its time", "list 0 of withdrawals")
	for _, bad := range []string{"rich/3", "rich/x", "poor/1", "rich/99999999999999999999"} {
		wantStatus(t, s.get("/coordinator/content/packs/"+bad, who), http.StatusNotFound)
	}
	third := richEdition()
	third.Version, third.Content.Voices = 3, packEdition(1, "ben").Content.Voices
	wantHas(t, s.upload(plainPack(third), who), "version 2", "new</b>", "ana. They would be offered no more, and are not withdrawn by that")
}

// TestUploadsAreRefused holds the page to the words of the command, for the same files.
func TestUploadsAreRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	if err := s.publishPack(packEdition(3, "ana")); err != nil {
		t.Fatal(err)
	}
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	sign := func(k ed25519.PrivateKey, e content.Edition, number int64) []byte {
		e.Withdrawals = content.Withdrawals{Format: 1, Number: number, Issued: "2026-12-01T00:00:00Z"}
		signed, err := wire.SignPack(e, k)
		if err != nil {
			t.Fatal(err)
		}
		return signed.Encode()
	}
	ours, over := s.packKey().Private, packEdition(9)
	over.Expires = "2026-11-02T00:00:00Z"
	good := sign(ours, packEdition(4), 0)
	later := bytes.Replace(good, []byte(`\"v\":1`), []byte(`\"w\":1`), 1)
	for name, c := range map[string]struct {
		file   []byte
		status int
		words  string
	}{
		"tampered":            {bytes.Replace(good, []byte("campaign"), []byte("Campaign"), 1), 400, "This file is not as it was signed"},
		"another form":        {later, 400, "This file is not as it was signed"},
		"older":               {sign(ours, packEdition(2), 0), 409, "What is here already is as new or newer"},
		"an unknown key":      {sign(private, packEdition(4), 0), 403, "This was signed with another key than the campaign's"},
		"expired":             {sign(ours, over, 0), 400, "This edition is over already"},
		"a list of elsewhere": {sign(ours, packEdition(4), 7), 409, "This edition was signed with another list of withdrawals"},
		"cut off":             {good[:len(good)/2], 400, "This is not a pack"},
		"no text":             {[]byte{0xff, 0, 1}, 400, "This is not a pack"},
		"unknown conditions":  {[]byte(`{"v":1,"id":"x","until_noon":true}`), 400, "This is not a pack"},
	} {
		w := s.upload(c.file, who)
		wantStatus(t, w, c.status)
		_, err := server.PublishPack(t.Context(), s.store, s.packKey(), c.file, s.now())
		var f *fault.Error
		if !errors.As(err, &f) {
			t.Fatalf("%s: the command says %v", name, err)
		}
		text := html.UnescapeString(w.Body.String())
		for _, words := range []string{c.words, f.Message[1:], f.Hint[1:], `role="alert"`, "nothing changed"} {
			if !strings.Contains(text, words) {
				t.Errorf("%s: the page does not say %q", name, words)
			}
		}
		s.wantLine(server.ActCheckPack, "refused", "Cora")
	}
	if got := s.offers(); got != "[{day-2026 3}] 0" {
		t.Errorf("got %s", got)
	}
}

// TestBrokenUploads sends what no form of ours does.
func TestBrokenUploads(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	whole, kind := multipartOf("file", []byte("{}"))
	other, otherKind := multipartOf("else", []byte("{}"))
	none, noneKind := multipartOf("file", nil)
	long, longKind := multipartOf("file", make([]byte, server.MaxPackInput+1))
	more, moreKind := multipartOf("else", make([]byte, server.MaxPackInput+100<<10))
	for name, c := range map[string]struct {
		body   []byte
		kind   string
		status int
		words  string
	}{
		"no form":         {[]byte("{}"), "application/json", 400, "did not arrive as it should"},
		"no boundary":     {whole, "multipart/form-data", 400, "did not arrive as it should"},
		"a short one":     {whole[:len(whole)-10], kind, 400, "did not arrive whole"},
		"nothing":         {nil, kind, 400, "No file came with the form"},
		"another field":   {other, otherKind, 400, "No file came with the form"},
		"an empty file":   {none, noneKind, 400, "No file came with the form"},
		"too long":        {long, longKind, 413, "longer than 4 MB"},
		"too long before": {more, moreKind, 413, "longer than 4 MB"},
	} {
		for _, length := range []int64{0, -1} { // said, and not said
			w := s.do(http.MethodPost, "/coordinator/content/check", c.body, who, asForm, header("Content-Type", c.kind), func(r *http.Request) {
				if length < 0 {
					r.ContentLength = length
				}
			})
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.words) {
				t.Errorf("%s: got %d, want %d with %q", name, w.Code, c.status, c.words)
			}
		}
	}
	s.wait(2 * time.Hour)
	for range 60 {
		wantStatus(t, s.upload([]byte("{}"), who), http.StatusBadRequest)
	}
	wantStatus(t, s.upload([]byte("{}"), who), http.StatusTooManyRequests)
	wantStatus(t, s.upload([]byte("{}"), s.coordinator("Dora")), http.StatusBadRequest)
}

// TestDraftsAreOnesOwn: what one had checked nobody else publishes, nor anybody later.
func TestDraftsAreOnesOwn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	cora, dora := s.coordinator("Cora"), s.coordinator("Dora")
	file := plainPack(packEdition(1, "ana"))
	wantStatus(t, s.submit("/coordinator/content/publish", draftOf(t, s.upload(file, cora)), dora), http.StatusConflict)
	late := draftOf(t, s.upload(file, cora))
	s.wait(31 * time.Minute)
	wantStatus(t, s.submit("/coordinator/content/publish", late, cora), http.StatusConflict)
	for _, bad := range []string{"", "x", strings.Repeat("0", 64)} {
		wantStatus(t, s.submit("/coordinator/content/publish", url.Values{"draft": {bad}}, cora), http.StatusConflict)
	}
	begun := draftOf(t, s.upload(file, cora)).Get("draft")
	if w := s.script("/coordinator/sign-in/finish", []byte(fmt.Sprintf(`{"ceremony":%q,"answer":{}}`, begun))); w.Code == http.StatusOK {
		t.Error("a draft was taken for a passkey's ceremony")
	}
	raced := draftOf(t, s.upload(file, cora))
	if err := s.publishPack(packEdition(2, "ben")); err != nil {
		t.Fatal(err)
	}
	w := s.submit("/coordinator/content/publish", raced, cora) // somebody was quicker
	wantStatus(t, w, http.StatusConflict)
	wantHas(t, w, "What is here already is as new or newer")
	if got := s.offers(); got != "[{day-2026 2}] 0" {
		t.Errorf("got %s", got)
	}
}

// TestWhoMayPublish: where the server names who may, no other coordinator sees the room.
func TestWhoMayPublish(t *testing.T) {
	t.Parallel()
	s := newSite(t, func(c *server.Config) { c.ContentCoordinators = []string{" cora  EXAMPLE "} })
	cora, dora := s.coordinator("Cora Example"), s.coordinator("Dora")
	if err := s.publishPack(packEdition(1, "ana")); err != nil {
		t.Fatal(err)
	}
	before := s.newest().N
	tried := 0
	for _, c := range rows() {
		if !strings.HasPrefix(c.path, "/coordinator/content") {
			continue
		}
		tried++
		w := s.do(c.method, c.path, c.body, dora, asForm)
		wantStatus(t, w, http.StatusForbidden)
		wantHas(t, w, "Not yours to change")
		wantHasNot(t, w, "Words of ana", `href="/coordinator/content"`)
	}
	if tried != 7 {
		t.Errorf("%d addresses were tried", tried)
	}
	wantStatus(t, s.upload(plainPack(packEdition(2)), dora), http.StatusForbidden)
	for _, file := range []string{"packs.csv", "withdrawals.json"} {
		wantStatus(t, s.get("/coordinator/export/"+file, dora), http.StatusForbidden)
	}
	wantHasNot(t, s.get("/coordinator", dora), "/coordinator/content")
	if got := s.newest(); got.N != before {
		t.Errorf("she left %+v", got)
	}
	if got := s.offers(); got != "[{day-2026 1}] 0" {
		t.Errorf("got %s", got)
	}
	wantHas(t, s.get("/coordinator", cora), `<a href="/coordinator/content">Content</a>`)
	wantHas(t, s.get("/coordinator/export/packs.csv", cora), "day-2026,1,2026-11-01T00:00:00Z,2027-06-01T00:00:00Z,served,1,")
}

// FuzzUpload reads forms of strangers.
func FuzzUpload(f *testing.F) {
	body, kind := multipartOf("file", []byte(`{"v":1}`))
	f.Add(body, kind)
	f.Add([]byte("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhello\r\n--x--\r\n"), "multipart/form-data; boundary=x")
	f.Add([]byte("--x--"), "multipart/mixed; boundary=x")
	f.Fuzz(func(t *testing.T, body []byte, kind string) {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/coordinator/content/check", bytes.NewReader(body))
		r.Header.Set("Content-Type", kind)
		b, err := server.ReadUpload(httptest.NewRecorder(), r)
		switch {
		case err != nil && fault.CodeOf(err) != fault.Invalid:
			t.Errorf("got %v", err)
		case err == nil && (len(b) == 0 || len(b) > len(body) || len(b) > server.MaxPackInput):
			t.Errorf("%d bytes of %d", len(b), len(body))
		}
	})
}

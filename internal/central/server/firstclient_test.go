package server_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// What a program of the first release reads, written down again so that a change to
// package wire cannot take it along. It passes over fields that it does not know.
type (
	firstHello struct {
		Service string
		Proto   [2]int
	}
	firstJoin struct {
		Workspace, Group, Token string
		URL                     string `json:"public_url"`
	}
	firstPush struct {
		Head     uint32 `json:"head"`
		Gap      bool   `json:"gap"`
		Rejected []struct {
			Seq uint32 `json:"s"`
		} `json:"rejected"`
	}
	firstFeed struct {
		Ops []struct {
			Inc  string          `json:"i"`
			Seq  uint32          `json:"s"`
			HLC  json.Number     `json:"t"`
			Kind uint8           `json:"k"`
			Body json.RawMessage `json:"b"`
			Hash string          `json:"h"`
		}
		Cursor int64
		Chain  string
		Reset  bool
	}
)

// pinned gives a file of version 1 as the first release wrote it, without its spaces.
func pinned(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "data", "wire", "testdata", "v1", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := json.Compact(&out, raw); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestFirstClients has a program of the first release join, push and pull, beside a laptop
// of today that sends what it never heard of.
func TestFirstClients(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	if h := answer[firstHello](t, s.get("/v1/hello"), http.StatusOK); h.Service != "daykit" || h.Proto[0] > 1 || h.Proto[1] < 1 {
		t.Fatalf("got %+v", h)
	}
	token := s.firstJoin(t)
	if got := s.firstPush(t, token, pinned(t, "push-request")); got.Head != 1 || got.Rejected != nil {
		t.Errorf("got %+v", got)
	}
	page := fmt.Appendf(nil, `{"en":"page","id":%q,"f":{"page":%s}}`, eventID, pinned(t, "page"))
	totals := fmt.Appendf(nil, `{"en":"report","id":%q,"f":{"totals":%s}}`, eventID, pinned(t, "totals"))
	for _, op := range [][]byte{firstOp(9, 0, page), firstOp(10, 1, totals)} {
		if got := s.firstPush(t, token, fmt.Appendf(nil, `{"ops":[%s]}`, op)); got.Head != 1 || got.Rejected != nil {
			t.Errorf("got %+v", got)
		}
	}
	if got := s.firstPush(t, token, bytes.Replace(pinned(t, "push-request"), []byte(`"s":1`), []byte(`"s":5`), 1)); !got.Gap || got.Head != 1 {
		t.Errorf("after a gap: got %+v", got)
	}
	shown := s.get("/e/" + eventID)
	if wantStatus(t, shown, http.StatusOK); !strings.Contains(shown.Body.String(), "Supper together") {
		t.Error("its page is not shown")
	}
	counts, err := server.ReadTotals(t.Context(), s.store)
	if err != nil || len(counts.Events) != 1 || counts.Events[0].Arrived != 61 || counts.Events[0].WalkIns != 12 {
		t.Errorf("the campaign counts %+v, %v", counts, err)
	}
	newer := answer[wire.JoinReply](t, s.join(s.invite("Riverside Neighbours"), "newer"), http.StatusOK)
	s.publish(newer.Token, sealedOps()...)
	s.firstPull(t, token, 3+len(sealedOps()))
}

// firstJoin joins by the body of the first release, and gives the token.
func (s *site) firstJoin(t *testing.T) string {
	t.Helper()
	body := pinned(t, "join-request")
	if w := s.do(http.MethodPost, "/v1/join", body); w.Code != http.StatusForbidden && w.Code != http.StatusBadRequest {
		t.Errorf("a code that nobody gave out: status %d", w.Code)
	}
	code := s.invite("Riverside Neighbours")
	w := s.do(http.MethodPost, "/v1/join", bytes.Replace(body, []byte("DAY-7KQ2-M9XD"), []byte(code), 1))
	j := answer[firstJoin](t, w, http.StatusOK)
	if j.Workspace == "" || j.Group != "Riverside Neighbours" || len(j.Token) != 64 || j.URL != publicURL {
		t.Fatalf("got %+v", j)
	}
	return j.Token
}

func (s *site) firstPush(t *testing.T, token string, body []byte) (out firstPush) {
	t.Helper()
	w := s.do(http.MethodPost, "/v1/ops", body, bearer(token))
	if w.Code == http.StatusConflict {
		if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	return answer[firstPush](t, w, http.StatusOK)
}

// firstPull reads the feed to its end, as the first release did: it keeps each op whose
// header has a form, and goes on from the cursor and chain that it was given.
func (s *site) firstPull(t *testing.T, token string, want int) {
	t.Helper()
	pull := func(query string) (*httptest.ResponseRecorder, firstFeed) {
		w := s.get("/v1/feed?"+query, bearer(token))
		return w, answer[firstFeed](t, w, http.StatusOK)
	}
	_, all := pull("cursor=0&chain=&limit=1000")
	if len(all.Ops) != want || all.Cursor != int64(want) || all.Reset {
		t.Errorf("got %d ops up to %d, want %d", len(all.Ops), all.Cursor, want)
	}
	for _, op := range all.Ops {
		inc, err := hex.DecodeString(op.Inc)
		hash, herr := hex.DecodeString(op.Hash)
		if err != nil || herr != nil || len(inc) != 8 || len(hash) != 16 || op.Seq == 0 || op.HLC == "" {
			t.Errorf("the first release would stop at %+v", op)
		}
	}
	if _, rest := pull(fmt.Sprintf("cursor=%d&chain=%s", all.Cursor, all.Chain)); len(rest.Ops) != 0 || rest.Cursor != all.Cursor {
		t.Errorf("from there on it got %+v", rest)
	}
	if _, lost := pull("cursor=2&chain=" + strings.Repeat("5c", 32)); !lost.Reset {
		t.Errorf("from a chain of another server it got %+v", lost)
	}
}

// firstOp is an op of a stream of its own, as the first release wrote it.
func firstOp(inc, class byte, body []byte) []byte {
	stream := [8]byte{inc}
	hlc := uint64(today.UnixMilli()) << 16
	sum := wire.Sum(stream, 1, hlc, class, 1, body)
	b, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return fmt.Appendf(nil, `{"i":"%x","s":1,"t":"%d","c":%d,"k":1,"b":%s,"h":"%x"}`, stream, hlc, class, b, sum)
}

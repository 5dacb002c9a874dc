package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"daykit/internal/data/wire"
)

// TestPagesCarryNoVoices tries to bring somebody's words onto a page and into the server in
// every way but that of wire.PageVoice, which says what was agreed: each is dropped or refused.
func TestPagesCarryNoVoices(t *testing.T) {
	t.Parallel()
	const words = "Kanarix words of a neighbour"
	s := newSite(t)
	token := answer[wire.JoinReply](t, s.join(s.invite("Riverside"), "laptop"), http.StatusOK).Token
	page := map[string]any{}
	if err := json.Unmarshal(wire.Raw(table()), &page); err != nil {
		t.Fatal(err)
	}
	page["voices"] = []map[string]string{{"id": "local-1", "credit": "Kanarix", "quote": words}}
	s.publish(token, pageOp(1, eventID, page))
	w := s.get("/e/" + eventID)
	wantStatus(t, w, http.StatusOK)
	if !strings.Contains(w.Body.String(), "A shared table") || strings.Contains(w.Body.String(), "Kanarix") {
		t.Error("the page is not there, or shows a voice")
	}
	for _, entity := range []string{"voice", "voicewords", "voiceform"} {
		for _, op := range []wire.Op{
			sign(wire.Op{Seq: 2, Body: set(entity, eventID, "quote", words)}),                                    // as public
			sign(wire.Op{Inc: "1112131415161718", Seq: 1, Class: 1, Body: set(entity, eventID, "quote", words)}), // as report
			sign(wire.Op{Inc: "2112131415161718", Seq: 1, Class: 2, Body: set(entity, eventID, "quote", words)}), // as work, and not sealed
		} {
			w := s.push(token, op)
			if w.Code == http.StatusOK && answer[wire.PushReply](t, w, http.StatusOK).Rejected == nil && op.Class < 2 {
				t.Errorf("%s of class %d was taken", entity, op.Class)
			}
		}
	}
	if w := s.get("/e/" + eventID); strings.Contains(w.Body.String(), "Kanarix") {
		t.Error("the page shows a voice")
	}
}

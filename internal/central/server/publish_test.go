package server_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// TestPacksSignedElsewhereKeepToTheList: a pack that the campaign signed elsewhere is held
// to what was withdrawn here, whatever number its own list says.
func TestPacksSignedElsewhereKeepToTheList(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	if err := s.publishPack(packEdition(1, "ana", "ben")); err != nil {
		t.Fatal(err)
	}
	s.withdrawVoice("ana") // which publishes version 2
	withdrawn := content.Withdrawal{ID: "ana", Since: s.now().UTC().Format(time.DateOnly), Reason: content.ReasonConsent}
	for _, c := range []struct {
		name   string
		number int64
		gone   []content.Withdrawal
		voices []string
		want   fault.Code
	}{
		{"a list that leaves her out", 1, []content.Withdrawal{}, []string{"ana", "ben"}, fault.Conflict},
		{"an older list", 0, []content.Withdrawal{}, []string{"ana", "ben"}, fault.Conflict},
		{"a list that was never here", 2, []content.Withdrawal{withdrawn}, []string{"ben"}, fault.Conflict},
		{"her voice beside the list", 1, []content.Withdrawal{withdrawn}, []string{"ana", "ben"}, fault.Invalid},
		{"the list, and without voice", 1, []content.Withdrawal{withdrawn}, []string{"ben"}, ""},
	} {
		e := packEdition(3, c.voices...)
		e.Withdrawals = content.Withdrawals{Format: content.FormatEdition, Number: c.number, Issued: s.now().UTC().Format(time.RFC3339), Voices: c.gone}
		raw, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		signed, err := server.SignFile(raw, s.packKey())
		if err == nil {
			_, err = server.CheckPack(t.Context(), s.store, s.packKey(), signed, s.now())
		}
		if c.want == "" && err != nil || c.want != "" && (err == nil || fault.CodeOf(err) != c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
		if _, err := server.PublishPack(t.Context(), s.store, s.packKey(), signed, s.now()); c.want != "" && err == nil {
			t.Errorf("%s: it was published", c.name)
		}
	}
	w := s.get(wire.PathPacks + "/day-2026/3")
	wantStatus(t, w, http.StatusOK)
	_, e, err := wire.DecodeSignedPack(w.Body.Bytes())
	if err != nil || len(e.Content.Voices) != 1 || e.Content.Voices[0].ID != "ben" {
		t.Errorf("served: %+v, %v", e.Content.Voices, err)
	}
}

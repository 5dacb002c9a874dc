package desktop_test

import (
	"crypto/rand"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	central "daykit/internal/central/server"
	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// TestAPackFromAStick takes in the file that was chosen here, and no other.
func TestAPackFromAStick(t *testing.T) {
	t.Parallel()
	r, c := newLaptop(t), newCampaign(t)
	key, err := central.SeedPackKey(t.Context(), c.store, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(r.dir, "day.daykit-pack")
	signed(t, key, path, content.Edition{
		Format: 1, ID: "day", Issuer: "The campaign", Version: 1, NotBefore: "2020-11-01T00:00:00Z", Expires: "2099-02-01T00:00:00Z",
		Withdrawals: content.Withdrawals{Format: 1, Issued: "2020-11-01T00:00:00Z", Voices: []content.Withdrawal{}},
		Content: content.Matter{Voices: []content.Voice{{
			ID: "ana", Credit: "Speaker A", Year: 2026, Lang: "en", Quote: "Words of A.", Topics: []string{},
			Consent: content.Consent{Status: content.Granted, Controller: "The campaign", Scope: map[content.Use]bool{content.Print: true}},
		}}},
	})
	if f := must[desk.PackFile](t)(r.PickPack()); f.Path != "" {
		t.Errorf("picked nothing, and got %+v", f)
	}
	if _, err := r.TakePack(path, ""); fault.CodeOf(errOr(err)) != fault.Denied {
		t.Errorf("a file that nobody chose: %v", err)
	}
	r.answer(t, path)
	f := must[desk.PackFile](t)(r.PickPack())
	if f.Path != path || !f.AsksKey || f.Refused != "" || len(f.New) != 1 {
		t.Errorf("got %+v", f)
	}
	if _, err := r.TakePack(path, ""); fault.CodeOf(errOr(err)) != fault.Denied {
		t.Errorf("without the fingerprint: %v", err)
	}
	all, err := central.ListPacks(t.Context(), c.store, key, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	before := len(r.changed)
	if f := must[desk.PackFile](t)(r.TakePack(path, all.Fingerprint)); len(f.New) != 1 || len(r.changed) == before {
		t.Errorf("got %+v, told %d times", f, len(r.changed)-before)
	}
	if st := must[desk.PackStatus](t)(r.Packs()); st.Key != all.Fingerprint || len(st.Packs) != 1 {
		t.Errorf("got %+v", st)
	}
	if _, err := r.FetchPacks(); fault.CodeOf(errOr(err)) != fault.Denied {
		t.Errorf("asking without a campaign: %v", err)
	}
}

// signed writes an edition as the campaign signs it.
func signed(t *testing.T, key central.PackKey, path string, e content.Edition) {
	t.Helper()
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	file, err := central.SignFile(b, key)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
}

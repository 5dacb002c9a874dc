package content_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/content"
)

// TestJSONLD compares with a file that was read by hand against schema.org's own words.
func TestJSONLD(t *testing.T) {
	t.Parallel()
	e := edition(3, list(2, "gone"), "ana", "ben", "cem", "dia", "eli", "gone")
	e.Content.Themes = whole().Content.Themes
	v := e.Content.Voices
	for i := range v {
		v[i].Consent.Scope = map[content.Use]bool{content.Print: true, content.Web: true}
	}
	v[1].Consent.Scope = map[content.Use]bool{content.Print: true, content.Social: true} // not the web
	v[2].Consent.Expires = "2026-12-03"                                                  // over
	v[3].Organisation, v[3].Role, v[3].Year, v[3].Topics = "", "", 0, nil
	v[3].Source, v[3].Consent.Expires = "a leaflet <of> 2026 & later", ""
	v[4].Lang, v[4].Quote = "ar", "كلمات"
	got, kept := content.JSONLD(e, "2026-12-04")
	if diff := cmp.Diff([]string{"ben", "cem", "gone"}, kept); diff != "" {
		t.Errorf("left out: want, got:\n%s", diff)
	}
	for _, id := range kept {
		if strings.Contains(string(got), "voice:"+id) || strings.Contains(string(got), "Words of "+id) {
			t.Errorf("%s is in it", id)
		}
	}
	if !json.Valid(got) {
		t.Error("it is not JSON")
	}
	golden := filepath.Join("testdata", "pack.jsonld")
	if *update {
		if err := os.WriteFile(golden, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("want, got:\n%s", diff)
	}
}

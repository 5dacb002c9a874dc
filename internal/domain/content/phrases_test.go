package content_test

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/content"
	"daykit/internal/domain/locale"
)

// pack is the built-in pack with catalogues of phrases of our own making.
func pack(t *testing.T, catalogues map[string]string) *content.Pack {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(content.Files, "data", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(name, "phrases") || strings.Contains(name, "article1") {
			return err
		}
		b, err := fs.ReadFile(content.Files, name)
		files[name] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for lang, text := range catalogues {
		files["data/phrases/"+lang+".json"] = &fstest.MapFile{Data: []byte(text)}
	}
	p, err := content.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const english = `{"lang": "en", "phrases": {"free": "Free", "draft": "Draft", "signup": "Sign up", "time": "Time"}}`

const french = `{"lang": "fr", "phrases": {
	"free": {"of": "Free", "text": "Gratuit", "reviewed_by": "A Speaker", "reviewed_text": "Gratuit"},
	"draft": {"of": "Draft", "text": "Brouillon", "reviewed_by": null},
	"signup": {"of": "Sign up", "text": "Inscrivez-vous", "reviewed_by": "A Speaker", "reviewed_text": "Inscription"}}}`

func TestPhraseState(t *testing.T) {
	t.Parallel()
	p := pack(t, map[string]string{"en": english, "fr": french})
	changed := pack(t, map[string]string{"en": strings.Replace(english, `"Free"`, `"Free of charge"`, 1), "fr": french})
	for _, tt := range []struct {
		name      string
		pack      *content.Pack
		key, lang string
		want      content.State
		text, got string
	}{
		{"read by a speaker", p, "free", "fr", content.Reviewed, "Gratuit", "fr"},
		{"a draft", p, "draft", "fr", content.Unreviewed, "Brouillon", "fr"},
		{"changed after it was read", p, "signup", "fr", content.Unreviewed, "Inscrivez-vous", "fr"},
		{"English changed after it was translated", changed, "free", "fr", content.Stale, "Gratuit", "fr"},
		{"another English phrase changed", changed, "draft", "fr", content.Unreviewed, "Brouillon", "fr"},
		{"not translated", p, "time", "fr", content.Missing, "Time", "en"},
		{"language without a catalogue", p, "free", "so", content.Missing, "Free", "en"},
		{"English", p, "free", "en", content.Reviewed, "Free", "en"},
		{"no such key", p, "nothing", "en", content.Missing, "", "en"},
	} {
		text, got := tt.pack.Phrase(tt.key, tt.lang)
		if state := tt.pack.PhraseState(tt.key, tt.lang); state != tt.want || text != tt.text || got != tt.got {
			t.Errorf("%s: got %s, %q in %s; want %s, %q in %s", tt.name, state, text, got, tt.want, tt.text, tt.got)
		}
	}
	for _, tt := range []struct {
		pack *content.Pack
		keys []string
		want content.State
	}{
		{p, []string{"free"}, content.Reviewed},
		{p, []string{"free", "draft"}, content.Unreviewed},
		{changed, []string{"draft", "free"}, content.Stale},
		{changed, nil, content.Missing},
	} {
		if got := tt.pack.State("fr", tt.keys...); got != tt.want {
			t.Errorf("State of %q: got %s, want %s", tt.keys, got, tt.want)
		}
	}
}

func TestRecorder(t *testing.T) {
	t.Parallel()
	p := pack(t, map[string]string{"en": strings.Replace(english, `"Sign up"`, `"Join in"`, 1), "fr": french})
	r := content.NewRecorder(p)
	for _, use := range [][2]string{{"time", "fr"}, {"signup", "fr"}, {"free", "fr"}, {"free", "fr"}, {"draft", "fr"}, {"draft", "en"}} {
		text, got := r.Phrase(use[0], use[1])
		if wantText, wantGot := p.Phrase(use[0], use[1]); text != wantText || got != wantGot {
			t.Errorf("%v: got %q in %s, the pack says %q in %s", use, text, got, wantText, wantGot)
		}
	}
	want := []content.PhraseUse{
		{Key: "draft", Lang: "en", Text: "Draft", State: content.Reviewed},
		{Key: "draft", Lang: "fr", Text: "Brouillon", State: content.Unreviewed},
		{Key: "free", Lang: "fr", Text: "Gratuit", State: content.Reviewed},
		{Key: "signup", Lang: "fr", Text: "Inscrivez-vous", State: content.Stale},
		{Key: "time", Lang: "fr", Text: "Time", State: content.Missing},
	}
	if d := cmp.Diff(want, r.Uses()); d != "" {
		t.Errorf("Uses (-want +got):\n%s", d)
	}
	unread := []content.PhraseUse{want[1], want[3]}
	if d := cmp.Diff(unread, r.Unreviewed()); d != "" {
		t.Errorf("Unreviewed (-want +got):\n%s", d)
	}
	if got := content.UseLangs(r.Uses()); !cmp.Equal(got, []string{"en", "fr"}) {
		t.Errorf("UseLangs: got %q", got)
	}
	proof := p.Prove("fr", "An Organiser", "2026-12-01", []string{"draft"})
	if d := cmp.Diff(unread[1:], r.Unconfirmed([]content.Proof{proof})); d != "" {
		t.Errorf("Unconfirmed (-want +got):\n%s", d)
	}
}

func TestConfirmed(t *testing.T) {
	t.Parallel()
	now := pack(t, map[string]string{"en": english, "fr": french})
	words := pack(t, map[string]string{"en": english, "fr": strings.Replace(french, "Brouillon", "Ébauche", 1)})
	source := pack(t, map[string]string{"en": strings.Replace(english, `"Draft"`, `"Not final"`, 1), "fr": french})
	proof := now.Prove("fr", "An Organiser", "2026-12-01", []string{"draft", "draft", "time", "free"})
	if len(proof.Of) != 2 {
		t.Errorf("the proof should cover draft and free once each: %+v", proof)
	}
	whole, nameless := now.Prove("fr", "An Organiser", "2026-12-01", nil), proof
	nameless.By = ""
	for _, tt := range []struct {
		name   string
		pack   *content.Pack
		proofs []content.Proof
		lang   string
		keys   []string
		want   bool
	}{
		{"nobody has read it", now, nil, "fr", []string{"draft"}, false},
		{"needs no reading", now, nil, "fr", []string{"free", "time"}, true},
		{"read", now, []content.Proof{proof}, "fr", []string{"draft", "free", "time"}, true},
		{"another phrase on the page", now, []content.Proof{proof}, "fr", []string{"draft", "signup"}, false},
		{"the whole language read", now, []content.Proof{nameless, whole}, "fr", []string{"draft", "signup"}, true},
		{"read by nobody with a name", now, []content.Proof{nameless}, "fr", []string{"draft"}, false},
		{"the words changed since", words, []content.Proof{proof}, "fr", []string{"draft"}, false},
		{"the English changed since", source, []content.Proof{proof}, "fr", []string{"draft"}, false},
		{"only other words changed", words, []content.Proof{whole}, "fr", []string{"signup"}, true},
		{"English", now, nil, "en", []string{"draft"}, true},
	} {
		if got := tt.pack.Confirmed(tt.proofs, tt.lang, tt.keys); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}

func TestPackWithOwnPhrases(t *testing.T) {
	t.Parallel()
	p := pack(t, map[string]string{"en": english, "fr": french})
	own := p.With([]content.OwnPhrase{
		{Lang: "fr", Key: "time", Of: "Time", Text: "Heure"},
		{Lang: "fr", Key: "free", Of: "Free", Text: "Entrée libre"},
		{Lang: "so", Key: "draft", Of: "Sketch", Text: "Qabyo"},
		{Lang: "en", Key: "free", Of: "Free", Text: "Gratis"},
		{Lang: "fr", Key: "nothing", Of: "", Text: "Rien"},
		{Lang: "fr", Key: "draft", Of: "Draft", Text: ""},
	})
	type is struct {
		text  string
		state content.State
	}
	for use, want := range map[[2]string]is{
		{"time", "fr"}: {"Heure", content.Unreviewed}, {"free", "fr"}: {"Entrée libre", content.Unreviewed}, {"draft", "so"}: {"Qabyo", content.Stale},
		{"free", "en"}: {"Free", content.Reviewed}, {"nothing", "fr"}: {"", content.Missing}, {"draft", "fr"}: {"Brouillon", content.Unreviewed},
	} {
		text, _ := own.Phrase(use[0], use[1])
		if got := (is{text, own.PhraseState(use[0], use[1])}); got != want {
			t.Errorf("%v: got %v, want %v", use, got, want)
		}
	}
	if text, _ := p.Phrase("free", "fr"); text != "Gratuit" || p.PhraseState("draft", "so") != content.Missing {
		t.Errorf("the pack itself was changed: %q", text)
	}
}

// The catalogues in the tree: one for each public language, each of its keys one
// that English has, none reviewed without a place where that can be seen, and
// nothing invisible or untidy in the words.
func TestCatalogues(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	keys := map[string]bool{}
	for _, key := range p.PhraseKeys() {
		keys[key] = true
	}
	for _, l := range locale.Public() {
		if l.Tag == "en" {
			continue
		}
		b, err := fs.ReadFile(content.Files, path.Join("data/phrases", l.Tag+".json"))
		if err != nil {
			t.Error(err)
			continue
		}
		var c struct {
			Lang    string `json:"lang"`
			Source  string `json:"source"`
			Phrases map[string]struct {
				Of           string  `json:"of"`
				Text         string  `json:"text"`
				Source       string  `json:"source"`
				ReviewedBy   *string `json:"reviewed_by"`
				ReviewedText string  `json:"reviewed_text"`
			} `json:"phrases"`
		}
		if err := json.Unmarshal(b, &c); err != nil || c.Lang != l.Tag || c.Source == "" || len(c.Phrases) < 30 {
			t.Errorf("%s: %d phrases from %q, %v", l.Tag, len(c.Phrases), c.Source, err)
		}
		for key, ph := range c.Phrases {
			if !keys[key] {
				t.Errorf("%s: no English phrase has the key %s any more", l.Tag, key)
			}
			if ph.Of == "" || ph.Text != strings.Join(strings.Fields(ph.Text), " ") || strings.ContainsFunc(ph.Text, invisible) {
				t.Errorf("%s: %s is untidy: %q", l.Tag, key, ph.Text)
			}
			if ph.ReviewedBy != nil && (ph.Source == "" || ph.ReviewedText != ph.Text) {
				t.Errorf("%s: %s is reviewed, but nobody can see by whom or what", l.Tag, key)
			}
		}
	}
}

// invisible lets only the joiners of Persian and its neighbours pass.
func invisible(r rune) bool {
	return r != '\u200c' && (unicode.Is(unicode.Cf, r) || unicode.IsControl(r) || r == '\ufffd')
}

func TestPublicMatterIsTranslated(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	for _, l := range locale.Public() {
		for _, key := range []string{"day", "signup", "free", "date", "time", "place", "signup.field.name", "draft"} {
			if p.PhraseState(key, l.Tag) == content.Missing {
				t.Errorf("%s has no word for %s", l.Tag, key)
			}
		}
	}
}

package layout_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"testing"

	"daykit/internal/page/layout"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestDisplayLists pins every printable but posters, which TestPosterPages does: a changed hash means that paper looks
// different, so look at it before running with -update.
func TestDisplayLists(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	s := setter(t)
	add := func(name string, r layout.Result) { got[name] = hash(t, r) }
	add("article1 a4", s.Article1(article1Input(t, languages()...), layout.A4))
	add("article1 a3", s.Article1(article1Input(t, languages()...), layout.A3))
	golden(t, "testdata/golden.json", got)
}

// golden compares what was got with a file.
func golden(t *testing.T, file string, got map[string]string) {
	t.Helper()
	if *update {
		b, err := json.MarshalIndent(got, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, append(b, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]string
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pages differ (-want +got): %s", diff)
	}
}

// hash covers every number of every op of every page.
func hash(t *testing.T, r layout.Result) string {
	t.Helper()
	h := sha256.New()
	for _, p := range r.Pages {
		fmt.Fprintf(h, "page %v %v\n", p.W, p.H)
		for _, op := range p.Ops {
			fmt.Fprintf(h, "%T %v\n", op, op)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

func TestSameInputSamePages(t *testing.T) {
	t.Parallel()
	a := hash(t, layout.New(library()).Poster(posterInput(sample(), "en"), layout.A4))
	b := hash(t, setter(t).Poster(posterInput(sample(), "en"), layout.A4))
	if a != b {
		t.Error("two runs differ")
	}
}

package layout_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/page/layout"
)

func TestFound(t *testing.T) {
	t.Parallel()
	got := layout.Found("article1", "en", "article-pages", 30, 2, 14.0)
	want := layout.Problem{
		Field: "article1", Lang: "en", Code: "article-pages",
		What:   "30 languages are set on 2 pages, so that all can be read at 14 pt",
		Params: map[string]any{"languages": 30, "pages": 2, "size": 14.0},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestFoundNamesLanguages: the English words have the name, a window the tag.
func TestFoundNamesLanguages(t *testing.T) {
	t.Parallel()
	in := posterInput(sample(), "ur")
	in.Event.Texts.Headline = map[string]string{"en": "It takes a lot of us"}
	for _, p := range setter(t).Poster(in, layout.A4).Problems {
		if p.Code != "not-translated" {
			continue
		}
		if p.Params["language"] != "ur" || p.Params["instead"] != "en" || p.What != "no Urdu words yet; English is printed" {
			t.Errorf("got %+v", p)
		}
		return
	}
	t.Error("no problem of words that are not translated")
}

// TestFindingsAreSaid holds every call that reports a finding to the parameters it
// has, and every finding to being reported somewhere.
func TestFindingsAreSaid(t *testing.T) {
	t.Parallel()
	codes, calls := map[string]layout.Finding{}, map[string]int{}
	eachNode(t, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			if kind, ok := n.Type.(*ast.Ident); ok && kind.Name == "Finding" {
				code, err := strconv.Unquote(n.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Error(err)
				}
				codes[n.Names[0].Name] = layout.Finding(code)
			}
		case *ast.CallExpr:
			if len(n.Args) > 2 {
				if code, ok := n.Args[2].(*ast.Ident); ok {
					calls[code.Name] = len(n.Args) - 3
				}
			}
		}
		return true
	})
	known := layout.Findings()
	if len(known) != len(codes) {
		t.Errorf("%d findings have words, want %d", len(known), len(codes))
	}
	// These are chosen before they are reported, or reported by another package.
	elsewhere := map[string]bool{"ArticleUnknown": true, "foundVoiceNone": true, "foundVoiceNoneHere": true}
	for name, code := range codes {
		params, ok := known[code]
		n, said := calls[name]
		switch {
		case !ok:
			t.Errorf("%s has no words", name)
		case !said && !elsewhere[name]:
			t.Errorf("%s is never reported", name)
		case n != len(params):
			t.Errorf("%s is reported with %d values, want %v", name, n, params)
		}
	}
}

// eachNode goes through the package's own files.
func eachNode(t *testing.T, visit func(ast.Node) bool) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, visit)
	}
}

package main_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestEachPackageHasOneComment keeps the one place where a reader learns what a
// package is for.
func TestEachPackageHasOneComment(t *testing.T) {
	t.Parallel()
	comments := map[string][]string{} // folder to the files that carry its comment
	names := map[string]string{}
	count := map[string]int{}
	for _, file := range files(t, ".go") {
		if strings.HasSuffix(file, "_test.go") || strings.Contains(file, "testdata/") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Dir(file)
		names[dir] = f.Name.Name
		count[dir]++
		if f.Doc != nil {
			comments[dir] = append(comments[dir], filepath.Base(file))
		}
	}
	for dir, name := range names {
		found := comments[dir]
		if len(found) != 1 {
			t.Errorf("%s has %d package comments %v, want one", dir, len(found), found)
			continue
		}
		if found[0] != name+".go" && found[0] != "doc.go" && count[dir] > 1 {
			t.Errorf("%s has its package comment in %s, want %s.go or doc.go", dir, found[0], name)
		}
	}
}

package main_test

import (
	"strings"
	"testing"
)

const module = "daykit/"

// arrows says, for each package, which of our packages it may import; "dir/..."
// means all below dir. ARCHITECTURE.md draws the same picture. Arrows point down
// only: domain stands below all, desk and central below the programs alone.
var arrows = map[string][]string{
	"internal/domain/fault":   {},
	"internal/domain/display": {},
	"internal/domain/locale":  {"internal/domain/fault"},
	"internal/domain/event":   {"internal/domain/fault", "internal/domain/locale"},
	"internal/domain/content": {"internal/domain/fault", "internal/domain/locale", "internal/domain/event"},
	"internal/domain/plan":    {"internal/domain/fault", "internal/domain/event", "internal/domain/content"},
	"internal/domain/plain":   {},
	"internal/domain/small":   {},
	"internal/domain/sheet":   {"internal/domain/display", "internal/domain/feedback"},

	"internal/domain/pictogram": {"internal/domain/display", "internal/domain/event"},

	"internal/domain/feedback": {"internal/domain/fault", "internal/domain/locale"},

	"internal/domain/translate": {"internal/domain/content", "internal/domain/event"},

	"internal/text/sfnt":    {},
	"internal/text/fonts":   {"internal/domain/...", "internal/text/sfnt"},
	"internal/text/typeset": {"internal/domain/...", "internal/text/sfnt", "internal/text/fonts"},

	"internal/page/qr":      {"internal/domain/..."},
	"internal/page/picture": {"internal/domain/..."},
	"internal/page/raster":  {"internal/domain/...", "internal/text/sfnt", "internal/text/fonts"},
	"internal/page/proof":   {"internal/domain/...", "internal/text/fonts", "internal/page/raster", "internal/page/qr"},
	"internal/page/layout":  {"internal/domain/...", "internal/text/...", "internal/page/qr"},
	"internal/page/pdf":     {"internal/domain/...", "internal/text/sfnt", "internal/text/fonts"},
	"internal/page/svg":     {"internal/domain/...", "internal/text/sfnt", "internal/text/fonts"},

	"internal/data/wire":   {"internal/domain/..."},
	"internal/data/oplog":  {"internal/domain/...", "internal/data/wire"},
	"internal/data/seal":   {"internal/domain/...", "internal/data/oplog"},
	"internal/data/keys":   {"internal/domain/fault", "internal/data/oplog", "internal/data/seal"},
	"internal/data/feed":   {"internal/domain/...", "internal/data/oplog", "internal/data/wire"},
	"internal/data/store":  {"internal/domain/...", "internal/data/oplog", "internal/data/seal", "internal/data/wire"},
	"internal/data/backup": {"internal/domain/...", "internal/data/oplog", "internal/data/seal", "internal/data/store"},
	"internal/data/sync":   {"internal/domain/...", "internal/data/oplog", "internal/data/seal", "internal/data/wire", "internal/data/store"},
	"internal/data/sim":    {"internal/data/oplog", "internal/data/feed"},

	"internal/data/sync/stranger": {"internal/data/wire"},

	// For tests alone.
	"internal/data/canary":   {},
	"internal/data/faultvfs": {},

	"internal/report": {"internal/domain/..."},

	"internal/central/server":      {"internal/domain/...", "internal/data/wire", "internal/data/oplog", "internal/data/feed"},
	"internal/central/storetest":   {"internal/domain/...", "internal/data/wire", "internal/data/oplog", "internal/data/feed", "internal/central/server"},
	"internal/central/sqlstore":    {"internal/domain/...", "internal/data/wire", "internal/data/oplog", "internal/data/feed", "internal/central/server"},
	"internal/central/sqlite":      {"internal/domain/...", "internal/data/wire", "internal/data/oplog", "internal/data/feed", "internal/central/server", "internal/central/sqlstore"},
	"internal/central/postgres":    {"internal/domain/...", "internal/data/feed", "internal/central/server", "internal/central/sqlstore"},
	"internal/central/pgtest":      {}, // for tests alone
	"internal/central/servicetest": {"internal/domain/...", "internal/data/wire", "internal/central/server", "internal/central/sqlite"},

	"internal/desk": {"internal/domain/...", "internal/text/...", "internal/page/...", "internal/data/...", "internal/report"},

	"frontend": {},

	"frontend/signup": {},

	"app/desktop": {"internal/desk", "internal/domain/...", "frontend/signup"},
	"app/daykit":  {"internal/desk", "internal/domain/...", "frontend/signup"},
	"app/server":  {"internal/central/...", "internal/domain/fault", "frontend/signup"},
	"":            {"app/desktop", "frontend"}, // main.go

	"build/assets":      {"internal/domain/...", "internal/text/..."},
	"build/bench":       {"internal/desk", "internal/domain/...", "internal/text/...", "internal/page/...", "internal/data/wire", "internal/central/pgtest"},
	"build/bench/floor": {},
	"build/gallery":     {"internal/desk", "internal/domain/..."},
	"build/icon":        {},
	"build/sim":         {"internal/data/sim"},
	"build/signup":      {"internal/domain/content", "internal/domain/fault", "internal/domain/feedback", "internal/central/server", "internal/central/sqlite", "internal/data/...", "frontend/signup"},
	"build/readers":     {"internal/domain/...", "internal/text/...", "internal/page/pdf"},
}

// forbidden names, for a program, what must not be linked into it and why.
var forbidden = []struct {
	program, dependency, why string
}{
	{"app/daykit", "github.com/wailsapp/", "daykit runs where there is no graphical library"},
	{"app/daykit", "daykit/app/desktop", "daykit runs where there is no graphical library"},
	{"app/daykit", "daykit/internal/central", "the laptop does not carry the server"},
	{"app/daykit", "daykit/internal/data/faultvfs", "only tests break a disk"},
	{"app/server", "github.com/wailsapp/", "the server has no window"},
	{"app/server", "github.com/jung-kurt/gofpdf", "the server prints nothing"},
	{"app/server", "github.com/go-text/", "the server sets no type"},
	{"app/server", "daykit/internal/text", "the server carries no fonts"},
	{"app/server", "daykit/internal/page", "the server prints nothing"},
	{"app/server", "daykit/internal/desk", "the server cannot do what a person does"},
	{"app/server", "daykit/internal/data/store", "the server keeps no workspace"},
	{"app/server", "daykit/internal/data/faultvfs", "only tests break a disk"},
	{"app/server", "daykit/internal/central/pgtest", "only tests start a database"},
}

func TestImportsPointDown(t *testing.T) {
	t.Parallel()
	for _, p := range goList(t, "-e", "./...") {
		from := inside(p.ImportPath)
		allowed, known := arrows[from]
		if !known {
			t.Errorf("package %q has no place in the house; give it one in the table of arch_test.go and in ARCHITECTURE.md", from)
			continue
		}
		for _, imported := range p.Imports {
			to, ours := strings.CutPrefix(imported, module)
			if ours && !anyMatches(allowed, to) {
				t.Errorf("%s imports %s, which the table of arrows does not allow", from, to)
			}
		}
	}
}

func TestProgramsLinkOnlyWhatTheyNeed(t *testing.T) {
	t.Parallel()
	linked := map[string][]pkg{}
	for _, f := range forbidden {
		if _, done := linked[f.program]; !done {
			linked[f.program] = goList(t, "-deps", "./"+f.program)
		}
		for _, p := range linked[f.program] {
			if strings.HasPrefix(p.ImportPath, f.dependency) {
				t.Errorf("%s links %s: %s", f.program, p.ImportPath, f.why)
			}
		}
	}
}

// TestOnlyTheWindowNeedsC holds the promise that daykit and daykit-server are
// static: nothing below them may be written in C.
func TestOnlyTheWindowNeedsC(t *testing.T) {
	t.Parallel()
	for _, program := range []string{"app/daykit", "app/server"} {
		for _, p := range goList(t, "-deps", "./"+program) {
			if contains(p.Imports, "C") && !p.Standard {
				t.Errorf("%s links %s, which needs C", program, p.ImportPath)
			}
		}
	}
}

func inside(path string) string {
	if path == strings.TrimSuffix(module, "/") {
		return ""
	}
	return strings.TrimPrefix(path, module)
}

func anyMatches(patterns []string, path string) bool {
	for _, p := range patterns {
		if prefix, wing := strings.CutSuffix(p, "..."); path == p || wing && strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if s == want {
			return true
		}
	}
	return false
}

package main_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/sheet"
)

// TestEveryCodeHasWords keeps the window from showing a bare code.
func TestEveryCodeHasWords(t *testing.T) {
	t.Parallel()
	var words map[string]string
	if err := json.Unmarshal([]byte(read(t, "frontend/src/i18n/en.json")), &words); err != nil {
		t.Fatal(err)
	}
	for _, code := range fault.Codes() {
		if words["error."+string(code)] == "" {
			t.Errorf("the window has no words for an error of code %s", code)
		}
	}
}

// TestEveryFindingHasWords holds the window's words to what the desk finds on pages
// and in photos: each code has a message, and none names what the code does not tell.
func TestEveryFindingHasWords(t *testing.T) {
	t.Parallel()
	var words map[string]string
	if err := json.Unmarshal([]byte(read(t, "frontend/src/i18n/en.json")), &words); err != nil {
		t.Fatal(err)
	}
	known := map[string][]string{}
	for code, params := range desk.FindingCodes() {
		known["finding."+code] = params
	}
	for _, note := range desk.PhotoNotes() {
		known[note] = nil
	}
	for _, l := range sheet.LabelSheets() {
		known["label."+l.Code] = nil
	}
	for key, params := range known {
		if words[key] == "" {
			t.Errorf("the window has no words for %s", key)
		}
		for _, m := range placeholder.FindAllStringSubmatch(words[key], -1) {
			if !slices.Contains(params, m[1]) {
				t.Errorf("%s has no %q, only %q", key, m[1], params)
			}
		}
	}
	for key := range words {
		head, _, _ := strings.Cut(key, ".")
		if _, ok := known[key]; !ok && slices.Contains([]string{"finding", "note", "label"}, head) {
			t.Errorf("nothing ever says %s", key)
		}
	}
}

// placeholder is the beginning of one in a message of the window, plural or plain.
// Words inside a plural begin with no name and a comma or brace.
var placeholder = regexp.MustCompile(`\{(\w+)(?:, plural,|\})`)

// TestEveryCodeHasAStatus keeps the server from answering with status 0.
func TestEveryCodeHasAStatus(t *testing.T) {
	t.Parallel()
	_, table, found := strings.Cut(read(t, "internal/central/server/answer.go"), "var statuses = map[fault.Code]int{")
	if !found {
		t.Fatal("the server has no table of statuses")
	}
	table, _, _ = strings.Cut(table, "\n}")
	names := regexp.MustCompile(`(?m)^\s+(\w+)\s+Code = "`).FindAllStringSubmatch(read(t, "internal/domain/fault/fault.go"), -1)
	if len(names) != len(fault.Codes()) {
		t.Fatalf("found %d names of codes, want %d", len(names), len(fault.Codes()))
	}
	for _, name := range names {
		if !strings.Contains(table, "fault."+name[1]+":") {
			t.Errorf("the server has no status for fault.%s", name[1])
		}
	}
}

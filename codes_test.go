package main_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"daykit/internal/domain/fault"
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

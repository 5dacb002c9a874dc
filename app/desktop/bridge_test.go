package desktop_test

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"daykit/app/desktop"
)

// TestBridgeAgrees compares what the page calls with what Go offers: the page's
// interface is read from its source, ours by reflection.
func TestBridgeAgrees(t *testing.T) {
	t.Parallel()
	called := pageCalls(t)
	offered := reflect.TypeFor[*desktop.Desk]()
	for i := range offered.NumMethod() {
		m := offered.Method(i)
		if m.Name == "Fail" || m.Name == "Serve" {
			continue // of this test
		}
		arguments, ok := called[m.Name]
		if !ok {
			t.Errorf("Go offers %s, which the page never calls", m.Name)
			continue
		}
		if want := m.Type.NumIn() - 1; arguments != want {
			t.Errorf("the page calls %s with %d arguments, Go takes %d", m.Name, arguments, want)
		}
		delete(called, m.Name)
	}
	for name := range called {
		t.Errorf("the page calls %s, which Go does not offer", name)
	}
}

// TestBoundTypesTravel holds the rules of notes on Wails' bindings: at most one
// value and an error, and nothing that JSON or the page would bend.
func TestBoundTypesTravel(t *testing.T) {
	t.Parallel()
	offered := reflect.TypeFor[*desktop.Desk]()
	for i := range offered.NumMethod() {
		m := offered.Method(i)
		if m.Name == "Serve" {
			continue
		}
		n := m.Type.NumOut()
		if n < 1 || n > 2 || m.Type.Out(n-1) != reflect.TypeFor[error]() {
			t.Errorf("%s gives %v, want a value and an error, or an error", m.Name, m.Type)
		}
	}
}

// pageCalls reads the methods of the page's interface Desk, with how many arguments each has.
func pageCalls(t *testing.T) map[string]int {
	t.Helper()
	source, err := os.ReadFile("../../frontend/src/bridge/desk.ts")
	if err != nil {
		t.Fatal(err)
	}
	_, body, found := strings.Cut(string(source), "export interface Desk {")
	if !found {
		t.Fatal("the page has no interface Desk")
	}
	body, _, _ = strings.Cut(body, "\n}")
	calls := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^\s+([A-Z]\w*)\(([^)]*)\): Promise`).FindAllStringSubmatch(body, -1) {
		calls[m[1]] = strings.Count(m[2], ":")
	}
	return calls
}

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
		if m.Name == "Fail" || m.Name == "Serve" || m.Name == "Tend" {
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
		if m.Name == "Serve" || m.Name == "Tend" {
			continue
		}
		n := m.Type.NumOut()
		if n < 1 || n > 2 || m.Type.Out(n-1) != reflect.TypeFor[error]() {
			t.Errorf("%s gives %v, want a value and an error, or an error", m.Name, m.Type)
		}
	}
}

// pageInterfaces are the interfaces that make up what the page calls, by their file.
var pageInterfaces = map[string]string{
	"desk.ts":             "export interface Desk\n",
	"copy-types.ts":       "export interface Copying {",
	"crew-types.ts":       "export interface Crewing {",
	"door-types.ts":       "export interface Guarding {",
	"keeping.ts":          "export interface Keeping {",
	"signup-types.ts":     "export interface SigningUp {",
	"send-types.ts":       "export interface Sending {",
	"voice-types.ts":      "export interface Voicing {",
	"photograph-types.ts": "export interface Album {",
	"plan-types.ts":       "export interface Planning {",
	"running-types.ts":    "export interface RunningOrder {",
	"money-types.ts":      "export interface Budgeting {",
	"start-types.ts":      "export interface Starting {",
	"packing-types.ts":    "export interface PackingUp {",
	"report-types.ts":     "export interface Reporting {",
	"risk-types.ts":       "export interface Risking {",
	"feedback-types.ts":   "export interface Hearing {",
	"venue-types.ts":      "export interface Venuing {",
	"words-types.ts":      "export interface Wording {",
}

// pageCalls reads the methods of the page's interface Desk, with how many arguments each has.
func pageCalls(t *testing.T) map[string]int {
	t.Helper()
	calls := map[string]int{}
	for file, begin := range pageInterfaces {
		source, err := os.ReadFile("../../frontend/src/bridge/" + file)
		if err != nil {
			t.Fatal(err)
		}
		_, body, found := strings.Cut(string(source), begin)
		if !found {
			t.Fatalf("%s has no %q", file, begin)
		}
		body, _, _ = strings.Cut(body, "\n}")
		for _, m := range regexp.MustCompile(`(?m)^\s+([A-Z]\w*)\(([^)]*)\): Promise`).FindAllStringSubmatch(body, -1) {
			calls[m[1]] = strings.Count(m[2], ":")
		}
	}
	return calls
}

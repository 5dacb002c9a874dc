package desktop_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	boundCall = regexp.MustCompile(`^\(d \*Desk\) ([A-Z]\w*)\(`)
	asksFor   = regexp.MustCompile(`\.files\.|\bsaveAs\(`)
	patientOf = regexp.MustCompile(`(?m)^  (\w+): [\d_]+,$`)
)

// The window gives up on a call after 30 seconds, unless it knows that a person may be
// looking for a file meanwhile.
func TestWindowWaitsForDialogs(t *testing.T) {
	t.Parallel()
	bridge, err := os.ReadFile("../../frontend/src/bridge/wails.ts")
	if err != nil {
		t.Fatal(err)
	}
	var patient []string
	for _, m := range patientOf.FindAllStringSubmatch(string(bridge), -1) {
		patient = append(patient, m[1])
	}
	files, err := filepath.Glob("calls_*.go")
	if err != nil {
		t.Fatal(err)
	}
	asking := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for call := range strings.SplitSeq(string(source), "\nfunc ") {
			name := boundCall.FindStringSubmatch(call)
			if name == nil || !asksFor.MatchString(call) {
				continue
			}
			asking++
			if !slices.Contains(patient, name[1]) {
				t.Errorf("%s opens a dialog, and wails.ts gives it no more time than any other call", name[1])
			}
		}
	}
	if asking < 20 {
		t.Errorf("got %d calls that open a dialog, want at least 20: does this test still find them?", asking)
	}
}

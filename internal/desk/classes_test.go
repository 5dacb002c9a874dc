package desk_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/desk"
)

// TestEveryFieldHasAClass reads the types that are kept, so that a new field
// cannot be kept before somebody has said who may read it.
func TestEveryFieldHasAClass(t *testing.T) {
	t.Parallel()
	if got := desk.Undeclared(); len(got) > 0 {
		t.Errorf("not in the table of classes: %v", got)
	}
}

// TestClassesAreAsReviewed pins the table: a field that changes its class changes who
// can read people's names, so it is a change of this file too.
func TestClassesAreAsReviewed(t *testing.T) {
	t.Parallel()
	golden := filepath.Join("testdata", "classes.txt")
	got := strings.Join(append(desk.ClassTable(), desk.FactKinds()...), "\n") + "\n"
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the table of classes (-reviewed +now):\n%s", diff)
	}
}

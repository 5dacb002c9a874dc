package desk_test

import (
	"testing"

	"daykit/internal/desk"
)

// TestEveryEntityHasAFate reads the table of classes, so that nothing can be kept of which
// nobody has said whether a copy takes it and a purge erases it.
func TestEveryEntityHasAFate(t *testing.T) {
	t.Parallel()
	if got := desk.Unfated(); len(got) > 0 {
		t.Errorf("in fates: %v", got)
	}
}

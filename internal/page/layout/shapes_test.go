package layout_test

import (
	"reflect"
	"runtime"
	"slices"
	"testing"

	"daykit/internal/page/layout"
)

// TestShapesAreTheSame checks that pages do not depend on what a Setter has shaped
// before, nor on how many cores shaped it.
func TestShapesAreTheSame(t *testing.T) { // not parallel: it changes GOMAXPROCS
	people := names(t)
	for i, p := range slices.Clone(people) {
		p.Name = "No. " + p.Name
		people = append(people, p)
		people[i].Org = "Group of " + people[len(people)-1-i].Name
	}
	all := func(s *layout.Setter) (out []layout.Result) {
		return append(out,
			s.Badges(badgeInput(people)), s.Letters(letterInput(sample(), "en", people)), s.Signup(namesInput(t, "en", people)))
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := all(setter(t))
	for _, cores := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(cores)
		s := setter(t)
		for _, again := range []bool{false, true} {
			if !reflect.DeepEqual(all(s), want) {
				t.Errorf("other pages with %d cores, used before: %v", cores, again)
			}
		}
	}
}

package desk_test

import (
	"strconv"
	"strings"
	"testing"

	"daykit/internal/desk"
)

// FuzzGroups holds the groups that are read to what was typed: each is there, under its
// number, and no number is out of bounds.
func FuzzGroups(f *testing.F) {
	for _, seed := range []string{"3:ABCDE 7:FGHJK", "12:a,1:b;2:c", "0:x", "13:x", "3:A 3:A", ":", "3:", "1:a:b", "٣:ABCDE", "-1:x", "+1:x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		groups, err := desk.ParseGroups(typed)
		if err != nil {
			return
		}
		if len(groups) == 0 {
			t.Fatal("no groups and no error")
		}
		for at, group := range groups {
			if at < 0 || at > 11 || group == "" || !strings.Contains(typed, strconv.Itoa(at+1)+":"+group) {
				t.Errorf("%q gives group %d as %q", typed, at+1, group)
			}
		}
	})
}

package typeset_test

import (
	"encoding/json"
	"os"
	"testing"
	"unicode/utf8"

	"daykit/internal/text/typeset"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The cases were made at random from letters of both directions, numbers, marks,
// brackets and nested isolates; the levels are those of bidi-js 1.0.3, which
// passes the conformance tests of Unicode. Marks of direction have any level.
func TestLevels(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("testdata/levels.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Text   string `json:"text"`
		Base   int8   `json:"base"`
		Levels []int8 `json:"levels"`
	}
	if err := json.Unmarshal(b, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		got := typeset.Levels([]rune(c.Text), c.Base)
		for i, r := range []rune(c.Text) {
			if r >= 0x200c && r <= 0x200f {
				got[i] = c.Levels[i]
			}
		}
		if diff := cmp.Diff(c.Levels, got); diff != "" {
			t.Errorf("levels of %+q on base %d differ (-want +got):\n%s", c.Text, c.Base, diff)
		}
	}
}

func TestLevelsOfAnyText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := []rune(rapid.StringOf(rapid.SampledFrom([]rune("aב٣1+,([])\n \u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u0301"))).Draw(t, "text"))
		base := int8(rapid.IntRange(0, 1).Draw(t, "base"))
		got := typeset.Levels(text, base)
		if len(got) != len(text) {
			t.Fatalf("got %d levels for %d characters", len(got), len(text))
		}
		for i, l := range got {
			if l < base {
				t.Fatalf("character %d of %+q has level %d", i, string(text), l)
			}
		}
	})
}

func FuzzLevels(f *testing.F) {
	f.Add("Meet \u2068محمد 12 عبد\u2069 (LS1)", false)
	f.Add("\u2067\u2067\u2069\u202e[ب\u202c]", true)
	f.Fuzz(func(t *testing.T, s string, rtl bool) {
		base := int8(0)
		if rtl {
			base = 1
		}
		if got := typeset.Levels([]rune(s), base); len(got) != utf8.RuneCountInString(s) {
			t.Fatalf("got %d levels for %d characters", len(got), utf8.RuneCountInString(s))
		}
	})
}

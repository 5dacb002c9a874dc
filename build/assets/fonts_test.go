package main

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

// A font that is not the locked one is refused, and so is a package of another
// version or one that is not installed.
func TestFontsAreChecked(t *testing.T) {
	t.Chdir("../..")
	faces, err := readLock()
	if err != nil {
		t.Fatal(err)
	}
	good := faces[0]
	if _, err := good.make(); err != nil {
		t.Fatalf("run npm ci in build/assets: %v", err)
	}
	for _, c := range []struct {
		name, want string
		change     func(*fontLock)
	}{
		{"another file", "the lock file wants", func(f *fontLock) { f.SHA256 = strings.Repeat("0", 64) }},
		{"another version", "is installed in version", func(f *fontLock) { f.Version = "9.9.9" }},
		{"no package", "run npm ci", func(f *fontLock) { f.Package = "@expo-google-fonts/none" }},
		{"an unknown cut", "unknown cut", func(f *fontLock) { f.Cut = "latin" }},
	} {
		f := good
		c.change(&f)
		if _, err := f.make(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want one with %q", c.name, err, c.want)
		}
	}
}

// Each cut has as many characters as its standard says.
func TestCuts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		runes  []rune
		of     *unicode.RangeTable
		counts int
	}{
		{"GB 2312", gb2312(), unicode.Han, 6763 + 1},
		{"GB 2312, level 1", gb2312Level1(), unicode.Han, 3755 + 1},
		{"Big5, level 1", slices.Sorted(slices.Values(big5Level1())), unicode.Han, 5401},
		{"JIS X 0208, level 1", jisx0208(), unicode.Han, 2965 + 3},
		{"JIS X 0208, hiragana", jisx0208(), unicode.Hiragana, 83 + 2},
		{"KS X 1001, syllables and letters", ksx1001(), unicode.Hangul, 2350 + 93 + 2},
	} {
		got := 0
		for _, r := range c.runes {
			if unicode.Is(c.of, r) {
				got++
			}
		}
		if got != c.counts {
			t.Errorf("%s: got %d characters, want %d", c.name, got, c.counts)
		}
		if !slices.IsSorted(c.runes) || len(slices.Compact(slices.Clone(c.runes))) != len(c.runes) {
			t.Errorf("%s: the characters are not sorted or stand twice", c.name)
		}
	}
}

// The cut for traditional Chinese adds to level 1 what names and Cantonese need.
func TestBig5HasNamesAndCantonese(t *testing.T) {
	t.Parallel()
	have := big5()
	for _, r := range "鄺喆堃煒龢裏峯邨佢喺嘅咗哋冇嚟啲嘢唔咁噉嗰瞓ㄅㄆㄇ「」" {
		if !slices.Contains(have, r) {
			t.Errorf("%q is not in the cut", r)
		}
	}
}

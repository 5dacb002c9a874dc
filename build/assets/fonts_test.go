package main

import (
	"strings"
	"testing"
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

func TestGB2312(t *testing.T) {
	t.Parallel()
	han := 0
	for _, r := range gb2312() {
		if r >= 0x4e00 && r <= 0x9fff {
			han++
		}
	}
	if han != 6763 {
		t.Errorf("got %d Han characters, GB 2312 has 6763", han)
	}
}

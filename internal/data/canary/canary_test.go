package canary_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/canary"
)

func utf16Bytes(s string, bigEndian bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		pair := []byte{byte(u), byte(u >> 8)}
		if bigEndian {
			pair[0], pair[1] = pair[1], pair[0]
		}
		b.Write(pair)
	}
	return b.String()
}

func TestEverySpellingIsFound(t *testing.T) {
	t.Parallel()
	names := append(canary.Names(3), "Anastasia", "李小龍", "אסתר", "Zoë 🌻 Field")
	for _, name := range names {
		for before := range 7 {
			for after := range 7 {
				text := strings.Repeat("~", before) + name + strings.Repeat("ÿ", after)
				for spelling, s := range map[string]string{
					"UTF-8":       text,
					"UTF-16LE":    utf16Bytes(text, false),
					"UTF-16BE":    utf16Bytes(text, true),
					"base64":      base64.StdEncoding.EncodeToString([]byte(text)),
					"base64 bare": base64.RawStdEncoding.EncodeToString([]byte(text)),
					"base64 URL":  base64.URLEncoding.EncodeToString([]byte(text)),
				} {
					if diff := cmp.Diff([]string{name}, canary.Find([]byte("\x00\x01"+s+"\xfe"), names)); diff != "" {
						t.Errorf("%q as %s after %d and before %d: %s", name, spelling, before, after, diff)
					}
				}
			}
		}
	}
}

func TestNamesThatAreNotThereAreNotFound(t *testing.T) {
	t.Parallel()
	names := canary.Names(50)
	all := strings.Join(names[1:], "\n")
	for _, s := range []string{"", all, base64.StdEncoding.EncodeToString([]byte(all)), utf16Bytes(all, true)} {
		for _, name := range canary.Find([]byte(s), names) {
			if name == names[0] {
				t.Errorf("found %q in %q", name, s)
			}
		}
	}
	if got := canary.Find([]byte("Zofie Canary"), names); len(got) != 0 {
		t.Errorf("got %q", got)
	}
}

func TestFindInNamesTheFile(t *testing.T) {
	t.Parallel()
	names := canary.Names(2)
	got, err := canary.FindIn(fstest.MapFS{
		"a/db":  {Data: []byte("x" + names[1] + "x" + names[0])},
		"a/wal": {Data: []byte("nothing")},
		"shm":   {Data: []byte(utf16Bytes(names[0], false))},
	}, names)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string][]string{"a/db": names, "shm": names[:1]}, got); diff != "" {
		t.Error(diff)
	}
}

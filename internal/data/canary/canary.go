// Package canary is for tests that nothing may hold a name: it finds names in the
// bytes of files, dumps and traffic, however they are spelled there. It does not
// look into what is compressed, sealed or broken into lines, and a name of less
// than six bytes may be found where it only seems to be.
package canary

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io/fs"
	"slices"
	"unicode/utf16"
)

// Names gives n names that nothing else holds.
func Names(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("Žofie Canary-%04d Ō’Málaga", i)
	}
	return names
}

// Find gives those of the names that b holds, as UTF-8, as UTF-16 of either byte
// order, or within a text that was put into base64, standard or for addresses.
func Find(b []byte, names []string) []string {
	var found []string
	for _, name := range names {
		if slices.ContainsFunc(Spellings(name), func(s []byte) bool { return bytes.Contains(b, s) }) {
			found = append(found, name)
		}
	}
	return found
}

// FindIn looks into each file of a folder and those below it, and gives the names
// that it found by the path of the file.
func FindIn(fsys fs.FS, names []string) (map[string][]string, error) {
	found := map[string][]string{}
	err := fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(fsys, path)
		if err != nil {
			return err
		}
		if hits := Find(b, names); len(hits) > 0 {
			found[path] = hits
		}
		return nil
	})
	return found, err
}

// Spellings gives the bytes that Find looks for.
func Spellings(name string) [][]byte {
	all := [][]byte{[]byte(name)}
	var little, big []byte
	for _, u := range utf16.Encode([]rune(name)) {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	all = append(all, little, big)
	for _, e := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for before := range 3 {
			all = append(all, inBase64(e, name, before))
		}
	}
	return all
}

// inBase64 gives the letters that a name has in base64 when so many bytes stand
// before it, whatever they are and whatever follows.
func inBase64(e *base64.Encoding, name string, before int) []byte {
	b := append(make([]byte, before), name...)
	first := []int{0, 2, 3}[before] // letters that depend on what stands before
	whole := len(b) * 8 / 6         // letters that no byte after it reaches into
	return []byte(e.EncodeToString(b)[first:whole])
}

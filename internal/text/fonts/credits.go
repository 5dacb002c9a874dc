package fonts

import (
	"io/fs"
	"strings"
)

// Credit is the licence of one or more families, to be shown with them.
type Credit struct {
	Families  []string
	Licence   string // SPDX identifier
	Copyright string
	Text      string // the whole licence
}

// Credits lists the licences of the built-in faces as their packages give them;
// it is empty when the fonts are not built in.
func Credits() []Credit {
	names, err := fs.Glob(data, "data/*.OFL.txt")
	if err != nil {
		return nil
	}
	var out []Credit
	for _, name := range names {
		b, err := data.ReadFile(name)
		if err != nil {
			continue
		}
		text := strings.TrimPrefix(string(b), "\ufeff")
		first, _, _ := strings.Cut(text, "\n")
		pkg := strings.TrimSuffix(strings.TrimPrefix(name, "data/"), ".OFL.txt")
		out = append(out, Credit{Families: families(pkg), Licence: ofl, Copyright: strings.TrimSpace(first), Text: text})
	}
	return out
}

// families lists the faces cut from a package: ids are its name and a weight.
func families(pkg string) []string {
	var out []string
	for _, s := range table {
		if cut := strings.LastIndexByte(s.id, '-'); s.id[:cut] == pkg {
			out = append(out, s.family)
		}
	}
	return out
}

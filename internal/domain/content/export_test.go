package content

import "io/fs"

// Files are what the built-in pack is made of.
var Files fs.FS = files

// Load makes a pack of other files.
func Load(from fs.FS) (*Pack, error) { return load(from) }

// ShapeSays gives where a value in JSON is not what the editor's tables say.
func ShapeSays(raw []byte, list bool) []string {
	s := editionShape()
	if list {
		s = withdrawalsShape()
	}
	v, err := anyOf(raw)
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, p := range s.problems("", v) {
		out = append(out, p.at+" "+p.what)
	}
	return out
}

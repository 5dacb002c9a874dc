package content

import "io/fs"

// Files are what the built-in pack is made of.
var Files fs.FS = files

// Load makes a pack of other files.
func Load(from fs.FS) (*Pack, error) { return load(from) }

// Package frontend carries the built window. The files under dist are made by
// "npm run build"; a bare "go build" works without them, and the window then
// has nothing to show.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Assets gives the built window, with index.html at its root.
func Assets() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // "dist" is a valid path, so this cannot be reached
	}
	return files
}

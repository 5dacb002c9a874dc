// Package signup carries the script of the public sign-up page. It is made by
// "npm run build"; a bare "go build" works without it, and the page then has the
// form that needs no script.
package signup

import "embed"

//go:embed all:dist
var dist embed.FS

// Script gives the built script, nil when it was not built.
func Script() []byte {
	b, err := dist.ReadFile("dist/signup.js")
	if err != nil {
		return nil
	}
	return b
}

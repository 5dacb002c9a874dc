// Package signup carries what the public sign-up page is made of beside HTML: its
// script, and the face of its headlines. "npm run build" makes them; a bare "go
// build" works without, and the page then has the form that needs no script.
package signup

import "embed"

//go:embed all:dist
var dist embed.FS

//go:embed editions.txt
var editions string

// Editions gives the scripts that were released, the newest first: in each line that is not
// empty and does not begin with a # an edition, a space and a SHA-384 in hexadecimal.
func Editions() string { return editions }

// Script gives the built script, nil when it was not built.
func Script() []byte { return built("signup.js") }

// Faces gives the fonts of the page as WOFF2, by the names that its style sheet has
// for them; empty when they were not built.
func Faces() map[string][]byte {
	out := map[string][]byte{}
	for _, name := range []string{"headline.woff2", "headline-ext.woff2", "text.woff2"} {
		if b := built(name); b != nil {
			out[name] = b
		}
	}
	return out
}

func built(name string) []byte {
	b, err := dist.ReadFile("dist/" + name)
	if err != nil {
		return nil
	}
	return b
}

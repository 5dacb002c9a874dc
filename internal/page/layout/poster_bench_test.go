package layout_test

import (
	"testing"

	"daykit/internal/page/layout"
)

// BenchmarkPoster measures the layout of posters in the running app: the faces
// are loaded and the words are known.
func BenchmarkPoster(b *testing.B) {
	for _, design := range layout.Designs() {
		for _, lang := range []string{"en", "ur", "uk"} {
			b.Run(string(design)+" "+lang, func(b *testing.B) {
				s, in := setter(b), posterInput(spoken(b, lang), lang)
				in.Design = design
				b.ReportAllocs()
				for b.Loop() {
					s.Poster(in, layout.A3)
				}
			})
		}
	}
}

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

// BenchmarkCircle measures the circle, which looks for the most arrangements, in
// the formats where words are narrowest.
func BenchmarkCircle(b *testing.B) {
	for _, name := range []string{"a3", "a4-landscape", "a6", "dl", "square"} {
		f, _ := layout.FormatNamed(name)
		for _, second := range []string{"ar", "uk", "ta"} {
			b.Run(name+" "+second, func(b *testing.B) {
				s, in := setter(b), circleInput(b, "en", second)
				b.ReportAllocs()
				for b.Loop() {
					s.Poster(in, f)
				}
			})
		}
	}
}

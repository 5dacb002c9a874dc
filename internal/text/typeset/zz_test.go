package typeset_test

import (
	"testing"

	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

func BenchmarkColdUr(b *testing.B) {
	for b.Loop() {
		typeset.New(fonts.Open()).Shape("یہ سب مل کر ہی ممکن ہے", typeset.Style{Lang: "ur"})
	}
}
func BenchmarkColdZh(b *testing.B) {
	for b.Loop() {
		typeset.New(fonts.Open()).Shape("社区需要大家", typeset.Style{Lang: "zh"})
	}
}
func BenchmarkColdUk(b *testing.B) {
	for b.Loop() {
		typeset.New(fonts.Open()).Shape("Разом ми", typeset.Style{Lang: "uk"})
	}
}
func BenchmarkColdEn(b *testing.B) {
	for b.Loop() {
		typeset.New(fonts.Open()).Shape("hello", typeset.Style{Lang: "en"})
	}
}

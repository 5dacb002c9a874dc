package content_test

import (
	"errors"
	"testing"

	"daykit/internal/domain/content"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ a, b string }{
		{"Оксана", "oksana"},
		{"Łukasz Zażółć", "lukasz zazolc"},
		{"أحمد", "احمد"},
		{"یکی", "يكي"},
		{"مدرسة", "مدرسه"},
		{"عـــلي", "علي"},
		{"مُحَمَّد", "محمد"},
		{"Straße", "STRASSE"},
		{"Їжак", "izhak"},
		{"ﻣﺤﻤﺪ", "محمد"},
		{"Nguyễn", "nguyen"},
		{"ΟΔΟΣ", "οδός"},
		{"İSTANBUL", "istanbul"},
		{"Isparta", "ısparta"},
		{"ሠላም ለዓለም", "ሰላም ለአለም"},
		{"ኃይል", "ሀይል"},
	} {
		if got, want := content.Fold(tt.a), content.Fold(tt.b); got != want {
			t.Errorf("%q folds to %q, %q to %q", tt.a, got, tt.b, want)
		}
	}
	if content.Fold("مدرسة") == content.Fold("محمد") {
		t.Error("two words fold alike")
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Оксана ﷺ أ\u0640")
	f.Fuzz(func(t *testing.T, s string) {
		once := content.Fold(s)
		if v := (content.Voice{Credit: s}); !(content.VoiceFilter{Text: s}).Keeps(v, "2026-12-18") {
			t.Errorf("%q, which folds to %q, does not find itself", s, once)
		}
	})
}

// TestVerdicts goes through what may be in the way of a use, in the order in which it is said.
func TestVerdicts(t *testing.T) {
	t.Parallel()
	agreed := content.OwnVoice{ID: "local-1", Credit: "Ana", Quote: "Words.", Lang: "en", Given: "2026-11-01", Expires: "2026-12-18", Scope: []content.Use{content.Print}}
	for _, tt := range []struct {
		name   string
		change func(*content.OwnVoice)
		date   string
		want   error
	}{
		{"agreed, on the last day", func(*content.OwnVoice) {}, "2026-12-18", nil},
		{"the day after", func(*content.OwnVoice) {}, "2026-12-19", content.ErrExpired},
		{"no tick", func(o *content.OwnVoice) { o.Scope = nil }, "2026-12-18", content.ErrOutOfScope},
		{"no answer", func(o *content.OwnVoice) { o.Given = "" }, "2026-12-18", content.ErrNotGiven},
		{"withdrawn", func(o *content.OwnVoice) { o.Withdrawn = "2026-12-01" }, "2026-12-18", content.ErrWithdrawn},
		{"no words", func(o *content.OwnVoice) { o.Quote = "" }, "2026-12-18", content.ErrLocked},
	} {
		o := agreed
		tt.change(&o)
		got := o.Voice("").Verdicts(tt.date)
		if got[0].Use != content.Print || !errors.Is(got[0].Err, tt.want) || tt.want == nil && got[0].Err != nil {
			t.Errorf("%s: got %+v", tt.name, got[0])
		}
		for _, v := range got[1:] {
			if v.Err == nil {
				t.Errorf("%s: %s is allowed", tt.name, v.Use)
			}
		}
	}
}

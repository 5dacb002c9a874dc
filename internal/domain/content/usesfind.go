package content

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold gives a text as searches compare it: in small letters, without accents and marks,
// with one form of each Arabic letter that is written in several and of each Ethiopic one
// that Amharic says alike, and with Cyrillic in Latin letters, so that "oksana" finds
// Оксана. It is for comparing only: two texts that are not the same word may fold alike.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.M, r), r == 'ـ', unicode.Is(unicode.Cf, r): // tatweel; what joins and turns
		case folds[r] != "":
			b.WriteString(folds[r])
		case r == 'ь', r == 'ъ', r == '’', r == 'ʼ', r == '\'':
		default:
			b.WriteRune(oneEthiopic(r))
		}
	}
	return b.String()
}

// oneEthiopic gives one form of the Ethiopic letters that sound alike in Amharic, where
// writers choose freely between them (ሰላም and ሠላም): each row of eight orders of a letter
// goes to the row of its commonest form, as in the Unicode chart U1200. The first and the
// fourth order of the two gutturals sound alike too (ሀ and ሃ).
func oneEthiopic(r rune) rune {
	const row = 8
	for _, x := range [...]struct{ from, to rune }{{'ሐ', 'ሀ'}, {'ኀ', 'ሀ'}, {'ሠ', 'ሰ'}, {'ዐ', 'አ'}, {'ፀ', 'ጸ'}} {
		if r >= x.from && r < x.from+row {
			r += x.to - x.from
		}
	}
	switch r {
	case 'ሃ':
		return 'ሀ'
	case 'ኣ':
		return 'አ'
	}
	return r
}

// folds are letters that no decomposition reaches. Cyrillic follows the way that names
// stand in passports (ICAO Doc 9303-3, table B), where that is one letter for another.
var folds = map[rune]string{
	'ł': "l", 'ø': "o", 'đ': "d", 'ı': "i", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ð': "d", 'þ': "th", 'ς': "σ",
	'ى': "ي", 'ی': "ي", 'ې': "ي", 'ک': "ك", 'ڪ': "ك", 'ة': "ه", 'ۀ': "ه", 'ە': "ه", 'ہ': "ه", 'ھ': "ه", 'ٱ': "ا",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ie", 'ж': "zh", 'з': "z", 'и': "i",
	'і': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u",
	'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ы': "y", 'э': "e", 'ю': "iu", 'я': "ia",
}

// VoiceFilter narrows a library of voices; what is empty narrows nothing.
type VoiceFilter struct {
	Text         string `json:"text"` // every word of it is in the credit, role, organisation, quotation, a translation or a topic
	Year         int    `json:"year"`
	Topic        string `json:"topic"`
	Lang         string `json:"lang"` // of the quotation or of a translation
	Organisation string `json:"organisation"`
	Use          Use    `json:"use"` // it may be used so
}

// Keeps reports whether a voice is what the filter asks for. date is that of Verdicts.
func (f VoiceFilter) Keeps(v Voice, date string) bool {
	spoken := v.Lang == f.Lang || contains(mapped(v.Translations, func(t Translation) string { return t.Lang }), f.Lang)
	switch {
	case f.Year != 0 && v.Year != f.Year, f.Topic != "" && !contains(v.Topics, f.Topic),
		f.Lang != "" && !spoken, f.Organisation != "" && v.Organisation != f.Organisation,
		f.Use != "" && v.Consent.Allows(f.Use, date) != nil:
		return false
	}
	return v.says(f.Text)
}

func (v Voice) says(text string) bool {
	words := strings.Fields(Fold(text))
	if len(words) == 0 {
		return true
	}
	all := append([]string{v.ID, v.Credit, v.Role, v.Organisation, v.Quote}, v.Topics...)
	all = append(all, mapped(v.Translations, func(t Translation) string { return t.Text })...)
	hay := Fold(strings.Join(all, "\n"))
	for _, w := range words {
		if !strings.Contains(hay, w) {
			return false
		}
	}
	return true
}

func mapped[T any](list []T, of func(T) string) []string {
	out := make([]string, 0, len(list))
	for _, x := range list {
		out = append(out, of(x))
	}
	return out
}

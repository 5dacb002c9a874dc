package server

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
)

// words are a text and the language that it is in.
type words struct {
	Text     string
	Language *locale.Language
}

// languageOf describes a tag; one that is not in our table is shown as it is.
func languageOf(tag string) locale.Language {
	if l, ok := locale.Lookup(tag); ok {
		l.Tag = tag
		return l
	}
	return locale.Language{Tag: tag, Name: tag, Endonym: tag, Dir: locale.LTR}
}

// pick finds a text in the language asked for, else in the first of the page's
// languages that has one, else in any.
func pick(texts map[string]string, tag string, order []string) words {
	text, in := event.Text(texts).In(tag, order...)
	return inLanguage(strings.TrimSpace(text), cmp.Or(in, tag))
}

func inLanguage(text, tag string) words {
	l := languageOf(tag)
	return words{Text: text, Language: &l}
}

// first gives a text in whichever language.
func first(texts map[string]string) string { return pick(texts, "", nil).Text }

// maxAccept bounds the Accept-Language that is looked at.
const maxAccept = 20

// ask gives the language that the reader wants of those that the page has: by
// the link followed, else by the browser's list, else the first.
func ask(r *http.Request, have []string) string {
	if len(have) == 0 {
		return "en"
	}
	wanted := []string{r.URL.Query().Get("lang")}
	for i, part := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		tag, quality, _ := strings.Cut(part, ";")
		if i < maxAccept && strings.TrimSpace(quality) != "q=0" {
			wanted = append(wanted, strings.TrimSpace(tag))
		}
	}
	for _, w := range wanted {
		for _, same := range []func(a, b string) bool{strings.EqualFold, samePrimary} {
			for _, h := range have {
				if w != "" && same(w, h) {
					return h
				}
			}
		}
	}
	return have[0]
}

func samePrimary(a, b string) bool {
	a, _, _ = strings.Cut(a, "-")
	b, _, _ = strings.Cut(b, "-")
	return strings.EqualFold(a, b)
}

// dateWords writes a date in a language. Where locale has no words for it in
// that language they are English, and then are said to be English.
func dateWords(date, tag string) words {
	if date == "" {
		return words{}
	}
	english := locale.LongDate("en", date)
	if text := locale.LongDate(tag, date); text != date && text != english {
		return inLanguage(text, tag)
	}
	return inLanguage(english, "en")
}

// thousands writes a number with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

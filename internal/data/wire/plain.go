package wire

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// IsPlain reports whether a text is safe to show as it is: valid UTF-8 without control
// characters or the marks that reorder the text around them; lines lets it have line feeds.
// Marks of direction and isolates, which right-to-left text needs, may stand.
func IsPlain(text string, lines bool) bool {
	for _, r := range text {
		switch {
		case r == '\n' && lines:
		case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\uFEFF':
			return false
		case r >= '\u202A' && r <= '\u202E': // embeddings and overrides
			return false
		}
	}
	return utf8.ValidString(text)
}

func checkWords(name, text string, limit int, lines bool) error {
	if utf8.RuneCountInString(text) > limit {
		return fmt.Errorf("the %s is longer than %d characters", name, limit)
	}
	if !IsPlain(text, lines) {
		return fmt.Errorf("the %s holds characters that are not text", name)
	}
	return nil
}

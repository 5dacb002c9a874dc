package main

import (
	"reflect"
	"testing"
)

func TestTokens(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want []token
	}{
		{"Amina-Zoë, 12 ·", []token{{"AminaZoë", "Latn", []scriptRun{{"Latn", "Amina"}, {"Latn", "Zoë"}}}}},
		{"欧阳", []token{{"欧阳", "Hans", []scriptRun{{"Hans", "欧"}, {"Hans", "阳"}}}}},
		{"می\u200cرود.", []token{{"میرود", "Arab", []scriptRun{{"Arab", "می\u200cرود"}}}}},
		{"বিদ্যুৎ", []token{{"বিদ্যুৎ", "Beng", []scriptRun{{"Beng", "বিদ্যুৎ"}}}}},
		{"١٨ 2026 ·", nil},
	} {
		if got := tokens(c.text); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.text, got, c.want)
		}
	}
}

func TestReadWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		read, word string
		want       bool
	}{
		{"Dear Amina,", "Amina", true},
		{"\u202bرضایی\u202cAmina Smith", "رضایی", true}, // two badges side by side
		{"\u202bرضایی\u202cAmina Smith", "Amina", true},
		{"\ufee3\ufea4\ufee4\ufeaa", "محمد", true}, // presentation forms
		{"دمحم", "محمد", false},                    // as it is seen, not as it is read
		{"Amina-\nZoë", "Amina-Zoë", true},
		{"AminaZoë", "Amina-Zoë", true},
		{"Am ina", "Amina", false},
		{"阳 欧", "欧阳", false},
	} {
		if got := tokens(c.word)[0].in(readWords(c.read)); got != c.want {
			t.Errorf("%q in %q: got %v, want %v", c.word, c.read, got, c.want)
		}
	}
}

func TestScriptRuns(t *testing.T) {
	t.Parallel()
	got := scriptRuns("“Dear أحمد بن, & Єва")
	want := []scriptRun{{"Latn", "“Dear "}, {"Arab", "أحمد بن, & "}, {"Cyrl", "Єва"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCodeOperators(t *testing.T) {
	t.Parallel()
	got, want := codeOperators(&code{SVG: "M0 1L2 1L2 3zM-4 5.5L6 7z"}), "0 1 m 2 1 l 2 3 l h -4 5.5 m 6 7 l h"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := texEscape("50 % & #1 of [x]"), `50 \char37  \char38  \char35 1 of [x]`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

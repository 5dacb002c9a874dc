package main

import (
	"strings"
	"testing"
)

// The files are there after npm ci in this folder.
func TestEveryTranslationIsSound(t *testing.T) {
	t.Chdir("../..")
	for _, tr := range translations {
		a, err := readArticle(tr.lang, tr.code)
		if err != nil {
			t.Errorf("%s (%s): %v", tr.lang, tr.code, err)
		}
		if strings.Contains(a.Text, "  ") || strings.Contains(a.Text, "\n") {
			t.Errorf("%s: Article 1 is one plain paragraph, but here it is %q", tr.lang, a.Text)
		}
	}
}

func TestWrongFilesAreRefused(t *testing.T) {
	t.Chdir("../..")
	for lang, code := range map[string]string{
		"ckb": "ckb",     // in Latin letters, where we mean Arabic ones
		"ar":  "eng",     // another script
		"en":  "missing", // no such file
		"th":  "tha",     // an editor's square brackets in the text
	} {
		if a, err := readArticle(lang, code); err == nil {
			t.Errorf("readArticle(%s, %s) = %q, want an error", lang, code, a.Text)
		}
	}
}

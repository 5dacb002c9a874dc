package main

import (
	"fmt"
	"html"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
)

// writeHTML writes the web page: the same words in the same fonts at the same
// sizes, which Chromium breaks and prints in its own way.
func writeHTML(w io.Writer, l *fonts.Library, samples []sample) error {
	var body strings.Builder
	var used []string
	for _, s := range samples {
		dir := "ltr"
		if locale.DirOf(fonts.ScriptOf(s.Lang)) == locale.RTL {
			dir = "rtl"
		}
		fmt.Fprintf(&body, "<section lang=%q dir=%s>\n", s.Lang, dir)
		for _, b := range s.blocks() {
			faces := l.For(s.Lang, b.role, fonts.ScriptOf(s.Lang))
			used = append(used, faces...)
			element := "p"
			if b.tag == display.H1 {
				element = "h1"
			}
			fmt.Fprintf(&body, "<%s style=\"font:%gpt/%g '%s'\">%s</%[1]s>\n",
				element, b.size, 1.7, strings.Join(faces, "','"), html.EscapeString(b.text))
		}
		body.WriteString("</section>\n")
	}
	slices.Sort(used)
	_, err := fmt.Fprintf(w, "<!doctype html><meta charset=utf-8><title>Article 1</title>\n<style>\n%s@page{size:A4;margin:0}\n"+
		"body{margin:0}section{break-after:page;padding:%dpt}h1,p{margin:0 0 1em;font-weight:400}\n</style>\n%s",
		faceRules(slices.Compact(used)), margin, body.String())
	return err
}

func faceRules(ids []string) string {
	var b strings.Builder
	for _, id := range ids {
		path, err := filepath.Abs("internal/text/fonts/data/" + id + ".ttf")
		if err != nil {
			path = id
		}
		fmt.Fprintf(&b, "@font-face{font-family:'%s';src:url('file://%s')}\n", id, filepath.ToSlash(path))
	}
	return b.String()
}

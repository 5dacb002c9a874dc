package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"daykit/internal/desk"
	"daykit/internal/domain/plain"
)

func wordsOf(c *call, fs *flag.FlagSet) action {
	ink := fs.String("ink", "", "a `colour` of text, such as #0033A0: say how far it stands out")
	paper := fs.String("paper", "#ffffff", "the `colour` that it stands on")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		got, err := d.WordsOf(ctx, args[0])
		if err != nil {
			return err
		}
		all := struct {
			desk.EventWords
			Contrast *plain.Contrasting `json:"contrast,omitempty"`
		}{EventWords: got}
		if *ink != "" {
			contrast, err := desk.ColourContrast(*ink, *paper)
			if err != nil {
				return err
			}
			all.Contrast = &contrast
		}
		return c.result(all, func(w io.Writer) {
			for _, h := range got.Hints {
				fmt.Fprintf(w, "%s (%s)  %s: %s\n  why: %s\n  from: %s\n", h.Field, h.Lang, foundWords(h), h.Say, h.Why, h.Basis)
			}
			if len(got.Hints) == 0 {
				fmt.Fprintln(w, "there is nothing to say of the words")
			}
			if all.Contrast != nil {
				fmt.Fprintf(w, "%s on %s  contrast %.2f to 1, %s (%s)\n", *ink, *paper, all.Contrast.Ratio, fitWords(*all.Contrast), all.Contrast.Basis)
			}
		})
	})
}

// foundWords says what a hint is about.
func foundWords(h desk.WordHint) string {
	switch h.Kind {
	case plain.KindReading:
		return fmt.Sprintf("school grade %d, better %d", h.Number, h.Most)
	case plain.KindSentence:
		return fmt.Sprintf("%q has %d words, better %d", h.Found, h.Number, h.Most)
	case plain.KindLength:
		return fmt.Sprintf("%d characters, better %d", h.Number, h.Most)
	case plain.KindTerm:
	}
	return fmt.Sprintf("%q", h.Found)
}

func fitWords(c plain.Contrasting) string {
	switch {
	case c.Text:
		return "enough for text of any size"
	case c.Large:
		return fmt.Sprintf("enough for large text alone; other text needs %.1f", plain.ContrastText)
	}
	return fmt.Sprintf("not enough for text, which needs %.1f", plain.ContrastText)
}

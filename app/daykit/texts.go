package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/event"
)

func setPhoto(c *call, fs *flag.FlagSet) action {
	alt := fs.String("alt", "", "what it shows, for those who do not see it, in the event's first language")
	credit := fs.String("credit", "", "who took it")
	focus := fs.String("focus", "", "what every crop keeps, as percent from the left and the top: 50,40")
	none := fs.Bool("none", false, "take the photo off the posters")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if *none == (len(args) == 2) {
			return misused
		}
		if *none {
			view, err := d.DropPhoto(ctx, args[0])
			if err != nil {
				return err
			}
			return c.result(view.Doc.Photo, func(w io.Writer) { fmt.Fprintln(w, "the posters are without a photo") })
		}
		doc, err := d.Document(ctx, args[0])
		if err != nil {
			return err
		}
		patch, err := photoPatch(doc, *alt, *credit, *focus)
		if err != nil {
			return err
		}
		set, notes, err := d.SetPhoto(ctx, args[0], args[1])
		if err != nil {
			return err
		}
		view, err := d.Edit(ctx, args[0], patch)
		if err != nil && !reflect.DeepEqual(set.Doc.Photo, doc.Photo) { // then the picture goes too: nothing is half done
			_, undone := d.Undo(ctx, args[0])
			err = errors.Join(err, undone)
		}
		if err != nil {
			return err
		}
		c.notes(notes)
		return c.result(view.Doc.Photo, func(w io.Writer) { fmt.Fprintf(w, "%s is on the posters\n", view.Doc.Photo.File) })
	})
}

// photoPatch is the merge patch of what is known of a photo beside its file.
func photoPatch(ev event.Event, alt, credit, focus string) ([]byte, error) {
	photo := map[string]any{}
	if alt != "" {
		photo["alt"] = map[string]string{ev.Languages[0]: alt}
	}
	if credit != "" {
		photo["credit"] = credit
	}
	if focus != "" {
		var at event.Focus
		if _, err := fmt.Sscanf(focus, "%d,%d", &at.X, &at.Y); err != nil {
			return nil, usageError{"write the focus as two whole numbers: --focus 50,40"}
		}
		photo["focus"] = at
	}
	return json.Marshal(map[string]any{"photo": photo})
}

func confirmProof(c *call, fs *flag.FlagSet) action {
	by := fs.String("by", "", "the name of who confirms it")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		var proofs []desk.ProofItem
		var err error
		if len(args) == 1 {
			proofs, err = d.Proofs(ctx, args[0])
		} else {
			proofs, err = d.ConfirmProof(ctx, args[0], args[1], *by)
		}
		if err != nil {
			return err
		}
		if len(args) == 2 && !slices.ContainsFunc(proofs, func(p desk.ProofItem) bool { return p.Lang == args[1] }) {
			c.say("confirmed; %s is none of the event's languages, so it counts for what is printed with --lang %s", args[1], args[1])
		}
		return c.result(map[string][]desk.ProofItem{"proofs": proofs}, func(w io.Writer) {
			for _, p := range proofs {
				fmt.Fprintln(w, strings.Join(words(p.Lang, p.State, p.By, p.Date), "  "))
			}
		})
	})
}

func setPrinter(c *call, fs *flag.FlagSet) action {
	x := fs.Float64("x", 0, "`mm` that prints must move to the right")
	y := fs.Float64("y", 0, "`mm` that prints must move down")
	drop := fs.Bool("drop", false, "forget the printer")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		var all []desk.PrinterItem
		var err error
		switch {
		case len(args) == 0:
			all, err = d.Printers(ctx)
		case *drop:
			all, err = d.DropPrinter(ctx, args[0])
		default:
			all, err = d.SetPrinter(ctx, args[0], *x, *y)
		}
		if err != nil {
			return err
		}
		return c.result(map[string][]desk.PrinterItem{"printers": all}, func(w io.Writer) {
			for _, p := range all {
				fmt.Fprintf(w, "%s: %+.1f mm to the right, %+.1f mm down\n", p.Name, p.XMM, p.YMM)
			}
		})
	})
}

func carryTexts(c *call, fs *flag.FlagSet) action {
	lang := fs.String("lang", "", "the language to translate into")
	out := fs.String("out", "", "a .csv, .xlf or .po `file` to write for the translator")
	in := fs.String("in", "", "the translator's `file` to take in")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		switch {
		case (*out == "") == (*in == ""), *out != "" && *lang == "":
			return misused
		case *out != "":
			s, err := d.SaveTexts(ctx, args[0], *lang, *out)
			if err != nil {
				return err
			}
			return c.result(s, func(w io.Writer) { fmt.Fprintln(w, s.File) })
		}
		got, err := d.ImportTexts(ctx, args[0], *in)
		if err != nil {
			return err
		}
		return c.result(got, func(w io.Writer) {
			fmt.Fprintf(w, "%d changed, %d the same\n", got.Changed, got.Same)
			for _, key := range got.Stale {
				fmt.Fprintf(w, "not taken, since the text has changed since the export: %s\n", key)
			}
			for _, key := range got.Unknown {
				fmt.Fprintf(w, "not taken, since the event does not have it: %s\n", key)
			}
			for _, key := range got.Broken {
				fmt.Fprintf(w, "not taken, since a place for a name or number is missing: %s\n", key)
			}
		})
	})
}

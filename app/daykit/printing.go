package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/event"
)

// printFlags are the flags of the command print.
type printFlags struct {
	req                           desk.PrintRequest
	out, people, format, sheetsTo string
	letter                        string
}

func (f *printFlags) register(fs *flag.FlagSet) {
	r := &f.req
	fs.StringVar(&f.out, "out", "", "the file to write")
	fs.StringVar(&f.format, "format", "", "pdf, png or svg; the usual one follows from the name of the file")
	fs.StringVar(&r.Design, "design", "", "of a poster, flyer or social picture: weave (the usual), voice, circle or plain")
	fs.StringVar(&r.Lang, "lang", "", "language, or several: en,ur")
	fs.StringVar(&r.Paper, "paper", "", "a4 (the usual), a3, a5, a2, a1, each also as a4-landscape; of flyers a5, a6, dl; of social square, tall, wide, link")
	fs.StringVar(&r.Profile, "profile", "", "home (the usual), archive or print-shop")
	fs.BoolVar(&r.CMYK, "cmyk", false, "for a print shop: inks instead of screen colours")
	fs.IntVar(&r.BleedMM, "bleed", 0, "for a print shop: `mm` past the trimmed edge, 3 unless told")
	fs.BoolVar(&r.Sums, "sums", false, "of the plan: with what costs and income come to")
	fs.StringVar(&r.Embargo, "embargo", "", "of a press notice: not for use before this `day`, as 2026-12-10")
	fs.StringVar(&r.Contact, "contact", "", "of a press notice: whom the press may ask; without it there are lines to write on")
	fs.BoolVar(&r.SaveInk, "save-ink", false, "draw with less ink")
	fs.StringVar(&r.Tile, "tile", "", "spread one poster over sheets of a4 or a3")
	fs.StringVar(&f.people, "people", "", "of badges, letters and certificates: a CSV `file` of people, instead of the event's guests")
	fs.StringVar(&r.Label, "label", "", "of badges: a sheet of labels, such as L7160")
	fs.BoolVar(&r.Named, "named", false, "of the door plan: with names, phones, the code word and the police contact")
	fs.BoolVar(&r.Neutral, "neutral", false, "of badges: a first name, and nothing of the group or the event")
	fs.StringVar(&r.Variant, "variant", "", "of sign-up sheets: rows, slips or names")
	fs.StringVar(&f.sheetsTo, "layout", "", "of sign-up sheets: a `file` for the geometry as JSON")
	fs.StringVar(&r.Voice, "voice", "", "whose words lead, of the event's voices")
	fs.StringVar(&f.letter, "letter", "", "of letters: a JSON `file` with the words")
	fs.StringVar(&r.Printer, "printer", "", "a printer that was calibrated; see daykit printer")
	fs.BoolVar(&r.Local, "local-date", false, "also the date in the language's own calendar")
	fs.StringVar(&r.For, "for", "", "of letters and certificates: guests, or crew, voices or list, whom they thank; the list is that of --people")
	fs.BoolVar(&r.Hours, "hours", false, "of those for the crew: also say how long each helped")
	fs.BoolVar(&r.OwnLang, "own-language", false, "of those for crew and voices: each in their own language, where a speaker has read its words")
	fs.IntVar(&r.Copies, "copies", 0, "how many are printed, for the record")
}

func printOne(c *call, fs *flag.FlagSet) action {
	var f printFlags
	f.register(fs)
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if f.out == "" {
			return misused
		}
		f.req.Kind = args[1]
		guests, err := f.read()
		if err != nil {
			return err
		}
		s, notes, err := d.SavePrint(ctx, args[0], f.req, f.formatOf(), f.out, guests)
		if err != nil {
			return err
		}
		if f.sheetsTo != "" {
			if err := d.SaveSheets(ctx, args[0], f.req, f.sheetsTo, guests); err != nil {
				return err
			}
		}
		c.problems(s)
		c.notes(notes)
		return c.result(s, func(w io.Writer) { fmt.Fprintf(w, "%s: %s\n", s.File, pages(s.Pages)) })
	})
}

// read reads the files that the flags name.
func (f *printFlags) read() ([]event.Guest, error) {
	if f.letter != "" {
		l, err := desk.ReadLetter(f.letter)
		if err != nil {
			return nil, err
		}
		f.req.Letter = &l
	}
	if f.req.For == desk.ForList {
		f.req.List = f.people
		return nil, nil
	}
	if f.people == "" {
		return nil, nil
	}
	return desk.ReadBadges(f.people)
}

// formatOf is the format asked for, or the one that the file's name ends with.
func (f *printFlags) formatOf() string {
	if f.format != "" {
		return f.format
	}
	for _, format := range []string{"png", "svg"} {
		if strings.HasSuffix(strings.ToLower(f.out), "."+format) {
			return format
		}
	}
	return "pdf"
}

func pages(n int) string {
	if n == 1 {
		return "1 page"
	}
	return fmt.Sprintf("%d pages", n)
}

func printKit(c *call, fs *flag.FlagSet) action {
	out := fs.String("out", "", "the folder, or the .zip file, to write")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if *out == "" {
			return misused
		}
		make := d.Kit
		if strings.HasSuffix(strings.ToLower(*out), ".zip") {
			make = d.KitZip
		}
		files, err := make(ctx, args[0], *out, c.progress)
		if err != nil {
			return err
		}
		c.problems(files...)
		return c.result(map[string][]desk.Saved{"files": files}, func(w io.Writer) {
			for _, f := range files {
				fmt.Fprintf(w, "%s: %s\n", f.File, pages(f.Pages))
			}
		})
	})
}

// progress tells which file of a kit is being made.
func (c *call) progress(p desk.KitProgress) { c.say("%d of %d: %s", p.Done+1, p.All, p.File) }

func listPrints(ctx context.Context, c *call, d *desk.Desk, args []string) error {
	prints, err := d.Prints(ctx, args[0])
	if err != nil {
		return err
	}
	return c.result(map[string][]desk.PrintRecord{"prints": prints}, func(w io.Writer) {
		for _, p := range prints {
			fmt.Fprintf(w, "%s  %s\n", p.At, strings.Join(words(p.Kind, p.Design, p.Lang, p.Paper, copies(p.Copies), strings.Join(p.Voices, ","), takeDown(p)), "  "))
		}
	})
}

func takeDown(p desk.PrintRecord) string {
	if len(p.Withdrawn) == 0 {
		return ""
	}
	return "take down: " + strings.Join(p.Withdrawn, ",") + " withdrawn"
}

func copies(n int) string {
	if n == 1 {
		return "1 copy"
	}
	return fmt.Sprintf("%d copies", n)
}

// words leaves out the empty ones.
func words(all ...string) []string {
	var out []string
	for _, w := range all {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

func inkOf(c *call, fs *flag.FlagSet) action {
	var f printFlags
	f.register(fs)
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		f.req.Kind = args[1]
		ink, err := d.Ink(ctx, args[0], f.req)
		if err != nil {
			return err
		}
		return c.result(ink, func(w io.Writer) {
			fmt.Fprintf(w, "cyan %.1f %%, magenta %.1f %%, yellow %.1f %%, black %.1f %% of the paper\n", ink.Cyan, ink.Magenta, ink.Yellow, ink.Black)
			if ink.Measured < ink.Pages {
				fmt.Fprintf(w, "judged by %d of the %d pages\n", ink.Measured, ink.Pages)
			}
		})
	})
}

package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
)

var photographsUsage = usageError{"write: daykit photographs EVENT [add FILE... | consent ID --people everyone --how sheet --by NAME --on DATE --children none --uses report,web | withdraw ID | drop ID | save ID FILE --for USE]"}

// photographFlags are what is said of a photograph. A flag that is not given leaves it as
// it is.
type photographFlags struct {
	people, how, children, uses string
	photo                       content.EventPhoto
	use                         string
	erase, yes                  bool
}

func (f *photographFlags) register(fs *flag.FlagSet) {
	fs.StringVar(&f.people, "people", "", "with consent: nobody can be recognised, or everyone in it agreed (nobody, everyone)")
	fs.StringVar(&f.how, "how", "", "with consent: how they were asked (sheet, words, wrote)")
	fs.StringVar(&f.photo.Consent.By, "by", "", "with consent: who asked, or who looked")
	fs.StringVar(&f.photo.Consent.On, "on", "", "with consent: the `day` on which they were asked, such as 2026-12-18")
	fs.StringVar(&f.children, "children", "", "with consent: none, guardian (one of each child agreed) or unasked")
	fs.StringVar(&f.uses, "uses", "", "with consent: what they agreed to, of report,web,social,press,campaign; none for nothing")
	fs.StringVar(&f.photo.Consent.Until, "until", "", "with consent: the last `day` on which it may be used and kept")
	fs.StringVar(&f.photo.Caption, "caption", "", "with consent: the caption")
	fs.StringVar(&f.photo.Alt, "alt", "", "with consent: what is to be seen, for who cannot see it")
	fs.StringVar(&f.photo.Lang, "lang", "", "with consent: the language of caption and alt")
	fs.StringVar(&f.photo.Credit, "credit", "", "with consent: who took it")
	fs.StringVar(&f.use, "for", "", "with save: what for, of report, web, social, press, campaign")
	fs.BoolVar(&f.erase, "erase", false, "with withdraw: erase the picture and its words for good")
	fs.BoolVar(&f.yes, "yes", false, "with withdraw --erase: do not ask")
}

// over puts the flags that were given over what is said of a photograph now.
func (f *photographFlags) over(fs *flag.FlagSet, p content.EventPhoto) content.EventPhoto {
	c := &p.Consent
	fs.Visit(func(set *flag.Flag) {
		switch set.Name {
		case "people":
			c.People = content.PhotoPeople(f.people)
		case "how":
			c.How = content.PhotoAsked(f.how)
		case "children":
			c.Children = content.PhotoChildren(f.children)
		case "uses":
			c.Uses = photoUses(f.uses)
		case "by":
			c.By = f.photo.Consent.By
		case "on":
			c.On = f.photo.Consent.On
		case "until":
			c.Until = f.photo.Consent.Until
		case "caption":
			p.Caption = f.photo.Caption
		case "alt":
			p.Alt = f.photo.Alt
		case "lang":
			p.Lang = f.photo.Lang
		case "credit":
			p.Credit = f.photo.Credit
		}
	})
	if c.People == content.PhotoNobody { // then nobody was asked
		c.How, c.Children = "", ""
	}
	return p
}

func photoUses(list string) []content.PhotoUse {
	out := []content.PhotoUse{}
	for _, use := range strings.Split(list, ",") {
		if use = strings.TrimSpace(use); use != "" && use != "none" {
			out = append(out, content.PhotoUse(use))
		}
	}
	return out
}

// photographs lists the photographs of an event, and does what people agreed to with them.
func photographs(c *call, fs *flag.FlagSet) action {
	var f photographFlags
	f.register(fs)
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		id, what, rest := args[0], "list", args[1:]
		if len(rest) > 0 {
			what, rest = rest[0], rest[1:]
		}
		switch {
		case what == "list" && len(rest) == 0:
			return c.photographList(d.Photographs(ctx, id))
		case what == "add" && len(rest) > 0:
			return c.addPhotographs(ctx, d, id, rest)
		case what == "consent" && len(rest) == 1:
			return c.photographConsent(ctx, d, id, rest[0], func(p content.EventPhoto) content.EventPhoto { return f.over(fs, p) })
		case what == "withdraw" && len(rest) == 1:
			return c.withdrawPhotograph(ctx, d, id, rest[0], f)
		case what == "drop" && len(rest) == 1:
			return c.photographList(d.DropPhotograph(ctx, id, rest[0]))
		case what == "save" && len(rest) == 2 && f.use != "":
			return c.savePhotograph(ctx, d, id, rest[0], content.PhotoUse(f.use), rest[1])
		}
		return photographsUsage
	})
}

func (c *call) savePhotograph(ctx context.Context, d *desk.Desk, id, photo string, use content.PhotoUse, path string) error {
	if err := d.SavePhotograph(ctx, id, photo, use, path); err != nil {
		return err
	}
	return c.result(map[string]string{"file": path}, func(w io.Writer) { fmt.Fprintln(w, path) })
}

func (c *call) addPhotographs(ctx context.Context, d *desk.Desk, id string, paths []string) error {
	out, err := d.AddPhotographs(ctx, id, paths)
	if err != nil {
		return err
	}
	for _, r := range out.Refused {
		c.say("%s: %s; %s", r.File, r.Why, r.Hint)
	}
	return c.result(out, func(w io.Writer) {
		writePhotographs(w, out.Photographs)
		fmt.Fprintf(w, "%d added, %d refused; the files are where they were, and no copy of them is kept\n", len(out.Added), len(out.Refused))
	})
}

func (c *call) photographConsent(ctx context.Context, d *desk.Desk, id, photo string, over func(content.EventPhoto) content.EventPhoto) error {
	all, err := d.Photographs(ctx, id)
	if err != nil {
		return err
	}
	var was content.EventPhoto
	if i := slices.IndexFunc(all, func(p desk.Photograph) bool { return p.ID == photo }); i >= 0 {
		was = all[i].EventPhoto
	}
	return c.photographList(d.EditPhotograph(ctx, id, photo, over(was)))
}

// withdrawPhotograph stops every use, and lists what to take down.
func (c *call) withdrawPhotograph(ctx context.Context, d *desk.Desk, id, photo string, f photographFlags) error {
	withdraw := d.WithdrawPhotograph
	if f.erase {
		if !f.yes {
			return usageError{"this erases the picture for good, here and on the group's other laptops; write it again with --yes"}
		}
		withdraw = d.ForgetPhotograph
	}
	out, err := withdraw(ctx, id, photo)
	if err != nil {
		return err
	}
	return c.result(out, func(w io.Writer) {
		fmt.Fprintln(w, "nothing new may show it; what the campaign was sent is taken back with the next sync; copies that others have cannot be called back")
		for _, p := range out.TakeDown {
			fmt.Fprintf(w, "take down: %s  %s\n", p.At, strings.Join(words(p.Kind, p.Design, p.Lang, p.Paper, copies(p.Copies)), "  "))
		}
	})
}

func (c *call) photographList(list []desk.Photograph, err error) error {
	if err != nil {
		return err
	}
	return c.result(map[string][]desk.Photograph{"photographs": list}, func(w io.Writer) { writePhotographs(w, list) })
}

func writePhotographs(w io.Writer, list []desk.Photograph) {
	for _, p := range list {
		fmt.Fprintf(w, "%s  %s  %s  %s\n", p.ID, p.Added, photographState(p), p.Caption)
	}
	if len(list) == 0 {
		fmt.Fprintln(w, "no photographs; `daykit print EVENT photo-consent` prints the sheet that people sign")
	}
}

// photographState says what a photograph may be used for, or what keeps it from every use.
func photographState(p desk.Photograph) string {
	switch {
	case p.Erased != "":
		return "erased " + p.Erased
	case p.Consent.Withdrawn != "":
		return "withdrawn " + p.Consent.Withdrawn
	case len(p.Missing) > 0:
		return "not to be used, it lacks: " + strings.Join(p.Missing, ", ")
	}
	var may []string
	for _, use := range content.PhotoUses() {
		if p.May(use) == nil {
			may = append(may, string(use))
		}
	}
	if len(may) == 0 {
		return "consent ended " + p.Consent.Until
	}
	return "may be used for: " + strings.Join(may, ", ")
}

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

// photographFlags are what is said of a photograph, with what is said of it now where a
// flag is not given.
func photographFlags(fs *flag.FlagSet, p *content.EventPhoto) {
	c := &p.Consent
	fs.StringVar((*string)(&c.People), "people", string(c.People), "with consent: nobody can be recognised, or everyone in it agreed (nobody, everyone)")
	fs.StringVar((*string)(&c.How), "how", string(c.How), "with consent: how they were asked (sheet, words, wrote)")
	fs.StringVar(&c.By, "by", c.By, "with consent: who asked, or who looked")
	fs.StringVar(&c.On, "on", c.On, "with consent: the `day` on which they were asked, such as 2026-12-18")
	fs.StringVar((*string)(&c.Children), "children", string(c.Children), "with consent: none, guardian (one of each child agreed) or unasked")
	fs.Var((*photoUses)(&c.Uses), "uses", "with consent: what they agreed to, of report,web,social,press,campaign; none for nothing")
	fs.StringVar(&c.Until, "until", c.Until, "with consent: the last `day` on which it may be used and kept")
	fs.StringVar(&p.Caption, "caption", p.Caption, "with consent: the caption")
	fs.StringVar(&p.Alt, "alt", p.Alt, "with consent: what is to be seen, for who cannot see it")
	fs.StringVar(&p.Lang, "lang", p.Lang, "with consent: the language of caption and alt")
	fs.StringVar(&p.Credit, "credit", p.Credit, "with consent: who took it")
}

// photoUses is a flag of several uses between commas.
type photoUses []content.PhotoUse

// String implements flag.Value.
func (u *photoUses) String() string {
	out := make([]string, len(*u))
	for i, use := range *u {
		out[i] = string(use)
	}
	return strings.Join(out, ",")
}

// Set implements flag.Value.
func (u *photoUses) Set(list string) error {
	*u = photoUses{}
	for _, use := range listOf(list) {
		if use != "none" {
			*u = append(*u, content.PhotoUse(use))
		}
	}
	return nil
}

// withdrawal says how a photograph is withdrawn.
type withdrawal struct{ erase, yes bool }

// photographs lists the photographs of an event, and does what people agreed to with them.
func photographs(c *call, fs *flag.FlagSet) action {
	photographFlags(fs, &content.EventPhoto{})
	use := fs.String("for", "", "with save: what for, of report, web, social, press, campaign")
	var w withdrawal
	fs.BoolVar(&w.erase, "erase", false, "with withdraw: erase the picture and its words for good")
	fs.BoolVar(&w.yes, "yes", false, "with withdraw --erase: do not ask")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		id, verb, rest := verbOf(args)
		switch {
		case verb == "list" && len(rest) == 0:
			return c.photographList(d.Photographs(ctx, id))
		case verb == "add" && len(rest) > 0:
			return c.addPhotographs(ctx, d, id, rest)
		case verb == "consent" && len(rest) == 1:
			return c.photographConsent(ctx, d, id, rest[0], func(p content.EventPhoto) content.EventPhoto { return agreed(fs, p) })
		case verb == "withdraw" && len(rest) == 1:
			return c.withdrawPhotograph(ctx, d, id, rest[0], w)
		case verb == "drop" && len(rest) == 1:
			return c.photographList(d.DropPhotograph(ctx, id, rest[0]))
		case verb == "save" && len(rest) == 2 && *use != "":
			if err := d.SavePhotograph(ctx, id, rest[0], content.PhotoUse(*use), rest[1]); err != nil {
				return err
			}
			return c.result(map[string]string{"file": rest[1]}, func(w io.Writer) { fmt.Fprintln(w, rest[1]) })
		}
		return misused
	})
}

// agreed puts the flags that were given over what is said of a photograph.
func agreed(fs *flag.FlagSet, p content.EventPhoto) content.EventPhoto {
	given(fs, func(to *flag.FlagSet) { photographFlags(to, &p) })
	if p.Consent.People == content.PhotoNobody { // then nobody was asked
		p.Consent.How, p.Consent.Children = "", ""
	}
	return p
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
func (c *call) withdrawPhotograph(ctx context.Context, d *desk.Desk, id, photo string, how withdrawal) error {
	withdraw := d.WithdrawPhotograph
	if how.erase {
		if !how.yes {
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
	if len(may) == 0 && !p.Here {
		return "its picture is not here yet: sync"
	}
	if len(may) == 0 {
		return "consent ended " + p.Consent.Until
	}
	return "may be used for: " + strings.Join(may, ", ")
}

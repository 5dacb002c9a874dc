package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"daykit/internal/desk"
)

// safetyFlags are the parts of a door plan.
type safetyFlags struct {
	open                                bool
	quietRoom, steps, codeWord, police  string
	what, who, id, careFor, phone, area string
}

func (f *safetyFlags) register(fs *flag.FlagSet) {
	fs.BoolVar(&f.open, "open", false, "also show phones, the code word and the police contact; the audit trail says so")
	fs.StringVar(&f.quietRoom, "quiet-room", "", "of set: where the quiet room is")
	fs.StringVar(&f.steps, "steps", "", "of set: what to do when a hostile visitor comes, with | between the steps; empty for the built-in ones")
	fs.StringVar(&f.codeWord, "code-word", "", "of set: the word by which the crew call for help")
	fs.StringVar(&f.police, "police", "", "of set: how to reach the police contact")
	fs.StringVar(&f.what, "what", "", "of post: what is done there")
	fs.StringVar(&f.who, "who", "", "of post: who of the crew stands there")
	fs.StringVar(&f.id, "id", "", "of post and care: change this one instead of adding one")
	fs.StringVar(&f.careFor, "for", "", "of care: guests, speakers or crew")
	fs.StringVar(&f.phone, "phone", "", "of care: how to reach them")
	fs.StringVar(&f.area, "area", "", "of quiet: the area that is shown instead of the address")
}

// change is what set was told.
func (f *safetyFlags) change(fs *flag.FlagSet) desk.DoorPlanChange {
	var out desk.DoorPlanChange
	steps := strings.ReplaceAll(f.steps, "|", "\n")
	fs.Visit(func(set *flag.Flag) {
		switch set.Name {
		case "quiet-room":
			out.QuietRoom = &f.quietRoom
		case "steps":
			out.Steps = &steps
		case "code-word":
			out.CodeWord = &f.codeWord
		case "police":
			out.Police = &f.police
		}
	})
	return out
}

// safety shows what is planned so that nobody comes to harm, and changes it.
func safety(c *call, fs *flag.FlagSet) action {
	var f safetyFlags
	f.register(fs)
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		id, what, rest := args[0], "show", ""
		if len(args) > 1 {
			what = args[1]
		}
		if len(args) > 2 {
			rest = args[2]
		}
		switch {
		case what == "show" && rest == "" && f.open:
			return c.doorPlan(d.OpenDoorPlan(ctx, id))
		case what == "show" && rest == "":
			return c.doorPlan(d.DoorPlan(ctx, id))
		case what == "set" && rest == "":
			return c.doorPlan(d.ChangeDoorPlan(ctx, id, f.change(fs)))
		case rest == "":
			return misused
		}
		return c.safetyEntry(ctx, d, id, what, rest, f)
	})
}

// safetyEntry does what names one thing.
func (c *call) safetyEntry(ctx context.Context, d *desk.Desk, id, what, rest string, f safetyFlags) error {
	switch what {
	case "tick", "untick":
		return c.doorPlan(d.SetAdvice(ctx, id, rest, what == "tick"))
	case "post":
		return c.doorPlan(d.SavePost(ctx, id, f.id, desk.PostForm{Place: rest, What: f.what, Crew: listOf(f.who)}))
	case "unpost":
		return c.doorPlan(d.DropPost(ctx, id, rest))
	case "care":
		return c.doorPlan(d.SaveCarer(ctx, id, f.id, desk.CarerForm{For: f.careFor, Name: rest, Phone: f.phone}))
	case "uncare":
		return c.doorPlan(d.DropCarer(ctx, id, rest))
	case "quiet":
		if rest == "on" || rest == "off" {
			return c.doorPlan(d.SetQuiet(ctx, id, rest == "on", f.area))
		}
	}
	return misused
}

func (c *call) doorPlan(p desk.DoorPlan, err error) error {
	if err != nil {
		return err
	}
	return c.result(p, func(w io.Writer) { writeDoorPlan(w, p) })
}

func writeDoorPlan(w io.Writer, p desk.DoorPlan) {
	quiet := "off: the address is printed and published"
	if p.Quiet {
		quiet = "on: the address is given after signing up; shown is " + cmp.Or(p.Area, "-")
	}
	fmt.Fprintf(w, "quiet mode %s\n", quiet)
	for _, a := range p.Advice {
		fmt.Fprintf(w, "%s %s  %s (%s)\n", tick(a.Done), a.ID, a.Text, a.Basis)
	}
	fmt.Fprintln(w, "who stands where:")
	for _, post := range p.Posts {
		alone := ""
		if post.Alone {
			alone = "  (alone)"
		}
		fmt.Fprintf(w, "  %s  %s: %s  %s%s\n", post.ID, post.Place, cmp.Or(post.What, "-"), strings.Join(post.Names, ", "), alone)
	}
	fmt.Fprintf(w, "quiet room: %s\nif a hostile visitor comes:\n", cmp.Or(p.QuietRoom, "-"))
	for i, s := range strings.Split(p.Steps, "\n") {
		fmt.Fprintf(w, "  %d. %s\n", i+1, s)
	}
	if !p.OwnSteps {
		fmt.Fprintf(w, "  (%s)\n", p.StepsBasis)
	}
	fmt.Fprintf(w, "code word: %s\npolice contact: %s\nwhom to turn to:\n", sealedWord(p.CodeWord, p.HasCodeWord), sealedWord(p.Police, p.HasPolice))
	for _, x := range p.Carers {
		fmt.Fprintf(w, "  %s  for %s: %s %s\n", x.ID, x.For, x.Name, x.Phone)
	}
}

// sealedWord says that there is something, unless it was asked for.
func sealedWord(s string, has bool) string {
	if s == "" && has {
		return "set; --open shows it"
	}
	return cmp.Or(s, "-")
}

package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/plan"
)

// crewFlags are the flags of the command crew.
type crewFlags struct {
	in                      desk.MemberInput
	roles, langs, ics, file string
	fs                      *flag.FlagSet
}

func crew(c *call, fs *flag.FlagSet) action {
	f := crewFlags{fs: fs}
	fs.StringVar(&f.in.Name, "name", "", "of edit: another name")
	fs.StringVar(&f.roles, "role", "", "what they can do, or several: door,\"Welcome desk\"")
	fs.StringVar(&f.langs, "lang", "", "languages that they speak: so,Arabic")
	fs.StringVar(&f.in.Contact, "contact", "", "how to reach them; it is sealed like the contacts of guests")
	fs.StringVar(&f.ics, "ics", "", "write the shifts of `NAME` as a calendar file")
	fs.StringVar(&f.file, "out", "", "of --ics: the file to write")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if f.ics != "" || f.file != "" {
			return f.calendar(ctx, c, d, args)
		}
		return f.do(ctx, c, d, args)
	})
}

func (f *crewFlags) do(ctx context.Context, c *call, d *desk.Desk, args []string) error {
	id, verb := args[0], "list"
	if len(args) > 1 {
		verb = args[1]
	}
	if (verb == "list") != (len(args) < 3) {
		return misused
	}
	var err error
	switch verb {
	case "list":
	case "add":
		f.in.Name, f.in.Roles, f.in.Languages = args[2], listOf(f.roles), listOf(f.langs)
		_, err = d.AddMember(ctx, id, f.in)
	case "edit":
		err = f.edit(ctx, d, id, args[2])
	case "drop":
		var who string
		if who, err = d.MemberNamed(ctx, id, args[2]); err == nil {
			err = d.DropMember(ctx, id, who)
		}
	default:
		return misused
	}
	if err != nil {
		return err
	}
	return listCrew(ctx, c, d, id)
}

// edit changes what flags were given for.
func (f *crewFlags) edit(ctx context.Context, d *desk.Desk, id, name string) error {
	who, err := d.MemberNamed(ctx, id, name)
	if err != nil {
		return err
	}
	in, err := d.MemberInputOf(ctx, id, who)
	if err != nil {
		return err
	}
	f.fs.Visit(func(set *flag.Flag) {
		switch set.Name {
		case "name":
			in.Name = f.in.Name
		case "role":
			in.Roles = listOf(f.roles)
		case "lang":
			in.Languages = listOf(f.langs)
		case "contact":
			in.Contact = f.in.Contact
		}
	})
	return d.EditMember(ctx, id, who, in)
}

func (f *crewFlags) calendar(ctx context.Context, c *call, d *desk.Desk, args []string) error {
	if len(args) != 1 || f.ics == "" || f.file == "" {
		return misused
	}
	s, err := d.SaveMemberCalendar(ctx, args[0], f.ics, f.file)
	if err != nil {
		return err
	}
	return c.result(s, func(w io.Writer) { fmt.Fprintln(w, s.File) })
}

func listCrew(ctx context.Context, c *call, d *desk.Desk, id string) error {
	crew, err := d.OpenCrew(ctx, id)
	if err != nil {
		return err
	}
	if len(crew.Members) == 0 {
		c.say("nobody yet; `daykit crew %s add NAME` adds somebody", id)
	}
	return c.result(crew, func(w io.Writer) {
		for _, m := range crew.Members {
			fmt.Fprintln(w, strings.Join(words(m.ID, m.Name, strings.Join(m.RoleNames, ", "), strings.Join(m.LanguageNames, ", "), m.Contact, shiftCount(m.Shifts)), "  "))
		}
	})
}

func shiftCount(n int) string {
	if n == 0 {
		return ""
	}
	return count(n, "shift")
}

// shiftFlags are the flags of the command shift.
type shiftFlags struct {
	in  desk.ShiftInput
	off bool
}

func shifts(c *call, fs *flag.FlagSet) action {
	var f shiftFlags
	fs.StringVar(&f.in.Role, "role", "", "of add: what is done")
	fs.StringVar(&f.in.From, "from", "", "of add: when it begins, such as 17:00")
	fs.StringVar(&f.in.To, "to", "", "of add: when it ends; at or before --from is the next day")
	fs.IntVar(&f.in.Need, "need", 1, "of add: how many people")
	fs.IntVar(&f.in.Day, "day", 0, "of add: days after the event, -1 for the day before")
	fs.BoolVar(&f.off, "off", false, "of assign: take the shift from them")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		return f.do(ctx, c, d, args[0], args[1:])
	})
}

func (f *shiftFlags) do(ctx context.Context, c *call, d *desk.Desk, id string, args []string) error {
	verb, rest := "list", args
	if len(args) > 0 {
		verb, rest = args[0], args[1:]
	}
	want := map[string]int{"list": 0, "add": 0, "assign": 2, "drop": 1, "check": 0, "suggest": len(rest)}
	if n, ok := want[verb]; !ok || len(rest) != n {
		return misused
	}
	var err error
	switch verb {
	case "add":
		_, err = d.AddShift(ctx, id, f.in)
	case "assign":
		err = d.Assign(ctx, id, rest[0], rest[1], !f.off)
	case "drop":
		err = d.DropShift(ctx, id, rest[0])
	case "suggest":
		_, err = d.AddSuggested(ctx, id, listOf(strings.Join(rest, ",")))
	case "check":
		return checkShifts(ctx, c, d, id)
	}
	if err != nil {
		return err
	}
	return listShifts(ctx, c, d, id)
}

func listShifts(ctx context.Context, c *call, d *desk.Desk, id string) error {
	crew, err := d.Crew(ctx, id)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, m := range crew.Members {
		names[m.ID] = m.Name
	}
	return c.result(crew, func(w io.Writer) {
		for _, s := range crew.Shifts {
			var who []string
			for _, id := range s.Who {
				who = append(who, names[id])
			}
			fmt.Fprintf(w, "%s  %s %s-%s  %s  %d of %d", s.ID, s.Date, s.From, s.To, s.RoleName, len(s.Who), s.Need)
			fmt.Fprintln(w, strings.TrimRight("  "+strings.Join(words(who...), ", "), " "))
		}
		for _, s := range crew.Suggested {
			fmt.Fprintf(w, "suggested: %s  %s %s-%s  %s  %d\n", s.Role, s.Date, s.From, s.To, s.RoleName, s.Need)
		}
	})
}

func checkShifts(ctx context.Context, c *call, d *desk.Desk, id string) error {
	crew, err := d.Crew(ctx, id)
	if err != nil {
		return err
	}
	return c.result(map[string][]desk.CrewWarning{"warnings": crew.Warnings}, func(w io.Writer) {
		for _, warning := range crew.Warnings {
			empty := func(of desk.CrewWarning) bool { return of.Kind == string(plan.GapNobody) && of.Role == warning.Role }
			if warning.Kind == string(plan.GapRole) && slices.ContainsFunc(crew.Warnings, empty) {
				continue // its shift says that nobody is there
			}
			fmt.Fprintln(w, warning.Words)
		}
		if len(crew.Warnings) == 0 {
			fmt.Fprintln(w, "nothing is amiss")
		}
	})
}

func rota(c *call, fs *flag.FlagSet) action {
	out := fs.String("out", "", "the file to write")
	lang := fs.String("lang", "", "language of the rota; the group's first unless told")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if *out == "" {
			return misused
		}
		s, notes, err := d.SavePrint(ctx, args[0], desk.PrintRequest{Kind: desk.KindRota, Lang: *lang}, "", *out, nil)
		if err != nil {
			return err
		}
		c.problems(s)
		c.notes(notes)
		return c.result(s, func(w io.Writer) { fmt.Fprintf(w, "%s: %s\n", s.File, pages(s.Pages)) })
	})
}

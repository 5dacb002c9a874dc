package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"daykit/internal/desk"
)

func arrive(c *call, fs *flag.FlagSet) action {
	guest := fs.String("guest", "", "the id of a guest who came")
	name := fs.String("name", "", "the name of somebody who came")
	walkIns := fs.Int("walk-ins", 0, "how many people came without signing up; negative takes them back")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		given := 0
		fs.Visit(func(f *flag.Flag) {
			if f.Name == "guest" || f.Name == "name" || f.Name == "walk-ins" {
				given++
			}
		})
		if given != 1 {
			return usageError{"say who came by one of --guest ID, --name TEXT and --walk-ins N"}
		}
		var a desk.Attendance
		var err error
		switch {
		case *guest+*name == "" && *walkIns == 0:
			return usageError{"say who came: --guest and --name are empty, and --walk-ins is a number other than 0"}
		case *guest != "":
			a, err = d.Arrive(ctx, args[0], *guest)
		case *name != "":
			a, err = d.ArriveNamed(ctx, args[0], *name)
		default:
			a, err = d.WalkIns(ctx, args[0], *walkIns)
		}
		if err != nil {
			return err
		}
		return c.attendance(a)
	})
}

func attendance(c *call, fs *flag.FlagSet) action {
	return noFlags(func(ctx context.Context, c *call, d *desk.Desk, args []string) error {
		a, err := d.Attendance(ctx, args[0])
		if err != nil {
			return err
		}
		return c.attendance(a)
	})(c, fs)
}

func (c *call) attendance(a desk.Attendance) error {
	return c.result(a, func(w io.Writer) {
		fmt.Fprintf(w, "%d in the room: %d of %d who signed up, and %d walk-ins\n", a.InRoom, a.Arrived, a.SignedUp, a.WalkIns)
	})
}

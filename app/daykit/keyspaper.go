package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"daykit/internal/desk"
)

// recoveryFlags are the flags of the command recovery.
type recoveryFlags struct {
	req    desk.RecoveryRequest
	sheet  desk.SheetInput
	groups string
	from   string
	server string
	name   string
}

func recovery(c *call, fs *flag.FlagSet) action {
	var f recoveryFlags
	fs.StringVar(&f.req.File, "out", "", "of print: the PDF to write")
	fs.StringVar(&f.req.Lang, "lang", "", "of print: the language of its instructions, en unless told")
	fs.StringVar(&f.req.Paper, "paper", "", "of print: a4 (the usual) or letter")
	fs.BoolVar(&f.req.Replace, "replace", false, "of print: make a new sheet, although there is one that was checked")
	fs.StringVar(&f.sheet.Photo, "photo", "", "a `file` with a picture of the code on the sheet")
	fs.StringVar(&f.sheet.Text, "text", "", "the text of the code, or all groups, or - to type them")
	fs.StringVar(&f.sheet.Words, "words", "", "all words of the sheet, or - to type them")
	fs.StringVar(&f.groups, "groups", "", "of check: the groups that were asked for, as 3:ABCDE 7:FGHJK")
	fs.StringVar(&f.from, "from", "", "of restore: a backup, or a keybag.age of the group")
	fs.StringVar(&f.server, "server", "", "of restore: the address of the campaign's server")
	fs.StringVar(&f.name, "name", "", "of restore: what the group calls this laptop")
	return func(ctx context.Context, args []string) error {
		for _, typed := range []*string{&f.sheet.Text, &f.sheet.Words} {
			if err := c.typed(typed); err != nil {
				return err
			}
		}
		switch {
		case args[0] == "print" && f.req.File != "":
			return c.printRecovery(ctx, f.req)
		case args[0] == "check" && f.given() == 1:
			return c.checkRecovery(ctx, f)
		case args[0] == "restore" && f.given() == 1 && f.groups == "" && (f.from == "" || f.server == ""):
			return c.restoreKeys(ctx, f)
		}
		return misused
	}
}

// typed reads a secret from the terminal or standard input where - was given for it:
// the arguments of a program can be seen by others on the computer.
func (c *call) typed(value *string) error {
	if *value != "-" {
		return nil
	}
	if c.ask != nil {
		var err error
		*value, err = c.ask("Type what is on the sheet: ")
		return err
	}
	b, err := io.ReadAll(io.LimitReader(c.in, maxPassphraseFile))
	*value = string(b)
	return err
}

// given is in how many ways the sheet was given.
func (f recoveryFlags) given() int {
	return len(words(f.sheet.Photo, f.sheet.Text, f.sheet.Words, f.groups))
}

func (c *call) printRecovery(ctx context.Context, req desk.RecoveryRequest) error {
	d, err := c.open(ctx)
	if err != nil {
		return err
	}
	sheet, err := d.PrintRecovery(ctx, req)
	if err != nil {
		return err
	}
	c.notes(sheet.Notes)
	if sheet.Number > 1 {
		c.say("this is a new sheet: tear up the ones before it, which open no later backup")
	}
	c.say("print the file, check the paper, then delete the file: whoever has it and a backup can read everything")
	var ask []string
	for _, n := range sheet.Ask {
		ask = append(ask, strconv.Itoa(n))
	}
	c.say("check it by a photo, or by its groups %s: daykit recovery check --groups \"%s:...\"", strings.Join(ask, ", "), strings.Join(ask, ":... "))
	return c.result(sheet, func(w io.Writer) { fmt.Fprintf(w, "%s: sheet %d, %s\n", sheet.File, sheet.Number, pages(sheet.Pages)) })
}

func (c *call) checkRecovery(ctx context.Context, f recoveryFlags) error {
	d, err := c.open(ctx)
	if err != nil {
		return err
	}
	check := func() (desk.KeyStatus, error) { return d.CheckRecovery(ctx, f.sheet) }
	if f.groups != "" {
		check = func() (desk.KeyStatus, error) { return d.CheckGroups(ctx, f.groups) }
	}
	st, err := check()
	if err != nil {
		return err
	}
	return c.result(st, func(w io.Writer) { fmt.Fprintf(w, "this is sheet %d, and it opens your names\n", st.Sheet.Number) })
}

func (c *call) restoreKeys(ctx context.Context, f recoveryFlags) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	restore, from := desk.Recover, f.from
	if f.server != "" {
		restore, from = desk.RecoverOnline, f.server
	}
	got, err := restore(ctx, opt, f.sheet, from, laptopName(f.name))
	if err != nil {
		return err
	}
	c.say("the group has the mark %s: compare it with the sheet", got.Group)
	return c.result(got, func(w io.Writer) {
		if got.Data != "" {
			fmt.Fprintf(w, "restored as of %s\n", got.Data)
		}
		fmt.Fprintf(w, "this laptop is %s of the group\n", got.Device)
		writeKeys(w, got.Keys)
	})
}

// laptopName is what a laptop is called: as told, or as its system is.
func laptopName(told string) string {
	if told != "" {
		return told
	}
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return name
}

package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"daykit/frontend/signup"
	"daykit/internal/desk"
)

// call is one run of the program: its streams and the flags that every command has.
type call struct {
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
	dir      string
	json     bool
	passFile string
	noRing   bool                                  // leave the keyring of the computer alone
	ask      func(question string) (string, error) // a secret, at the terminal; nil where there is none
	desk     *desk.Desk
}

// flags makes a flag set with the flags that every command has.
func (c *call) flags(name string) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&c.dir, "data", c.dir, "the data folder")
	fs.BoolVar(&c.json, "json", c.json, "print one JSON value")
	fs.StringVar(&c.passFile, "passphrase-file", c.passFile, "a `file` with the passphrase, instead of DAYKIT_PASSPHRASE")
	return fs
}

func (c *call) options() (desk.Options, error) {
	dir := c.dir
	if dir == "" {
		var err error
		if dir, err = desk.DefaultDir(c.getenv); err != nil {
			return desk.Options{}, fmt.Errorf("find the data folder: %w", err)
		}
	}
	return desk.Options{
		Dir: dir, Version: version, Now: time.Now, Campaign: c.getenv("DAYKIT_CAMPAIGN"), NoKeyring: c.noRing || c.getenv("DAYKIT_KEYRING") == "off",
		PageScript: signup.Script(), PageEditions: signup.Editions(),
	}, nil
}

func (c *call) close() error {
	if c.desk == nil {
		return nil
	}
	d := c.desk
	c.desk = nil
	return d.Close()
}

// result prints what a command gives: v as JSON, or words for a person.
func (c *call) result(v any, words func(w io.Writer)) error {
	if !c.json {
		words(c.out)
		return nil
	}
	enc := json.NewEncoder(c.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// say tells a person something on the side.
func (c *call) say(format string, args ...any) { fmt.Fprintf(c.err, format+"\n", args...) }

// problems tells a person, once each, what printed pages could not do as asked.
func (c *call) problems(files ...desk.Saved) {
	said := map[string]bool{}
	for _, f := range files {
		for _, p := range f.Problems {
			line := fmt.Sprintf("note: %s (%s): %s", p.Field, p.Lang, p.What)
			if !said[line] {
				c.say("%s", line)
			}
			said[line] = true
		}
	}
}

// notes tells a person what is worth knowing of a print: keys of the desk's own
// notes, and sentences of the layout.
func (c *call) notes(notes []string) {
	for _, n := range notes {
		switch n {
		case desk.NoteNotJoined:
			c.say("note: the printed code leads nowhere until this kit has joined a campaign; join and print again before you hand it out")
		case desk.NoteNotPublished:
			c.say("note: the printed code leads to a page that is not published yet; `daykit publish` opens it")
		default:
			c.say("note: %s", n)
		}
	}
}

// command is one word that daykit knows.
type command struct {
	name, args, short string
	min, max          int // arguments; max below 0 means any number
	setup             func(*call, *flag.FlagSet) action
}

func (cmd command) line() string { return strings.TrimSpace("daykit " + cmd.name + " " + cmd.args) }

func (cmd command) usage(fs *flag.FlagSet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n  %s\n\n", cmd.line(), cmd.short)
	fs.VisitAll(func(f *flag.Flag) {
		kind, words := flag.UnquoteUsage(f)
		if name, ok := kinds[kind]; ok {
			kind = name
		}
		fmt.Fprintf(&b, "  --%-22s %s\n", strings.TrimSpace(f.Name+" "+strings.ToUpper(kind)), words)
	})
	return b.String()
}

// kinds are what help calls the values of flags that say no better name.
var kinds = map[string]string{"string": "text", "int": "n", "float": "n", "value": "text"}

func usage() string {
	var b strings.Builder
	b.WriteString("daykit COMMAND ...: run your International Migrants Day event, with no internet\n")
	for _, part := range []struct {
		title    string
		commands []command
	}{{"before the day", planCommands()}, {"on paper, and what goes with an event", paperCommands()}, {"people, the day and afterwards", peopleCommands()}, {"the group, the campaign and the kit", groupCommands()}} {
		fmt.Fprintf(&b, "\n%s\n", part.title)
		for _, cmd := range part.commands {
			fmt.Fprintf(&b, "  %-11s %s\n", cmd.name, cmd.short)
		}
	}
	b.WriteString("\nEvery command takes --data DIR (the data folder), --json (one JSON value) and\n--passphrase-file FILE (or DAYKIT_PASSPHRASE), where names are locked by a passphrase.\n`daykit help COMMAND` says how each is called. To begin: daykit help start\n")
	return b.String()
}

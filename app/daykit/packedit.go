package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// packEditing is what flags say of a pack that a campaign's team writes.
type packEditing struct {
	out, last, list *string
	jsonld          *bool
}

func packEditFlags(fs *flag.FlagSet) packEditing {
	return packEditing{
		out:    fs.String("out", "", "of sign and export: the `file` to write"),
		last:   fs.String("last", "", "of check and sign: the `file` of the edition that was signed last; else the one in the folder"),
		list:   fs.String("list", "", "of check, sign and export: a `file` with the newest list of withdrawals"),
		jsonld: fs.Bool("jsonld", false, "of export: write JSON-LD in the words of schema.org"),
	}
}

// packBlocked is the error of a check that found mistakes.
var packBlocked = fault.New(fault.Invalid, "the pack has mistakes and cannot be signed", "mend what is named above, and check again")

// packEdit does what is asked with a pack that somebody writes; ok is false for what is
// asked of a laptop's own packs.
func (c *call) packEdit(args []string, key string, e packEditing) (ok bool, err error) {
	path := ""
	if len(args) == 2 {
		path = args[1]
	}
	draft := desk.PackDraft{Path: path, Last: *e.last, List: *e.list, Now: time.Now()}
	switch {
	case args[0] == "check" && path == "":
		return false, nil
	case args[0] == "schema":
		return true, c.packSchema(cmp.Or(path, "pack"))
	case !slices.Contains([]string{"new", "check", "sign", "export"}, args[0]):
		return false, nil
	case path == "",
		args[0] == "sign" && (key == "" || *e.out == ""),
		args[0] == "export" && (!*e.jsonld || *e.out == ""):
		return true, misused
	case args[0] == "new":
		return true, c.newPack(path)
	case args[0] == "sign":
		return true, c.signPack(draft, key, *e.out)
	case args[0] == "export":
		return true, c.exportPack(draft, *e.out)
	}
	return true, c.checkPack(draft)
}

func (c *call) newPack(dir string) error {
	files, err := desk.NewPackFolder(dir)
	if err != nil {
		return err
	}
	slices.Sort(files)
	return c.result(map[string][]string{"files": files}, func(w io.Writer) {
		for _, f := range files {
			fmt.Fprintln(w, f)
		}
		c.say("README.md says how to fill them in; then: daykit pack check %s", dir)
	})
}

func (c *call) checkPack(p desk.PackDraft) error {
	up, err := desk.CheckPackDraft(p)
	if err != nil {
		return err
	}
	if err := c.result(up, func(w io.Writer) {
		findings(w, up.Findings)
		if up.Ready {
			changes(w, up)
			fmt.Fprintf(w, "%s, version %d, can be signed\n", up.ID, up.Version)
		}
	}); err != nil {
		return err
	}
	if !up.Ready {
		return packBlocked
	}
	return nil
}

func (c *call) signPack(p desk.PackDraft, key, out string) error {
	done, err := desk.SignPackDraft(p, key, out)
	if err != nil {
		findings(c.err, done.Findings)
		return err
	}
	return c.result(done, func(w io.Writer) {
		findings(w, done.Findings)
		if done.Same {
			fmt.Fprintf(w, "nothing changed since version %d was signed; it is the same file\n", done.Last)
		} else {
			changes(w, done.PackCheckup)
		}
		fmt.Fprintf(w, "%s, version %d, is signed with the key %s\n", done.ID, done.Version, done.Fingerprint)
		if done.List != "" {
			fmt.Fprintf(w, "list of withdrawals number %d, to be published before it: %s\n", done.Number, done.List)
		}
	})
}

func (c *call) exportPack(p desk.PackDraft, out string) error {
	done, err := desk.ExportPackLD(p, out)
	if err != nil {
		return err
	}
	return c.result(done, func(w io.Writer) {
		fmt.Fprintln(w, done.File)
		if len(done.Kept) > 0 {
			fmt.Fprintf(w, "left out, since their consent does not cover the web: %s\n", strings.Join(done.Kept, ", "))
		}
	})
}

func (c *call) packSchema(which string) error {
	schemas := map[string]func() []byte{"pack": content.PackSchema, "withdrawals": content.WithdrawalsSchema}
	of, ok := schemas[which]
	if !ok {
		return misused
	}
	_, err := c.out.Write(of())
	return err
}

// findings prints what is to be said of a pack, a line each, as compilers do.
func findings(w io.Writer, all []content.Finding) {
	for _, f := range all {
		at := f.File
		if f.Line > 0 {
			at = fmt.Sprintf("%s:%d", f.File, f.Line)
		}
		kind := "note"
		if f.Blocks {
			kind = "mistake"
		}
		fmt.Fprintf(w, "%s: %s: %s: %s\n", at, kind, strings.Join(words(f.Field, f.What), " "), f.Do)
	}
}

// changes prints what is other than in the last edition.
func changes(w io.Writer, up desk.PackCheckup) {
	if up.Changes.First {
		fmt.Fprintln(w, "it is the first edition that is known here")
	}
	for _, line := range up.Changes.Changes() {
		fmt.Fprintln(w, line)
	}
}

package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"
)

// feedbackFlags are what a form or a pile says.
type feedbackFlags struct {
	from, lang, words, counts, blank string
	quote, off                       bool
	forms                            int
	answers                          map[string]*string
}

func (f *feedbackFlags) register(fs *flag.FlagSet) {
	fs.StringVar(&f.from, "from", "", "of add: a `file` of forms, or - for standard input: .csv with the columns lang,welcome,new,again,why,heard,remember,quote, or .json such as [{\"answers\": {\"welcome\": [\"5\"]}, \"words\": \"\", \"may_quote\": false}]")
	fs.StringVar(&f.lang, "lang", "", "of add and edit: the form's language")
	f.answers = map[string]*string{}
	for _, q := range feedback.Questions() {
		if q.Kind == feedback.Words {
			fs.StringVar(&f.words, "words", "", "of add and edit: "+q.Words)
			continue
		}
		var keys []string
		for _, o := range q.Options {
			keys = append(keys, o.Key)
		}
		f.answers[q.Key] = fs.String(q.Key, "", "of add and edit: "+q.Words+" "+strings.Join(keys, "|")+map[bool]string{true: ", several with + between"}[q.Kind == feedback.Choice])
	}
	fs.BoolVar(&f.quote, "may-quote", false, "of add and edit: it is ticked that the words may be quoted")
	fs.BoolVar(&f.off, "off", false, "of quote: do not quote them")
	fs.IntVar(&f.forms, "forms", 0, "of pile: how many forms were counted")
	fs.StringVar(&f.counts, "counts", "", "of pile: ticks, such as welcome.5=12,welcome.4=3,why.day=7")
	fs.StringVar(&f.blank, "blank", "", "of pile: forms that left why or heard blank, such as why=2")
}

// over puts the flags that were given over what a form says now.
func (f *feedbackFlags) over(fs *flag.FlagSet, was feedback.Form) feedback.Form {
	out := feedback.Form{Lang: was.Lang, Words: was.Words, MayQuote: was.MayQuote, Answers: map[string][]string{}}
	for key, given := range was.Answers {
		out.Answers[key] = given
	}
	fs.Visit(func(set *flag.Flag) {
		switch {
		case set.Name == "lang":
			out.Lang = f.lang
		case set.Name == "words":
			out.Words = f.words
		case set.Name == "may-quote":
			out.MayQuote = f.quote
		case f.answers[set.Name] != nil:
			out.Answers[set.Name] = feedback.ReadAnswers(set.Name, *f.answers[set.Name])
		}
	})
	return out
}

// feedbackForms counts what guests said, and takes their forms in.
func feedbackForms(c *call, fs *flag.FlagSet) action {
	var f feedbackFlags
	f.register(fs)
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		id, what, rest := args[0], "tally", args[1:]
		if len(rest) > 0 {
			what, rest = rest[0], rest[1:]
		}
		switch {
		case what == "tally" && len(rest) == 0:
			return c.tally(ctx, d, id)
		case what == "list" && len(rest) == 0:
			return c.listForms(ctx, d, id)
		case what == "add" && len(rest) == 0:
			return c.addForms(ctx, d, id, f, fs)
		case what == "pile" && len(rest) == 0:
			return c.addPile(ctx, d, id, f)
		case len(rest) == 1:
			return c.oneForm(ctx, d, id, what, rest[0], f, fs)
		}
		return misused
	})
}

// oneForm does something with one form or pile.
func (c *call) oneForm(ctx context.Context, d *desk.Desk, id, what, which string, f feedbackFlags, fs *flag.FlagSet) error {
	switch {
	case what == "edit":
		return c.editForm(ctx, d, id, which, func(was feedback.Form) feedback.Form { return f.over(fs, was) })
	case what == "quote":
		return c.thenList(ctx, d, id, d.QuoteForm(ctx, id, which, !f.off))
	case what == "drop" && strings.HasPrefix(which, "t-"):
		return c.thenList(ctx, d, id, d.DropPile(ctx, id, which))
	case what == "drop":
		return c.thenList(ctx, d, id, d.DropForm(ctx, id, which))
	}
	return misused
}

func (c *call) thenList(ctx context.Context, d *desk.Desk, id string, err error) error {
	if err != nil {
		return err
	}
	return c.listForms(ctx, d, id)
}

// addForms takes in the form of the flags, or those of a file.
func (c *call) addForms(ctx context.Context, d *desk.Desk, id string, f feedbackFlags, fs *flag.FlagSet) error {
	if f.from == "" {
		_, err := d.AddForm(ctx, id, f.over(fs, feedback.Form{}))
		return c.thenList(ctx, d, id, err)
	}
	forms, err := c.readForms(f.from)
	if err != nil {
		return err
	}
	added, err := d.AddForms(ctx, id, desk.ViaFile, forms...)
	if err != nil {
		return err
	}
	return c.result(added, func(w io.Writer) { fmt.Fprintf(w, "%s taken in\n", count(len(added), "form")) })
}

// readForms reads a file of forms; standard input is what it begins like.
func (c *call) readForms(path string) ([]feedback.Form, error) {
	in, err := c.input(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	b, err := io.ReadAll(io.LimitReader(in, feedback.MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read the forms: %w", err)
	}
	format := strings.ToLower(filepath.Ext(path))
	if path == "-" {
		format = ".csv"
		if begins := bytes.TrimSpace(b); bytes.HasPrefix(begins, []byte("{")) || bytes.HasPrefix(begins, []byte("[")) {
			format = ".json"
		}
	}
	switch format {
	case ".csv":
		return feedback.DecodeCSV(b)
	case ".json":
		return feedback.DecodeAll(b)
	}
	return nil, fault.Invalidf("name a file that ends in .csv or .json", "that is not a file of forms")
}

func (c *call) editForm(ctx context.Context, d *desk.Desk, id, form string, over func(feedback.Form) feedback.Form) error {
	all, err := d.Forms(ctx, id)
	if err != nil {
		return err
	}
	next := feedback.Form{}
	for _, f := range all.Forms {
		if f.ID == form || strconv.Itoa(f.N) == form {
			next = over(f.Form)
		}
	}
	return c.thenList(ctx, d, id, d.EditForm(ctx, id, form, next))
}

// addPile takes in the counts of a pile.
func (c *call) addPile(ctx context.Context, d *desk.Desk, id string, f feedbackFlags) error {
	pile := feedback.Pile{Forms: f.forms, Counts: map[string]map[string]int{}, Blank: map[string]int{}}
	err := eachCount(f.counts, func(name string, n int) {
		key, option, _ := strings.Cut(name, ".")
		if pile.Counts[key] == nil {
			pile.Counts[key] = map[string]int{}
		}
		pile.Counts[key][option] = n
	})
	if err == nil {
		err = eachCount(f.blank, func(name string, n int) { pile.Blank[name] = n })
	}
	if err == nil {
		_, err = d.AddPile(ctx, id, pile)
	}
	return c.thenList(ctx, d, id, err)
}

// eachCount reads a list such as welcome.5=12,why.day=7.
func eachCount(list string, do func(name string, n int)) error {
	for part := range strings.SplitSeq(list, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		name, figure, _ := strings.Cut(part, "=")
		n, err := strconv.Atoi(figure)
		if err != nil {
			return fault.Invalidf("write it as welcome.5=12", "%q is not a count", part)
		}
		do(name, n)
	}
	return nil
}

// tally shows what all forms add up to and what is quoted.
func (c *call) tally(ctx context.Context, d *desk.Desk, id string) error {
	e, err := d.Evaluation(ctx, id)
	if err != nil {
		return err
	}
	return c.result(e, func(w io.Writer) {
		fmt.Fprintln(w, count(e.Totals.Forms, "form"))
		for _, q := range feedback.Questions() {
			t := e.Totals.Tally(q.Key)
			if q.Kind == feedback.Words || t.Answered == 0 {
				continue
			}
			fmt.Fprintf(w, "%s  (%d answered%s)\n", q.Words, t.Answered, meanWords(t))
			for i, o := range q.Options {
				fmt.Fprintf(w, "  %4d  %s\n", t.Counts[i].N, o.Words)
			}
		}
		for _, quote := range e.Quotes {
			if quote.Quotable() {
				fmt.Fprintf(w, "quoted, %d: %s\n", quote.N, quote.Words)
			}
		}
	})
}

func meanWords(t feedback.Tally) string {
	if t.Kind != feedback.Faces {
		return ""
	}
	return fmt.Sprintf(", %.1f of %d", t.Mean, feedback.MaxFace)
}

// listForms lists forms and piles.
func (c *call) listForms(ctx context.Context, d *desk.Desk, id string) error {
	all, err := d.Forms(ctx, id)
	if err != nil {
		return err
	}
	return c.result(all, func(w io.Writer) {
		for _, f := range slices.Backward(all.Forms) {
			fmt.Fprintf(w, "%d  %s  %s\n", f.N, f.ID, ticksOf(f.Form))
			if f.Words != "" {
				fmt.Fprintf(w, "    %s  [%s]\n", f.Words, quoteState(f))
			}
		}
		for _, p := range all.Piles {
			fmt.Fprintf(w, "pile %d  %s  %s\n", p.N, p.ID, count(p.Forms, "form"))
		}
		if all.Locked {
			c.say("the words are locked; `daykit unlock` opens them")
		}
	})
}

func ticksOf(f feedback.Form) string {
	var out []string
	for _, q := range feedback.Questions() {
		if given := f.Answers[q.Key]; len(given) > 0 {
			out = append(out, q.Key+" "+strings.Join(given, "+"))
		}
	}
	return strings.Join(out, ", ")
}

func quoteState(f desk.FilledForm) string {
	switch {
	case f.Quote:
		return "quoted"
	case f.MayQuote:
		return "may be quoted"
	}
	return "not to be quoted"
}

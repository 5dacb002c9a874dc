package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// voiceFlags are the flags of daykit voices and its subcommands.
type voiceFlags struct {
	event, from, use, form, saveForm, reason string
	forget, yes                              bool
	query                                    desk.VoiceQuery
}

func voices(c *call, fs *flag.FlagSet) action {
	var f voiceFlags
	fs.StringVar(&f.event, "event", "", "the event that it is for, with search and consent")
	fs.StringVar(&f.query.From, "only", "", "local or campaign, with search")
	fs.IntVar(&f.query.Year, "year", 0, "with search")
	fs.StringVar(&f.query.Topic, "topic", "", "with search")
	fs.StringVar(&f.query.Lang, "lang", "", "with search; with consent --use, the language of the matter")
	fs.StringVar(&f.query.Organisation, "organisation", "", "with search")
	fs.StringVar(&f.use, "use", "", "print, web, social, press, translate or photo, with search and consent")
	fs.StringVar(&f.from, "from", "", "the `file` with a local voice, with add; - reads standard input")
	fs.StringVar(&f.form, "form", "", "the `photo` of the signed form, with add and consent")
	fs.StringVar(&f.saveForm, "save-form", "", "the `file` to write the photo of the signed form to, with consent")
	fs.StringVar(&f.reason, "reason", "consent", "consent, safety or mistake, with withdraw")
	fs.BoolVar(&f.forget, "forget", false, "erase the words, the care plan and the photo for good, with withdraw")
	fs.BoolVar(&f.yes, "yes", false, "do not ask, with withdraw --forget")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		switch {
		case len(args) > 0 && args[0] == "search":
			return f.search(ctx, c, d, args[1:])
		case len(args) == 2 && args[0] == "add" && f.from != "":
			return f.add(ctx, c, d, args[1])
		case len(args) == 2 && args[0] == "consent":
			return f.consent(ctx, c, d, args[1])
		case len(args) == 2 && args[0] == "withdraw":
			return f.withdraw(ctx, c, d, args[1])
		case len(args) == 0:
			return f.list(ctx, c, d, "")
		case len(args) == 1:
			return f.list(ctx, c, d, args[0])
		}
		return misused
	})
}

func (f *voiceFlags) list(ctx context.Context, c *call, d *desk.Desk, event string) error {
	list, err := d.Voices(ctx, event)
	if err != nil {
		return err
	}
	return c.result(list, func(w io.Writer) { writeVoices(w, list) })
}

func (f *voiceFlags) search(ctx context.Context, c *call, d *desk.Desk, words []string) error {
	f.query.Text, f.query.Use = strings.Join(words, " "), content.Use(f.use)
	page, err := d.SearchVoices(ctx, f.event, f.query)
	if err != nil {
		return err
	}
	return c.result(page, func(w io.Writer) {
		writeVoices(w, page.Voices)
		fmt.Fprintf(w, "%d of %d voices\n", len(page.Voices), page.All)
	})
}

func (f *voiceFlags) add(ctx context.Context, c *call, d *desk.Desk, event string) error {
	in, err := c.input(f.from)
	if err != nil {
		return err
	}
	defer in.Close()
	raw, err := io.ReadAll(io.LimitReader(in, desk.MaxEventFile+1))
	if err != nil {
		return fmt.Errorf("read the voice: %w", err)
	}
	own, err := desk.DecodeOwnVoice(raw)
	if err != nil {
		return err
	}
	id, err := d.SaveOwnVoice(ctx, event, own)
	if err != nil {
		return err
	}
	if f.form != "" {
		if err := d.AttachForm(ctx, id, f.form); err != nil {
			return err
		}
	}
	return c.result(map[string]string{"id": id}, func(w io.Writer) { fmt.Fprintln(w, id) })
}

// consent says what was agreed with a voice; with a use, it is refused where that one was
// not. It also takes the photo of the signed form in and out.
func (f *voiceFlags) consent(ctx context.Context, c *call, d *desk.Desk, voice string) error {
	if f.form != "" {
		if err := d.AttachForm(ctx, voice, f.form); err != nil {
			return err
		}
	}
	if f.saveForm != "" {
		if err := d.SaveVoiceForm(ctx, voice, f.saveForm); err != nil {
			return err
		}
		return c.result(map[string]string{"file": f.saveForm}, func(w io.Writer) { fmt.Fprintln(w, f.saveForm) })
	}
	if f.use != "" {
		if f.event == "" {
			return usageError{"write: daykit voices consent VOICE --event EVENT --use USE"}
		}
		return f.mayUse(ctx, c, d, voice)
	}
	page, err := d.SearchVoices(ctx, f.event, desk.VoiceQuery{})
	if err != nil {
		return err
	}
	for _, v := range page.Voices {
		if v.ID == voice {
			return f.record(ctx, c, d, v)
		}
	}
	return fault.New(fault.NotFound, fmt.Sprintf("there is no voice %q that may be offered", voice), "`daykit voices` lists them")
}

func (f *voiceFlags) mayUse(ctx context.Context, c *call, d *desk.Desk, voice string) error {
	if err := d.MayUse(ctx, f.event, voice, content.Use(f.use), f.query.Lang); err != nil {
		return err
	}
	return c.result(map[string]bool{"allowed": true}, func(w io.Writer) { fmt.Fprintf(w, "%s: yes\n", f.use) })
}

func (f *voiceFlags) record(ctx context.Context, c *call, d *desk.Desk, v desk.Voice) error {
	if !v.Local {
		return c.result(v, func(w io.Writer) { writeConsent(w, v) })
	}
	own, err := d.OwnVoice(ctx, v.ID)
	if err != nil {
		return err
	}
	return c.result(own, func(w io.Writer) {
		writeConsent(w, v)
		fmt.Fprintf(w, "who it is: %s\nto change their mind they tell: %s\nbeside them: %s\nstop word: %s\ncall afterwards: %s\n",
			cmp.Or(own.Person, own.Credit), or(own.WithdrawTo), or(own.Buddy), or(own.StopWord), or(own.CallAfter))
		for _, t := range own.Translations {
			fmt.Fprintf(w, "in %s, by %s, checked by %s: %s\n", t.Lang, t.By, or(t.CheckedBy), t.Text)
		}
		fmt.Fprintf(w, "photo of the signed form: %s\n", map[bool]string{true: "here, sealed", false: "none"}[own.HasForm])
	})
}

func or(s string) string { return cmp.Or(s, "nobody wrote it down") }

// withdraw writes a withdrawal down, and erases the words where that was asked for: only
// the first can be undone.
func (f *voiceFlags) withdraw(ctx context.Context, c *call, d *desk.Desk, voice string) error {
	if f.forget {
		if err := c.sure(f.yes, voice); err != nil {
			return err
		}
	}
	check, err := d.WithdrawVoice(ctx, voice, f.reason)
	if err != nil {
		return err
	}
	if f.forget {
		if err := d.ForgetVoice(ctx, voice); err != nil {
			return err
		}
	}
	return c.packCheck(check, nil)
}

func writeConsent(w io.Writer, v desk.Voice) {
	fmt.Fprintf(w, "%s  %s\n", v.ID, cmp.Or(v.Credit, "no name, as they wished"))
	if v.Given != "" {
		fmt.Fprintf(w, "given: %s\n", v.Given)
	}
	if v.Expires != "" {
		fmt.Fprintf(w, "until: %s\n", v.Expires)
	}
	for _, line := range v.ConsentWords() {
		fmt.Fprintln(w, line)
	}
}

func writeVoices(w io.Writer, list []desk.Voice) {
	for _, v := range list {
		mark := " "
		if v.Chosen {
			mark = "*"
		}
		name := cmp.Or(v.Credit, "no name, as they wished")
		if v.Local {
			name += " (local)"
		}
		if what := stopped(v); what != "" {
			fmt.Fprintf(w, "%s %s  %s\n    %s\n", mark, v.ID, name, what)
			continue
		}
		fmt.Fprintf(w, "%s %s  %s, %s %d\n    %s\n    consent: %s, for %s\n", mark, v.ID, name, v.Role, v.Year, v.Quote, v.Consent, strings.Join(v.Scope, ", "))
	}
}

// stopped says why nothing may carry a voice now, and what to do; empty where it may.
func stopped(v desk.Voice) string {
	switch v.Consent {
	case "withdrawn":
		return "WITHDRAWN: choose other voices; `daykit pack check` says what to take down"
	case "unchecked":
		return "NOT CHECKED for 45 days: sync, or take in the newest list (daykit pack withdraw FILE)"
	case "missing":
		return "NOT HERE: sync, or add the campaign's pack (daykit pack add FILE)"
	case "expired":
		return "EXPIRED: get the newest pack from the campaign, or choose other voices"
	case "asked":
		return "NO CONSENT YET: write down what they ticked on the form (daykit voices add), or choose other voices"
	case "locked":
		return "LOCKED or erased: unlock with your passphrase to read it"
	}
	return ""
}

func chooseVoices(c *call, fs *flag.FlagSet) action {
	none := fs.Bool("none", false, "use no voices")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if (len(args) == 1) != *none {
			return misused
		}
		list, err := d.Choose(ctx, args[0], args[1:])
		if err != nil {
			return err
		}
		return c.result(list, func(w io.Writer) { writeVoices(w, list) })
	})
}

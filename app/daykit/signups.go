package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/event"
)

// signups lists who signed up, and decides about those who wait and those who may be one
// person.
func signups(c *call, fs *flag.FlagSet) action {
	until := fs.String("until", "", "of offer: the last day that the place is held, such as 2026-12-10")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		what, rest := "", args[1:]
		if len(rest) > 0 {
			what, rest = rest[0], rest[1:]
		}
		if *until != "" && what != "offer" {
			return usageError{"--until goes with offer"}
		}
		switch {
		case what == "":
			return c.listSignups(ctx, d, args[0])
		case (what == "merge" || what == "two") && len(rest) == 2:
			return c.decidePair(ctx, d, args[0], what, rest[0], rest[1])
		case what == "offer" && len(rest) == 1:
			return c.place(d.OfferPlace(ctx, args[0], rest[0], *until))
		case what == "accept" && len(rest) == 1:
			return c.place(d.AcceptPlace(ctx, args[0], rest[0]))
		case what == "expire" && len(rest) == 1:
			return c.place(d.ExpirePlace(ctx, args[0], rest[0]))
		}
		return c.lookAtPage(ctx, d, args)
	})
}

func (c *call) listSignups(ctx context.Context, d *desk.Desk, id string) error {
	s, err := d.Signups(ctx, id)
	if err != nil {
		return err
	}
	look, err := d.PageLook(ctx, id)
	if err != nil {
		return err
	}
	return c.result(signupsResult{s, look}, func(w io.Writer) {
		writeLook(w, look)
		writeSignups(w, s)
	})
}

func (c *call) decidePair(ctx context.Context, d *desk.Desk, id, what, a, b string) error {
	do := d.MergeSignups
	if what == "two" {
		do = d.KeepTwo
	}
	if err := do(ctx, id, a, b); err != nil {
		return err
	}
	return c.listSignups(ctx, d, id)
}

// place says where somebody stands now, and what to tell them. The words and the contact
// are for the person at the keyboard: nothing is sent.
func (c *call) place(s desk.Signup, err error) error {
	if err != nil {
		return err
	}
	if s.Place == "offered" {
		c.say("nothing is sent: tell them yourself, then `daykit signups EVENT accept` or `expire`")
	}
	return c.result(s, func(w io.Writer) {
		writeSignup(w, s)
		if s.Words != "" {
			fmt.Fprintf(w, "    tell them (%s%s): %s\n", s.WordsLang, readBy[s.WordsState], s.Words)
		}
		if s.English != "" {
			fmt.Fprintf(w, "    in English: %s\n", s.English)
		}
	})
}

// readBy marks words by how far they can be trusted.
var readBy = map[string]string{
	"unreviewed": ", which no speaker has read", "stale": ", of older English, which no speaker has read", "missing": ", since nobody has translated it",
}

func writeSignups(w io.Writer, s desk.Signups) {
	room := "no limit"
	if s.Capacity > 0 {
		room = fmt.Sprintf("room for %d, %d free", s.Capacity, s.Free)
	}
	fmt.Fprintf(w, "%s signed up, %d offered, %d waiting; %s\n", people(s.People), s.Offered, s.Waiting, room)
	page := "not published"
	switch {
	case s.Page.Published && s.Page.Sent:
		page = s.Page.State + " at " + s.Page.Address
	case s.Page.Published:
		page = "ready, and goes out with the next `daykit sync`"
	}
	if s.Page.Behind {
		page += "; it does not say yet what is chosen here: `daykit publish`"
	}
	fmt.Fprintf(w, "page: %s\n", page)
	if s.Page.Feedback.Asks {
		fmt.Fprintf(w, "afterwards the page asks how it was, until %s\n", s.Page.Feedback.Until)
	}
	for _, part := range []struct {
		title string
		all   []desk.Signup
	}{{"have a place, the latest first", s.Entries}, {"waiting list, in the order of arrival", s.Queue}} {
		if len(part.all) > 0 {
			fmt.Fprintln(w, part.title+":")
		}
		for _, e := range part.all {
			writeSignup(w, e)
		}
	}
	for _, p := range s.Pairs {
		how := "the same contact"
		if p.Sure {
			how = "the same name and contact"
		}
		fmt.Fprintf(w, "one or two? %s and %s have %s: `daykit signups EVENT merge` or `two`, with their ids\n", p.A.ID, p.B.ID, how)
	}
	writeWishes(w, "food", s.Food)
	writeWishes(w, "help", s.Access)
	for _, u := range s.Unopened {
		fmt.Fprintf(w, "does not open: %s: %s\n", u.ID, u.Words)
	}
}

func writeWishes(w io.Writer, what string, wishes []desk.Wish) {
	var all []string
	for _, x := range wishes {
		all = append(all, fmt.Sprintf("%s %d", x.Label, x.Count))
	}
	if len(all) > 0 {
		fmt.Fprintf(w, "%s: %s\n", what, strings.Join(all, ", "))
	}
}

func writeSignup(w io.Writer, s desk.Signup) {
	mark := " "
	if s.New {
		mark = "*"
	}
	line := fmt.Sprintf("%s %s  %s, %s", mark, s.ID, cmp.Or(s.Name, "(no name)"), people(s.Party))
	for _, more := range []string{s.Contact, s.Lang, strings.Join(s.Ticks, " "), strings.TrimSpace(s.Place + " " + s.Until)} {
		if more != "" {
			line += "  " + more
		}
	}
	if !s.Page {
		line += "  by hand"
	}
	if s.Late {
		line += " (the day is over: accept or expire)"
	}
	fmt.Fprintln(w, line)
}

// publish writes the page down and sends it if it can; a page that cannot go out
// now goes with the next sync.
func publish(c *call, fs *flag.FlagSet) action {
	state := fs.String("state", "", "of the sign-up on the page: "+strings.Join(event.SignupStates(), ", "))
	note := fs.String("note", "", "what the page says of the state, in the language of --lang")
	lang := fs.String("lang", "", "that the note is in; the event's first language without")
	how := fs.String("feedback", "", "whether the page asks people who came how it was, once the event is over: "+strings.Join(event.FeedbackStates(), ", "))
	until := fs.String("until", "", "the last day of answers, such as 2027-01-01; two weeks after the event without")
	voice := fs.String("voice", "", "whose words stand on the page: the id of a voice, none, or ? to list those that may")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		switch {
		case *state == "" && *note+*lang != "":
			return usageError{"--note and --lang go with --state"}
		case *how == "" && *until != "":
			return usageError{"--until goes with --feedback"}
		}
		if *voice == "?" {
			return c.pageVoices(ctx, d, args[0])
		}
		if *voice != "" {
			if _, err := d.PageVoice(ctx, args[0], *voice); err != nil {
				return err
			}
		}
		if *how != "" {
			if _, err := d.FeedbackPage(ctx, args[0], *how, *until); err != nil {
				return err
			}
		}
		if *state != "" {
			if err := signupState(ctx, d, args[0], *state, *note, *lang); err != nil {
				return err
			}
		}
		return c.publishPage(ctx, d, args[0])
	})
}

// publishPage writes the page down as it is chosen, and sends it if it can.
func (c *call) publishPage(ctx context.Context, d *desk.Desk, id string) error {
	v, err := d.Publish(ctx, id)
	if err != nil {
		return err
	}
	sent := true
	r, err := d.Sync(ctx)
	if err != nil {
		sent = false
		c.say("not sent yet: %s; it goes out with the next `daykit sync`", oneLine(plainWords(err)))
	}
	for _, line := range came(r) {
		c.say("%s", line)
	}
	answer := map[string]any{"id": v.Doc.ID, "sent": sent, "state": v.Doc.SignupPage.StateOrOpen(), "feedback": cmp.Or(v.Doc.FeedbackPage.State, event.FeedbackClosed), "voice": cmp.Or(v.Doc.SignupPage.Voice, desk.NoVoice)}
	return c.result(answer, func(w io.Writer) {
		if !sent {
			fmt.Fprintf(w, "the page of %s is ready\n", v.Doc.ID)
			return
		}
		fmt.Fprintf(w, "%s is published\n", v.Doc.ID)
	})
}

// signupState sets the state. The note of another state would be wrong of this one; of
// the same state a note is added for each language.
func signupState(ctx context.Context, d *desk.Desk, id, state, note, lang string) error {
	ev, err := d.Document(ctx, id)
	if err != nil {
		return err
	}
	notes := event.Text{}
	if ev.SignupPage.StateOrOpen() == state {
		for l, n := range ev.SignupPage.Note {
			notes[l] = n
		}
	}
	if note != "" {
		notes[cmp.Or(lang, ev.Languages[0])] = note
	}
	_, err = d.SignupState(ctx, id, state, notes)
	return err
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

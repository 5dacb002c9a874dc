package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"daykit/internal/desk"
)

// partNames are the parts of a report as people write them; those of wire do too.
var partNames = map[string]string{"comments": desk.PartComment, "photos": desk.PartPhoto, "photographs": desk.PartPhoto}

// sendTitles are the parts in words.
var sendTitles = map[string]string{
	desk.PartNumbers: "numbers", desk.PartEvaluation: "what the forms say, in counts", desk.PartComment: "comments",
	desk.PartPhoto: "photographs", desk.PartLearned: "what was learned", desk.PartForm: "the campaign's form",
}

// sendWhy says why something does not go.
var sendWhy = map[string]string{
	desk.SendNoConsent: "nobody agreed to that, or no more", desk.SendNotChosen: "not chosen: `daykit feedback EVENT quote FORM` chooses it",
	desk.SendNothing: "there is nothing of it", desk.SendFew: "fewer than five forms say nothing", desk.SendNames: "look at it first: it says",
	desk.SendLong: "too long", desk.SendTaken: "it was taken back; `take` sends it again", desk.SendServer: "the campaign's server is not known to take it yet",
	desk.SendMany: "there are as many already as can be sent", desk.SendNotHere: "its picture is not here yet; sync", desk.SendNoWords: "say first what is to be seen (--alt)",
}

// sendReport ticks what an event's report to the campaign holds, shows exactly what will
// leave, and sends it.
func sendReport(c *call, fs *flag.FlagSet) action {
	parts := fs.String("parts", "", "send these `parts` and no others: numbers,evaluation,comments,photos,learned,form, or none")
	dry := fs.Bool("dry-run", false, "show what would be sent, and send nothing; what was ticked stays ticked")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		switch {
		case len(args) == 3 && *parts == "" && !*dry:
			return c.sendItem(ctx, d, args[0], args[1], args[2])
		case len(args) > 2, len(args) == 2 && args[1] != "list":
			return misused
		case len(args) == 2 || *parts == "":
			v, err := d.Send(ctx, args[0])
			if err != nil {
				return err
			}
			return c.result(v, func(w io.Writer) { sendLines(w, v) })
		}
		on, err := readParts(*parts)
		if err != nil {
			return err
		}
		v, err := d.SendParts(ctx, args[0], on)
		if err != nil {
			return err
		}
		if !c.json {
			sendLines(c.out, v)
		}
		return c.syncAfterLooking(ctx, d, *dry)
	})
}

// readParts reads which parts are to be sent: all others are not.
func readParts(list string) (map[string]bool, error) {
	on := map[string]bool{}
	for _, kind := range desk.SendKinds() {
		on[kind] = false
	}
	if list == "none" {
		return on, nil
	}
	for name := range strings.SplitSeq(list, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if kind, ok := partNames[name]; ok {
			name = kind
		}
		if !slices.Contains(desk.SendKinds(), name) {
			return nil, usageError{fmt.Sprintf("%q is not a part; use numbers, evaluation, comments, photos, learned, form, or none", name)}
		}
		on[name] = true
	}
	return on, nil
}

// sendItem takes one comment or photograph along or leaves it out, or says that somebody
// looked at it.
func (c *call) sendItem(ctx context.Context, d *desk.Desk, ev, what, name string) error {
	kind, item, _ := strings.Cut(name, "/")
	if alias, ok := partNames[kind]; ok {
		kind = alias
	}
	var v desk.SendView
	var err error
	switch what {
	case "take", "leave":
		v, err = d.SendItem(ctx, ev, kind, item, what == "take")
	case "looked":
		v, err = d.SendLooked(ctx, ev, kind, item)
	default:
		return misused
	}
	if err != nil {
		return err
	}
	return c.result(v, func(w io.Writer) { sendLines(w, v) })
}

func sendLines(w io.Writer, v desk.SendView) {
	if v.Locked {
		fmt.Fprintln(w, "names are locked, so what could be sent is not known; pages alone go")
		return
	}
	for _, p := range v.Parts {
		mark := "no "
		if p.On {
			mark = "yes"
		}
		fmt.Fprintf(w, "%s %s%s\n", mark, sendTitles[p.Kind], countWords(p))
		for _, i := range p.Items {
			if i.ID != "" || i.Why != "" {
				fmt.Fprintf(w, "      %s\n", itemWords(p, i))
			}
		}
	}
	fmt.Fprintln(w, "never: names, and ways to reach people: they do not leave the group's laptops unsealed")
}

func countWords(p desk.SendPart) string {
	if p.Kind != desk.PartComment && p.Kind != desk.PartPhoto {
		return ""
	}
	return fmt.Sprintf(": %d of %d", p.Going, len(p.Items))
}

func itemWords(p desk.SendPart, i desk.SendItem) string {
	text := p.Kind
	if i.ID != "" {
		text += "/" + i.ID
	}
	if words := strings.Join(strings.Fields(i.Words+" "+i.Alt), " "); words != "" {
		text += "  " + short(words)
	}
	switch {
	case i.Why == desk.SendNames:
		text += "  (" + sendWhy[i.Why] + " " + strings.Join(i.Found, ", ") + ")"
	case i.Why != "":
		text += "  (" + sendWhy[i.Why] + ")"
	case p.On && !i.On:
		text += "  (left out)"
	}
	return text
}

// short cuts words for one line.
func short(words string) string {
	const most = 70
	if r := []rune(words); len(r) > most {
		return string(r[:most]) + "…"
	}
	return words
}

// bytesShown is how many bytes of one operation are printed for people; --json has all.
const bytesShown = 4000

// bytesOut prints what goes in the open as it goes, and how much goes sealed.
func (c *call) bytesOut(out desk.Outgoing) {
	for _, o := range out.Ops {
		body := o.Body
		if len(body) > bytesShown {
			body = fmt.Sprintf("%s… (%d bytes; all of them with --json)", strings.ToValidUTF8(body[:bytesShown/10], ""), len(body))
		}
		c.say("in the open, %d bytes: %s", len(o.Body), body)
	}
	for _, s := range out.Sealed {
		c.say("sealed, %s: %s, %d bytes that only your group's laptops can read", s.Class, count(s.Ops, "change"), s.Bytes)
	}
	if out.Drops > 0 {
		c.say("taken back or erased: %d, of which the server drops the content", out.Drops)
	}
}

package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"daykit/internal/desk"
)

// statusResult answers whether this laptop may be wiped.
type statusResult struct {
	Saved   bool          `json:"saved"` // always: what a command has done is on the disk
	Light   string        `json:"light"` // green, amber or red
	Missing []missingLine `json:"missing"`

	ReceiptTime     string              `json:"receipt_time"` // RFC 3339; empty for never
	DigestEqual     bool                `json:"digest_equal"`
	RecoveryChecked string              `json:"recovery_checked"` // RFC 3339; empty for never
	Devices         []desk.SafetyDevice `json:"devices"`
	Stick           *desk.SafetyStick   `json:"stick"`     // a backup that has all that is here; null for none
	HeldFrom        *desk.SafetyHeld    `json:"held_from"` // the backup that was put back; null when nothing waits for `daykit restore --go`
	Recovered       *desk.SafetyMended  `json:"recovered"` // damage that was mended and that nobody has seen; null for none

	Deletions []desk.Deletion `json:"deletions"` // past events whose names are still here
	Pages     []desk.PageLook `json:"pages"`     // public pages that were not as they were published

	desk.Status
}

// missingLine is one thing to do before this laptop may be wiped.
type missingLine struct {
	desk.MissingItem
	Words string `json:"words"`
	Hint  string `json:"hint"`
}

func status(c *call, fs *flag.FlagSet) action {
	return noFlags(func(ctx context.Context, c *call, d *desk.Desk, _ []string) error {
		s, err := d.Safety(ctx)
		if err != nil {
			return err
		}
		out := statusResult{
			Saved: true, Light: s.Light, Missing: []missingLine{}, ReceiptTime: s.Receipt, DigestEqual: s.DigestEqual,
			RecoveryChecked: s.Recovery.Checked, Devices: s.Devices, Stick: s.Stick, HeldFrom: s.Held, Recovered: s.Recovered,
		}
		if out.Status, err = d.Status(ctx); err != nil {
			return err
		}
		for _, m := range s.Missing {
			out.Missing = append(out.Missing, missingOf(m))
		}
		if out.Deletions, err = d.Deletions(ctx); err != nil {
			return err
		}
		if out.Pages, err = d.PageLooks(ctx); err != nil {
			return err
		}
		c.remind(out.Deletions)
		return c.result(out, func(w io.Writer) { writeStatus(w, out) })
	})(c, fs)
}

func writeStatus(w io.Writer, s statusResult) {
	switch {
	case s.Light == desk.LightGreen:
		fmt.Fprintf(w, "green: everything here is also on the server, which said so on %s, and your sheet or another laptop opens it\n", day(s.ReceiptTime))
	case s.Stick != nil && s.Light == desk.LightAmber:
		fmt.Fprintf(w, "amber: safe on the stick of %s (%s)\n", day(s.Stick.At), s.Stick.File)
	case s.Light == desk.LightAmber:
		fmt.Fprintln(w, "amber: keep this laptop, something is only here")
	default:
		fmt.Fprintln(w, "red: keep this laptop, something is wrong")
	}
	for _, m := range s.Missing {
		fmt.Fprintf(w, "  %s\n    %s\n", m.Words, m.Hint)
	}
	if s.Light != desk.LightGreen && s.Stick == nil {
		fmt.Fprintln(w, "  this is always a way out: `daykit backup FILE` onto a USB stick, and take the stick along")
	}
	fmt.Fprintf(w, "%d waiting to be sent, %d set aside\n", s.Waiting, s.Quarantined)
	pictureLines(w, s.Pictures)
	backupLine(w, s.Backups)
	putBackLines(w, s.HeldFrom, s.Recovered)
	for _, p := range s.Pages {
		writeLook(w, p)
	}
	writeKeys(w, s.Keys)
}

// pictureLines says which pictures of events are on the way, where any are.
func pictureLines(w io.Writer, p desk.PictureState) {
	if p.ToSend > 0 {
		fmt.Fprintln(w, count(p.ToSend, "picture")+" to send")
	}
	if p.ToCome > 0 {
		fmt.Fprintln(w, count(p.ToCome, "picture")+" to come from another laptop")
	}
}

// day is the date of an instant.
func day(instant string) string {
	if len(instant) < len("2006-01-02") {
		return "no day"
	}
	return instant[:len("2006-01-02")]
}

// missingOf says in words what is missing and what to do.
func missingOf(m desk.MissingItem) missingLine {
	out := missingLine{MissingItem: m, Words: m.What, Hint: "`daykit backup FILE` onto a USB stick"}
	switch m.What {
	case desk.MissingHeld:
		out.Words, out.Hint = "this laptop was put back from a backup, and sends nothing", "look at it, then `daykit restore --go`"
	case desk.MissingJoined:
		out.Words, out.Hint = "no campaign was joined, so nothing is anywhere else", "`daykit join URL CODE`, or `daykit backup FILE` onto a USB stick"
	case desk.MissingOps:
		out.Words, out.Hint = counted(m.Count, "change is", "changes are")+" not sent", "`daykit sync`, when there is a connection"
	case desk.MissingReceipt:
		out.Words, out.Hint = "the server has not signed that it holds what is here", "`daykit sync`, when there is a connection"
	case desk.MissingKeybag:
		out.Words, out.Hint = "your locked keys are not on the server, or older ones", "`daykit sync`, when there is a connection"
	case desk.MissingSheet:
		out.Words = "nobody could open what is on the server if this laptop broke"
		out.Hint = "`daykit recovery print --out FILE`, then `daykit recovery check`; or `daykit pair invite`"
	case desk.MissingMedia:
		out.Words, out.Hint = counted(m.Count, "picture is", "pictures are")+" not sent", "`daykit sync`, when there is a connection, or `daykit backup FILE` onto a USB stick"
	case desk.MissingAside:
		out.Words, out.Hint = counted(m.Count, "change was", "changes were")+" set aside, here or on the server", "`daykit backup FILE` onto a USB stick, and show it to the campaign; a newer Daykit may read them"
	case desk.MissingKeysShown:
		out.Words, out.Hint = "it is not known while the names are locked", "give the passphrase: DAYKIT_PASSPHRASE or --passphrase-file FILE"
	}
	return out
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

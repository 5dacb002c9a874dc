package desktop

import (
	"context"

	"daykit/internal/desk"
)

// Restored says what was put back.
type Restored struct {
	File string `json:"file"` // empty when the person thought better of it
	From string `json:"from"` // RFC 3339, when it was saved; empty when only keys came back
}

// Accepted says what this laptop became a part of.
type Accepted struct {
	Group string `json:"group"` // the mark that posters and recovery sheets carry
	Reply string `json:"reply"` // the file for the laptop that invited; empty when the person thought better of it
}

// Restore puts everything back from a backup that the person picks. The passphrase
// is that of this laptop, empty where there is none.
func (d *Desk) Restore(passphrase string) (Restored, error) {
	path, err := d.shell.files.OpenFile("Choose the backup to put back", "Daykit", "daykit")
	if err != nil || path == "" {
		return Restored{}, err
	}
	out := Restored{File: path}
	return out, d.anew(passphrase, func(ctx context.Context, opt desk.Options) error {
		r, err := desk.Restore(ctx, opt, path)
		out.From = r.Time
		return err
	})
}

// RestoreFromSheet gives a blank laptop, or one whose passphrase is forgotten, the
// keys of its group by the recovery sheet, and what is in the file that the person
// picks. The name is what people call this laptop.
func (d *Desk) RestoreFromSheet(text, name string) (Restored, error) {
	path, err := d.shell.files.OpenFile("Choose the newest file that was saved", "Daykit", "daykit", "age")
	if err != nil || path == "" {
		return Restored{}, err
	}
	out := Restored{File: path}
	return out, d.anewIfUnused(func(ctx context.Context, opt desk.Options) error {
		r, err := desk.Recover(ctx, opt, typedSheet(text), path, name)
		out.From = r.Data
		return err
	})
}

// Accept makes this laptop one of a group's by the code that its other laptop shows
// and the invitation that the person picks. The name is what people call this laptop.
func (d *Desk) Accept(code, name string) (Accepted, error) {
	file, err := d.shell.files.OpenFile("Choose the invitation", "Daykit", "daykit")
	if err != nil || file == "" {
		return Accepted{}, err
	}
	reply, err := d.shell.files.SaveFile("Save the reply for the other laptop", "reply.daykit")
	if err != nil || reply == "" {
		return Accepted{}, err
	}
	out := Accepted{Reply: reply}
	return out, d.anewIfUnused(func(ctx context.Context, opt desk.Options) error {
		p, err := desk.AcceptInvite(ctx, opt, code, file, reply, name)
		out.Group = p.Group
		return err
	})
}

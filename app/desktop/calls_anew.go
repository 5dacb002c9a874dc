package desktop

import (
	"context"
	"path/filepath"

	"daykit/internal/desk"
)

// Restored says what was put back.
type Restored struct {
	File string `json:"file"` // empty when the person thought better of it
	From string `json:"from"` // RFC 3339, when it was saved; empty when only keys came back
}

// Recovered says what came back from a campaign.
type Recovered struct {
	Changes int    `json:"changes"` // that the campaign had
	At      string `json:"at"`      // RFC 3339, when it said what it holds
}

// Accepted says what this laptop became a part of.
type Accepted struct {
	Group string `json:"group"` // the mark that posters and recovery sheets carry; empty when the person thought better of it
	Role  string `json:"role"`  // organiser or helper
	Reply string `json:"reply"` // the file for the laptop that invited; empty where none is needed
	Came  string `json:"came"`  // title of the event that came in the file; empty where none did
	Same  bool   `json:"same"`  // Reply is the file that was picked: the answer took its place
}

// Restore puts everything back from a backup that the person picks. The passphrase
// is that of this laptop, empty where there is none. The event "progress" says how far
// it is, and Stop ends it.
func (d *Desk) Restore(passphrase string) (Restored, error) {
	path, err := d.shell.files.OpenFile("Choose the backup to put back", "Daykit", "daykit")
	if err != nil || path == "" {
		return Restored{}, err
	}
	out := Restored{File: path}
	ctx, done := d.keeping.begin(d.window)
	defer done()
	return out, d.anew(ctx, passphrase, func(ctx context.Context, opt desk.Options) error {
		r, err := desk.Restore(ctx, opt, path)
		out.From = r.Time
		return err
	})
}

// Stop ends a Restore or a Merge under way, which changes nothing then. One that has
// said that it is final goes to its end.
func (d *Desk) Stop() error {
	d.keeping.cancel()
	return nil
}

// RestoreFromSheet gives a blank laptop, or one whose passphrase is forgotten, the
// keys of its group by the recovery sheet, and what is in the file that the person
// picks. An empty text means the photo that PickSheet gave last. The name is what people
// call this laptop.
func (d *Desk) RestoreFromSheet(text, name string) (Restored, error) {
	path, err := d.shell.files.OpenFile("Choose the newest file that was saved", "Daykit", "daykit", "age")
	if err != nil || path == "" {
		return Restored{}, err
	}
	out := Restored{File: path}
	return out, d.anewIfUnused(func(ctx context.Context, opt desk.Options) error {
		r, err := desk.Recover(ctx, opt, d.sheetInput(text), path, name)
		out.From = r.Data
		return err
	})
}

// RecoverOnline gives a blank laptop the keys of its group by the recovery sheet alone,
// and all that the campaign at that address holds. An empty text means the photo that
// PickSheet gave last.
func (d *Desk) RecoverOnline(text, server, name string) (Recovered, error) {
	out := Recovered{}
	return out, d.anewIfUnused(func(ctx context.Context, opt desk.Options) error {
		r, err := desk.RecoverOnline(ctx, opt, d.sheetInput(text), server, name)
		out = Recovered{Changes: r.Pulled, At: r.Data}
		return err
	})
}

// PickSheet asks for a photo of a recovery sheet, for RestoreFromSheet and RecoverOnline;
// it gives the name of the file, which is empty when the person picked none.
func (d *Desk) PickSheet() (string, error) {
	path, err := d.shell.files.OpenFile("Choose the photo of the sheet", "Pictures", "jpg", "jpeg", "png", "webp")
	if err != nil || path == "" {
		return "", err
	}
	if err := desk.ReadSheet(desk.SheetInput{Photo: path}); err != nil {
		return "", err
	}
	d.sheet.Store(&path)
	return filepath.Base(path), nil
}

// sheetInput is a recovery sheet as it was typed, or the photo that was picked.
func (d *Desk) sheetInput(text string) desk.SheetInput {
	if photo := d.sheet.Load(); text == "" && photo != nil {
		return desk.SheetInput{Photo: *photo}
	}
	return typedSheet(text)
}

// Accept makes this laptop one of a group's by the code that its other laptop shows
// and the file that the person picks: an invitation, whose reply is saved where the
// person says, or what HandOver wrote, which brings an event and takes the answer itself.
// The name is what people call this laptop.
func (d *Desk) Accept(code, name string) (Accepted, error) {
	file, err := d.shell.files.OpenFile("Choose the file of the other laptop", "Daykit", "daykit")
	if err != nil || file == "" {
		return Accepted{}, err
	}
	handed, err := desk.IsHandedOver(file)
	if err != nil {
		return Accepted{}, err
	}
	reply := ""
	if !handed {
		reply, err = d.shell.files.SaveFile("Save the reply for the other laptop", "reply.daykit")
		if err != nil || reply == "" {
			return Accepted{}, err
		}
	}
	out := Accepted{}
	return out, d.anewIfUnused(func(ctx context.Context, opt desk.Options) error {
		p, err := desk.AcceptInvite(ctx, opt, code, file, reply, name)
		out = accepted(p, file, reply)
		return err
	})
}

// accepted is for the page what a laptop took from a file.
func accepted(p desk.Paired, file, reply string) Accepted {
	out := Accepted{Group: p.Group, Role: p.Role, Reply: reply}
	if p.Came == nil {
		return out
	}
	out.Came = p.Came.Title
	if reply == "" && p.Answered {
		out.Reply, out.Same = file, true
	}
	return out
}

// AcceptOnline is Accept for an invitation that waits at the campaign whose address is
// server: there is no file, and no reply to take back.
func (d *Desk) AcceptOnline(code, server, name string) (Accepted, error) {
	out := Accepted{}
	return out, d.anewIfUnused(func(ctx context.Context, opt desk.Options) error {
		p, err := desk.AcceptOnline(ctx, opt, code, server, "", name)
		out.Group, out.Role = p.Group, p.Role
		return err
	})
}

package desktop

import (
	"context"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// SheetCheck says whether a recovery sheet is right.
type SheetCheck struct {
	OK    bool   `json:"ok"`
	Wrong string `json:"wrong"` // why not; empty too when the person thought better of it
}

// Invitation is a way in for another laptop.
type Invitation struct {
	Code    string `json:"code"`
	File    string `json:"file"` // empty when the person thought better of it
	Expires string `json:"expires"`
	Server  string `json:"server"` // where the code works too; empty when only with the file
	Missed  bool   `json:"missed"` // the server could not be reached, though the group has one
}

// PrintRecovery writes a new recovery sheet where the person says; replace is needed
// where the last one was checked.
func (d *Desk) PrintRecovery(replace bool) (desk.Saved, error) {
	return d.told("", func() (desk.Saved, error) {
		return saveAs(d, "Save the recovery sheet to print", "recovery-sheet.pdf", func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
			sheet, err := kit.PrintRecovery(ctx, desk.RecoveryRequest{File: path, Replace: replace})
			return savedAs(sheet.File, "recovery"), err
		})
	})
}

// CheckRecovery holds what was typed from a sheet against the keys: the groups asked
// for as "3:ABCDE 7:FGHJK", or all groups, or all words.
func (d *Desk) CheckRecovery(text string) (SheetCheck, error) {
	return checked(write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.KeyStatus, error) {
		if strings.Contains(text, ":") {
			return kit.CheckGroups(ctx, text)
		}
		return kit.CheckRecovery(ctx, typedSheet(text))
	}))
}

// CheckRecoveryPhoto does the same with a picture of the sheet that the person picks.
func (d *Desk) CheckRecoveryPhoto() (SheetCheck, error) {
	path, err := d.shell.files.OpenFile("Choose the photo of the sheet", "Pictures", "jpg", "jpeg", "png", "webp")
	if err != nil || path == "" {
		return SheetCheck{}, err
	}
	return checked(write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.KeyStatus, error) {
		return kit.CheckRecovery(ctx, desk.SheetInput{Photo: path})
	}))
}

// checked makes an answer of a refusal that is about the sheet.
func checked(_ desk.KeyStatus, err error) (SheetCheck, error) {
	if err == nil {
		return SheetCheck{OK: true}, nil
	}
	if f, ok := asFault(err); ok && (f.Code == fault.Invalid || f.Code == fault.Denied) {
		return SheetCheck{Wrong: f.Message}, nil
	}
	return SheetCheck{}, err
}

// sheetWords is fewer than a sheet has words, and more than it has groups.
const sheetWords = 20

// typedSheet tells the words of a sheet from its groups.
func typedSheet(text string) desk.SheetInput {
	if len(strings.Fields(text)) >= sheetWords {
		return desk.SheetInput{Words: text}
	}
	return desk.SheetInput{Text: text}
}

// Invite writes an invitation where the person says, and gives the code that opens
// it; role is organiser or helper, event that of a helper. Where the group has joined a
// campaign the code opens it there too, unless nothing may be sent or its server cannot
// be reached now, or a helper would get names of other events from there and allNames
// does not say that the person wants that.
func (d *Desk) Invite(role, event string, allNames bool) (Invitation, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (Invitation, error) {
		path, err := d.shell.files.SaveFile("Save the invitation", "invitation.daykit")
		if err != nil || path == "" {
			return Invitation{}, err
		}
		return invite(ctx, kit, desk.PairInvite{Role: role, Event: event, File: path, AllNames: allNames})
	})
}

// HelperReach counts the other events whose names the laptop of a helper at an event gets
// if the invitation is for the campaign's server too; 0 where there is none.
func (d *Desk) HelperReach(event string) (int, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (int, error) {
		server, err := kit.JoinedAt(ctx)
		if err != nil || server == "" {
			return 0, err
		}
		return kit.HelperReach(ctx, event)
	})
}

// invite leaves an invitation at the campaign's server if it can, and in the file.
func invite(ctx context.Context, kit *desk.Desk, req desk.PairInvite) (Invitation, error) {
	server, err := kit.JoinedAt(ctx)
	if err != nil {
		return Invitation{}, err
	}
	held, err := kit.Held(ctx)
	if err != nil {
		return Invitation{}, err
	}
	req.Online = server != "" && held == ""
	if req.Online && req.Role == desk.RoleHelper && !req.AllNames {
		others, err := kit.HelperReach(ctx, req.Event)
		if err != nil {
			return Invitation{}, err
		}
		req.Online = others == 0
	}
	out := Invitation{}
	code, err := kit.Invite(ctx, req)
	if err != nil && req.Online && fault.CodeOf(err) == fault.Offline {
		req.Online, out.Missed = false, true
		code, err = kit.Invite(ctx, req)
	}
	if req.Online {
		out.Server = server
	}
	out.Code, out.File, out.Expires = code.Code, code.File, code.Expires
	return out, err
}

// HandOver saves one event where the person says, for a laptop that is not of the group
// yet, and gives the code that opens the file and makes that laptop one of the group's;
// role is organiser or helper. The file is empty when the person thought better of it.
func (d *Desk) HandOver(id, role string) (desk.HandedOver, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.HandedOver, error) {
		path, err := d.shell.files.SaveFile("Save the event for a new laptop", "new-laptop.daykit")
		if err != nil || path == "" {
			return desk.HandedOver{}, err
		}
		return kit.HandOver(ctx, desk.HandOver{Event: id, File: path, Role: role})
	})
}

// Finish takes in the reply of a laptop that was invited, or the file of HandOver that
// holds its answer; the id is empty when the person picked no file.
func (d *Desk) Finish() (desk.SafetyDevice, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.SafetyDevice, error) {
		path, err := d.shell.files.OpenFile("Choose the file that came back", "Daykit", "daykit")
		if err != nil || path == "" {
			return desk.SafetyDevice{}, err
		}
		added, err := kit.FinishInvite(ctx, path)
		return desk.SafetyDevice{ID: added.ID, Label: added.Name, Role: added.Role, Event: added.Event, Here: added.Here}, err
	})
}

// Revoke takes a laptop off the list of those that get what is new.
func (d *Desk) Revoke(device string) error {
	return change(d, "", func(ctx context.Context, kit *desk.Desk) error {
		_, err := kit.RevokeDevice(ctx, device)
		return err
	})
}

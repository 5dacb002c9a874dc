package desk

import (
	"context"
	"errors"
	"os"

	"daykit/internal/data/backup"
	"daykit/internal/data/keys"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// Backup is one whole copy of the workspace.
type Backup struct {
	File    string   `json:"file"`
	Time    string   `json:"time"`    // RFC 3339
	Size    int64    `json:"size"`    // in bytes
	Missing []string `json:"missing"` // pictures that could not be read; they are not in it
}

// Backups sums up the copies that are made by themselves.
type Backups struct {
	Last  string `json:"last"` // RFC 3339; empty when there is none
	Count int    `json:"count"`
}

// openShelf gives the backups of a data folder, whose keys it loads into v. Where there
// are no keys yet, the store draws them when it knows that none are missing.
func openShelf(opt Options, v *keys.Vault) *backup.Shelf {
	load := func(ctx context.Context, workspace string) (store.Sealer, error) {
		return v, v.Load(ctx, opt.Passphrase, workspace)
	}
	return backup.New(backup.Options{
		Dir: opt.Dir, Program: opt.Version, Keys: keys.ForBackup{Vault: v}, Log: opt.Log,
		Store: store.Options{Now: opt.Now, Rand: opt.Rand, Log: opt.Log, Keys: load}, Progress: opt.Progress,
		Ready: func(ctx context.Context) error {
			if !v.Present() {
				return nil
			}
			return v.Load(ctx, opt.Passphrase, "")
		},
	})
}

// Backup saves a whole copy of the workspace to path, such as on a memory stick, sealed
// to the laptops of the group and the recovery sheet. It is read back before it gets its
// name.
func (d *Desk) Backup(ctx context.Context, path string) (Backup, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return Backup{}, fault.New(fault.Invalid, baseName(path)+" is no file", "name a file, such as kit.daykit")
	}
	if err := d.names(); err != nil {
		return Backup{}, err
	}
	if err := d.note(ctx, auditBackup, "", ""); err != nil { // before, so that it is in it
		return Backup{}, err
	}
	b, err := d.shelf.Save(ctx, d.store, path)
	if err != nil {
		return Backup{}, err
	}
	return backupView(b), d.saved(ctx, b)
}

// Rolling lists the copies that were made by themselves, newest first.
func (d *Desk) Rolling() ([]Backup, error) {
	list, err := d.shelf.List()
	out := []Backup{}
	for _, b := range list {
		out = append(out, backupView(b))
	}
	return out, err
}

func backupView(b backup.Backup) Backup {
	return Backup{File: b.Path, Time: instant(b.Time), Size: b.Size, Missing: append([]string{}, b.Missing...)}
}

func (d *Desk) backups() (Backups, error) {
	list, err := d.shelf.List()
	out := Backups{Count: len(list)}
	if len(list) > 0 {
		out.Last = instant(list[0].Time)
	}
	return out, err
}

// settingProgram is the version of the program that tended the workspace last.
const settingProgram = "backup.program"

// Tend makes a backup when one is due, and when this is another version of the program
// than last time; and it takes what was erased out of all backups. The window calls it
// when it starts and every few minutes, the command when it starts. While the keys are
// locked it does nothing.
func (d *Desk) Tend(ctx context.Context) error {
	if d.vault.Locked() {
		return nil
	}
	err := d.saveBeforeUpdate(ctx)
	if err == nil {
		err = d.saveWhenDue(ctx)
	}
	return errors.Join(err, d.eraseFromBackups(ctx))
}

func (d *Desk) saveWhenDue(ctx context.Context) error {
	due, err := d.shelf.Due(ctx, d.store)
	if err != nil || !due {
		return err
	}
	_, err = d.shelf.Make(ctx, d.store, backup.Scheduled)
	return err
}

func (d *Desk) saveBeforeUpdate(ctx context.Context) error {
	last, err := d.store.Setting(ctx, settingProgram)
	if err != nil || last == d.opt.Version {
		return err
	}
	if last != "" {
		if err := d.shelf.Before(ctx, d.store, backup.Update); err != nil {
			return err
		}
	}
	return d.store.SetSetting(ctx, settingProgram, d.opt.Version)
}

func (d *Desk) eraseFromBackups(ctx context.Context) error {
	err := d.shelf.Rewrite(ctx, d.store)
	if err == nil {
		return nil
	}
	if code := fault.CodeOf(err); code == fault.Damaged || code == fault.Denied {
		return fault.Wrap(err, code, "somebody who was erased may still be in an older backup, which does not open",
			"delete the backups of that time from the folder backups in the data folder")
	}
	return err
}

// saveBefore makes a backup before something that could harm the workspace.
func (d *Desk) saveBefore(ctx context.Context, reason backup.Reason) error {
	if err := d.names(); err != nil {
		return err
	}
	return d.shelf.Before(ctx, d.store, reason)
}

// saveBeforeSync is saveBefore for what brings data to safety itself: neither locked
// keys nor a full disk may keep it from that.
func (d *Desk) saveBeforeSync(ctx context.Context) error {
	err := d.shelf.Before(ctx, d.store, backup.Sync)
	if err != nil && (errors.Is(err, seal.ErrNoKey) || fault.CodeOf(err) == fault.Full) {
		d.opt.Log.WarnContext(ctx, "no backup before a sync", "error", err)
		return nil
	}
	return err
}

// Mended says what happened to a workspace that was damaged when it was opened.
type Mended struct {
	Backup string `json:"backup"` // RFC 3339, when the copy that is here now was made; empty when nothing is missing
	Until  string `json:"until"`  // RFC 3339: what was changed between the two may be missing
	Folder string `json:"folder"` // where the damaged files are, within the data folder; may be empty
}

// Mended says what was done about damage when the workspace was opened; nil when there
// was none.
func (d *Desk) Mended() *Mended {
	if d.mended == nil {
		return nil
	}
	m := &Mended{Until: instant(d.mended.To), Folder: d.mended.Folder}
	if d.mended.Backup.Path != "" {
		m.Backup = instant(d.mended.From)
	}
	return m
}

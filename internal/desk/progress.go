package desk

import (
	"context"

	"daykit/internal/data/backup"
)

// Progress says how far something is that takes its time. In StepRead the figures are
// bytes, in StepMerge changes.
type Progress = backup.Progress

// The steps that Progress knows. The window has words for each.
const (
	StepSave  = backup.StepSave  // what is here now is backed up
	StepRead  = backup.StepRead  // the file is read
	StepCheck = backup.StepCheck // what was read is checked
	StepMerge = "merge"          // changes are taken in
	StepPlace = backup.StepPlace // the backup takes its place
	StepTidy  = "tidy"           // what was erased is taken out of the backups too
)

// tellEvery is how many changes make a step worth telling.
const tellEvery = 64

// tell says how far something is to whoever waits for it.
func (d *Desk) tell(p Progress) {
	if d.opt.Progress != nil {
		d.opt.Progress(p)
	}
}

// tellSome is tell for a step of many.
func (d *Desk) tellSome(p Progress) {
	if p.Done%tellEvery == 0 {
		d.tell(p)
	}
}

// stopped gives the reason why ctx has ended, where that is why something failed: a
// transaction that was cut short does not say so itself.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

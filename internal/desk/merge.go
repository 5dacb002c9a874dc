package desk

import (
	"context"
	"errors"

	"daykit/internal/data/backup"
	"daykit/internal/data/keys"
	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// actMerge is the label of a merge.
const actMerge = "merge"

// MergePreview says what an event file brings, or has brought.
type MergePreview struct {
	Path      string `json:"path"`
	Event     string `json:"event"`
	Title     string `json:"title"`
	From      string `json:"from"`      // id of the device that wrote it
	Made      string `json:"made"`      // RFC 3339
	New       int    `json:"new"`       // guests, tasks, arrivals and the like that are not here
	Changed   int    `json:"changed"`   // that are here and different
	Conflicts int    `json:"conflicts"` // fields that were changed on both sides
	Unread    int    `json:"unread"`    // operations sealed with keys that are not here
	Ops       int    `json:"ops"`       // operations that are new here; none when all is here already
}

// PreviewMerge says what Merge would do with an event file. It changes nothing.
func (d *Desk) PreviewMerge(ctx context.Context, path string) (MergePreview, error) {
	f, err := d.readEventFile(path)
	if err != nil {
		return MergePreview{}, err
	}
	return d.takeOps(ctx, path, f, true)
}

// Merge takes in an event file of another laptop of the group, as one act of the event.
// Files can be merged in any order and again and again: laptops that have taken in the
// same hold the same. A backup is made first. When ctx ends before all is taken in, no
// operation was; after that it is no longer heard.
func (d *Desk) Merge(ctx context.Context, path string) (MergePreview, error) {
	if err := d.mayTravel(ctx); err != nil {
		return MergePreview{}, err
	}
	d.tell(Progress{Step: StepRead})
	f, err := d.readEventFile(path)
	if err != nil {
		return MergePreview{}, err
	}
	d.tell(Progress{Step: StepSave})
	if err := d.saveBefore(ctx, backup.Merge); err != nil {
		return MergePreview{}, stopped(ctx, err)
	}
	out, err := d.take(ctx, path, f)
	if err != nil {
		return MergePreview{}, stopped(ctx, err)
	}
	d.previews.forget() // somebody may have been erased
	d.tell(Progress{Step: StepTidy, Final: true})
	return out, d.shelf.Rewrite(context.WithoutCancel(ctx), d.store)
}

// take takes in all of a file: what opens it first.
func (d *Desk) take(ctx context.Context, path string, f eventFile) (MergePreview, error) {
	if err := d.takeKeys(ctx, f.keybag); err != nil {
		return MergePreview{}, err
	}
	if err := d.takePictures(f.pictures); err != nil {
		return MergePreview{}, err
	}
	out, err := d.takeOps(ctx, path, f, false)
	if err == nil {
		_, err = d.takeAnswers(ctx)
	}
	return out, err
}

// takeKeys learns which laptops the other one knows, and the keys that it has.
func (d *Desk) takeKeys(ctx context.Context, bag []byte) error {
	if len(bag) == 0 || !d.organises() {
		return nil
	}
	before, err := d.bagHash()
	if err != nil {
		return err
	}
	if _, _, err := d.vault.Meet(bag); err != nil {
		if errors.Is(err, keys.ErrNotListed) {
			return nil // an older list, without this laptop: there is nothing to learn from it
		}
		return err
	}
	after, err := d.bagHash()
	if err != nil || after == before {
		return err
	}
	_, err = d.store.Unlock(ctx, d.vault)
	return err
}

// takeOps merges the operations of a file, or tries to.
func (d *Desk) takeOps(ctx context.Context, path string, f eventFile, dry bool) (MergePreview, error) {
	in := store.Incoming{
		Ops: f.ops, Event: f.Event, Scope: f.Event, Label: actMerge, Device: d.deviceID(), Stays: []string{factPrint, factErased, factAnswer, factWish, factPicture}, Dry: dry,
	}
	if !dry {
		in.Took = func(n int) { d.tellSome(Progress{Step: StepMerge, Done: int64(n), All: int64(len(f.ops))}) }
	}
	m, err := d.store.Merge(ctx, in)
	if errors.Is(err, oplog.ErrGap) {
		return MergePreview{}, fault.Wrap(err, fault.Damaged, "the event file is not complete", "export it again")
	}
	return MergePreview{
		Path: path, Event: f.Event, Title: f.Title, From: f.From, Made: f.Made,
		New: m.New, Changed: m.Edited, Conflicts: m.Clashes, Unread: m.Unread, Ops: m.Fresh,
	}, err
}

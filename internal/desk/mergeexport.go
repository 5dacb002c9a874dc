package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// Exported is an event file that was written.
type Exported struct {
	File     string `json:"file"`
	Event    string `json:"event"`
	For      string `json:"for"` // id of the one device that can open it; empty for all of the group's
	Ops      int    `json:"ops"`
	Pictures int    `json:"pictures"`
}

// Export writes one event with all that belongs to it into the file at path, for Merge
// on another laptop of the group. It is signed by the group, and can be opened by its
// organisers' laptops and by those of helpers at the event; with the id or the name of a
// device, by that one alone.
func (d *Desk) Export(ctx context.Context, id, path, device string) (Exported, error) {
	if err := d.mayTravel(ctx); err != nil {
		return Exported{}, err
	}
	key, err := d.historyKey(ctx, id)
	if err != nil {
		return Exported{}, err
	}
	to, err := d.recipients(key, device)
	if err != nil {
		return Exported{}, err
	}
	return d.export(ctx, key, path, to, func(content *bytes.Buffer) error {
		return saveFile(path, 0o600, func(w io.Writer) error { return d.sealEvent(w, content, to) })
	})
}

// export gathers an event for recipients and hands it to write.
func (d *Desk) export(ctx context.Context, key, path string, to recipients, write func(content *bytes.Buffer) error) (Exported, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return Exported{}, fault.New(fault.Invalid, baseName(path)+" is no file", "name a file, such as event.daykit")
	}
	// Before, so that it is in the file and laptops that exchange files come to hold the same.
	if err := d.note(ctx, auditExport, key, to.device); err != nil {
		return Exported{}, err
	}
	f, err := d.eventFile(ctx, key, to)
	if err != nil {
		return Exported{}, err
	}
	var content bytes.Buffer
	if err := f.encode(&content); err != nil {
		return Exported{}, err
	}
	return Exported{File: path, Event: key, For: to.device, Ops: len(f.ops), Pictures: len(f.pictures)}, write(&content)
}

// recipients is who can open an event file.
type recipients struct {
	device  string   // the one, by its id; empty for all
	keys    []string // empty on a helper's laptop, which knows no others
	least   bool     // they hold no key of contacts, so those need not travel
	invited bool     // the keys travel beside
	helpers bool     // some of them help at the door
}

func (d *Desk) recipients(event, device string) (recipients, error) {
	var to recipients
	return to, d.vault.View(func(bag *seal.Keybag) error {
		if bag.Role != seal.Organiser {
			if device != "" {
				return errOrganisersOnly()
			}
			return nil
		}
		if device != "" {
			return to.one(bag, event, device)
		}
		for _, dev := range bag.Devices {
			if !dev.Removed && (dev.Role == seal.Organiser || dev.Event == event) {
				to.keys = append(to.keys, dev.Recipient)
				to.helpers = to.helpers || dev.Role != seal.Organiser
			}
		}
		return nil
	})
}

func (to *recipients) one(bag *seal.Keybag, event, device string) error {
	at := slices.IndexFunc(bag.Devices, func(dev seal.Device) bool {
		return strings.EqualFold(dev.ID, device) || dev.Name != "" && strings.EqualFold(dev.Name, device)
	})
	switch {
	case at < 0:
		return fault.New(fault.NotFound, fmt.Sprintf("the group has no laptop %q", device), "`daykit devices` lists them")
	case bag.Devices[at].Removed:
		return fault.New(fault.Denied, "that laptop was taken off the list", "pair it again")
	case bag.Devices[at].Role != seal.Organiser && bag.Devices[at].Event != event:
		return fault.New(fault.Denied, "that laptop helps at another event", "choose another")
	}
	dev := bag.Devices[at]
	to.device, to.keys, to.least = dev.ID, []string{dev.Recipient}, dev.Role != seal.Organiser
	return nil
}

// eventFile gathers what belongs to an event.
func (d *Desk) eventFile(ctx context.Context, key string, to recipients) (eventFile, error) {
	workspace := d.vault.Workspace()
	f := eventFile{eventHeader: eventHeader{
		Version: eventFileVersion, Workspace: fmt.Sprintf("%x", workspace[:]), Event: key, From: d.deviceID(), Made: instant(d.now()),
	}}
	err := d.store.EventOps(ctx, key, func(o oplog.Op) error {
		if !to.least || o.Class != oplog.Contact {
			f.ops = append(f.ops, o)
		}
		return nil
	})
	if err != nil {
		return f, err
	}
	fields, err := d.store.Entity(ctx, entityEvent, key) // also of one that was deleted
	if err != nil {
		return f, err
	}
	var ev event.Event
	for field, into := range map[string]any{"title": &ev.Title, "photo": &ev.Photo, "languages": &ev.Languages} {
		if v, ok := fields[field]; ok {
			if err := json.Unmarshal(v, into); err != nil {
				return f, fault.Wrap(err, fault.Damaged, "the event does not read back", "restore a backup")
			}
		}
	}
	f.Title, _ = ev.Title.In(mainLang(ev), "en")
	if f.pictures, err = d.eventPictures(ctx, key, ev, to); err != nil {
		return f, err
	}
	if d.organises() && !to.least && !to.invited {
		f.keybag, err = d.vault.Keybag()
	}
	return f, err
}

// eventPictures are those that belong to an event, without receipts where somebody who
// helps at the door can open the file. One that is not on this laptop is left out: whoever
// has it sends it along.
func (d *Desk) eventPictures(ctx context.Context, key string, ev event.Event, to recipients) ([]pictureLine, error) {
	names := []string{ev.Photo.File}
	if !to.least && !to.helpers {
		receipts, err := d.receiptFiles(ctx)
		if err != nil {
			return nil, err
		}
		names = append(names, receipts[key]...)
	}
	var out []pictureLine
	for i, name := range names {
		if name == "" || slices.Contains(names[:i], name) {
			continue
		}
		b, err := d.Picture(name)
		if err != nil && fault.CodeOf(err) == fault.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, pictureLine{Name: name, JPEG: b})
	}
	return out, nil
}

// sealEvent writes the container of an event file.
func (d *Desk) sealEvent(w io.Writer, content io.Reader, to recipients) error {
	if len(to.keys) > 0 {
		return d.vault.WriteExport(w, content, to.keys...)
	}
	if _, err := io.WriteString(w, helperMagic); err != nil {
		return err
	}
	sealed, err := d.vault.SealFile(w, oplog.Work, helperLabel)
	if err != nil {
		return err
	}
	_, err = io.Copy(sealed, content)
	return errors.Join(err, sealed.Close())
}

// takePictures keeps the pictures of an event file.
func (d *Desk) takePictures(pictures []pictureLine) error {
	dir := filepath.Join(d.opt.Dir, mediaDir)
	for _, p := range pictures {
		path := filepath.Join(dir, p.Name)
		if exists(path) {
			continue
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fileFault(err, dir)
		}
		if err := saveBytes(path, p.JPEG); err != nil {
			return err
		}
	}
	return nil
}

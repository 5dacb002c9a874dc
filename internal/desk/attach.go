package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"daykit/internal/data/seal"
	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/page/picture"
)

// factPicture says in which sealed chunks a picture of its event lies at the server. It is
// stated once they are there, and voided when they are let go.
const factPicture = "picture"

// pictureFact lists the chunks of a picture, in their order.
type pictureFact struct {
	SHA256 string   `json:"sha256"` // of the picture, in hexadecimal
	Size   int      `json:"size"`   // bytes of the picture
	Chunks []string `json:"chunks"` // as sync.ChunkName says
}

// decodePicture reads a list of chunks. It is what another laptop wrote: only what can be a
// picture of ours is taken.
func decodePicture(body []byte) (pictureFact, error) {
	var p pictureFact
	if err := json.Unmarshal(body, &p); err != nil {
		return pictureFact{}, fmt.Errorf("list of chunks: %w", err)
	}
	switch {
	case !wire.IsBlob(p.SHA256): // of the same form
		return pictureFact{}, fmt.Errorf("list of chunks: no digest")
	case p.Size < 1 || p.Size > picture.MaxFile:
		return pictureFact{}, fmt.Errorf("list of chunks: a picture of %d bytes", p.Size)
	case len(p.Chunks) != (p.Size+seal.ChunkSize-1)/seal.ChunkSize:
		return pictureFact{}, fmt.Errorf("list of chunks: %d for %d bytes", len(p.Chunks), p.Size)
	case slices.ContainsFunc(p.Chunks, func(s string) bool { return !wire.IsBlob(s) }):
		return pictureFact{}, fmt.Errorf("list of chunks: a name is none")
	}
	return p, nil
}

// file is what the picture is called in the workspace: package picture names it by the
// first half of the same digest.
func (p pictureFact) file() string { return p.SHA256[:32] + ".jpg" }

// at is the place of a chunk, to which it is sealed.
func (p pictureFact) at(n int) seal.Chunk {
	return seal.Chunk{Attachment: p.SHA256, Index: n, Of: len(p.Chunks)}
}

func (p pictureFact) same(q pictureFact) bool {
	return p.SHA256 == q.SHA256 && p.Size == q.Size && slices.Equal(p.Chunks, q.Chunks)
}

// pictureList is a list of chunks as it stands in the log.
type pictureList struct {
	pictureFact
	fact, event string
}

// pictureLists gives all lists of chunks. One that does not read back is passed over: a
// later version may have written it.
func (d *Desk) pictureLists(ctx context.Context) ([]pictureList, error) {
	facts, err := d.store.FactsOf(ctx, factPicture)
	if err != nil {
		return nil, err
	}
	var out []pictureList
	for _, f := range facts {
		if p, err := decodePicture(f.Body); err == nil {
			out = append(out, pictureList{p, f.ID, f.Event})
		}
	}
	return out, nil
}

// namedPictures gives the names of the pictures that events name, by event: those that are
// shown, and those that lost against one of another laptop, since a person may choose them.
func (d *Desk) namedPictures(ctx context.Context) (map[string][]string, error) {
	evs, err := d.events(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	add := func(key, file string) {
		if pictureName.MatchString(file) && !slices.Contains(out[key], file) {
			out[key] = append(out[key], file)
		}
	}
	here := map[string]bool{}
	for _, ev := range evs {
		here[string(ev.ID)] = true
		add(string(ev.ID), ev.Photo.File)
	}
	conflicts, err := d.store.Conflicts(ctx)
	if err != nil && fault.CodeOf(err) != fault.Locked { // locked, nothing is let go
		return nil, err
	}
	for _, c := range conflicts {
		var lost event.Photo
		if c.Entity == entityEvent && c.Field == "photo" && here[c.ID] && json.Unmarshal(c.Lost, &lost) == nil {
			add(c.ID, lost.File)
		}
	}
	if err := d.nameReceipts(ctx, here, add); err != nil {
		return nil, err
	}
	return d.ownPictures(out), nil
}

// ownPictures keeps to the one event of a helper's laptop.
func (d *Desk) ownPictures(named map[string][]string) map[string][]string {
	_ = d.vault.View(func(bag *seal.Keybag) error { // locked, it fetches nothing anyway
		if bag.Role != seal.Organiser {
			maps.DeleteFunc(named, func(key string, _ []string) bool { return key != bag.Event })
		}
		return nil
	})
	return named
}

// PictureState says where the pictures are that events name.
type PictureState struct {
	ToSend int `json:"to_send"` // are here, and not known to be at the server
	ToCome int `json:"to_come"` // are on another laptop
}

// settingPictures is a picturesRecord.
const settingPictures = "sync.pictures"

// picturesRecord is what the server was last seen to have of pictures.
type picturesRecord struct {
	Workspace string   `json:"workspace"` // at whose server
	Held      []string `json:"held"`      // names of pictures all of whose chunks are there
}

// pictureState compares what events name with what is here and what the server was last
// seen to have.
func (d *Desk) pictureState(ctx context.Context) (PictureState, error) {
	named, err := d.namedPictures(ctx)
	if err != nil {
		return PictureState{}, err
	}
	m, err := sync.Membership(ctx, d.store)
	if err != nil {
		return PictureState{}, err
	}
	text, err := d.store.Setting(ctx, settingPictures)
	if err != nil {
		return PictureState{}, err
	}
	var r picturesRecord
	if text == "" || json.Unmarshal([]byte(text), &r) != nil || !m.Joined() || r.Workspace != m.Workspace {
		r = picturesRecord{} // the next sync writes another
	}
	var out PictureState
	for file := range filesOf(named) {
		switch {
		case !d.hasPicture(file):
			out.ToCome++
		case !slices.Contains(r.Held, file):
			out.ToSend++
		}
	}
	return out, nil
}

// filesOf are the pictures that any event names.
func filesOf(named map[string][]string) map[string]bool {
	out := map[string]bool{}
	for files := range maps.Values(named) {
		for _, f := range files {
			out[f] = true
		}
	}
	return out
}

func (d *Desk) hasPicture(file string) bool {
	info, err := os.Stat(filepath.Join(d.opt.Dir, mediaDir, file))
	return err == nil && info.Mode().IsRegular()
}

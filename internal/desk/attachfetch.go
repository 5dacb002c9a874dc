package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/sync"
	"daykit/internal/domain/fault"
	"daykit/internal/page/picture"
)

// arrivingDir holds the sealed chunks of pictures that have not come whole, so that a line
// that broke costs no more than one.
const arrivingDir = "arriving"

// fetchAll fetches the pictures that events name and that are not here. One that does not
// open keeps no other from coming.
func (p *pictureTrip) fetchAll(ctx context.Context) error {
	var bad error
	wanted := map[string]bool{} // chunks of what is still to come
	for _, file := range slices.Sorted(maps.Keys(filesOf(p.named))) {
		if p.d.hasPicture(file) {
			continue
		}
		came, err := p.fetchAny(ctx, file, wanted)
		if came {
			p.news.Fetched++
			continue
		}
		if err != nil && !spoilt(err) {
			return err
		}
		bad = errors.Join(bad, err)
	}
	if p.news.Fetched > 0 {
		p.d.previews.forget()
	}
	return foremost(errors.Join(bad, p.d.tidyArriving(wanted)))
}

// fetchAny fetches a picture by the first of its lists that gives it.
func (p *pictureTrip) fetchAny(ctx context.Context, file string, wanted map[string]bool) (came bool, err error) {
	for _, l := range p.lists {
		if l.file() != file {
			continue
		}
		came, lerr := p.fetch(ctx, l.pictureFact)
		if came {
			return true, nil
		}
		for _, name := range l.Chunks {
			wanted[name] = true
		}
		if lerr != nil && !spoilt(lerr) {
			return false, lerr
		}
		err = errors.Join(err, lerr)
	}
	return false, err
}

// spoilt reports whether an error is of one picture alone.
func spoilt(err error) bool {
	return fault.CodeOf(err) == fault.Damaged || errors.Is(err, sync.ErrOtherChunk) || errors.Is(err, seal.ErrNoKey)
}

// foremost gives the first of joined errors, for a person.
func foremost(err error) error {
	var many interface{ Unwrap() []error }
	if errors.As(err, &many) && len(many.Unwrap()) > 0 {
		return foremost(many.Unwrap()[0])
	}
	return err
}

// fetch asks for those chunks of a picture that are not here, and puts it together. It did
// not come, without an error, while the server lacks some of it.
func (p *pictureTrip) fetch(ctx context.Context, l pictureFact) (came bool, err error) {
	if !p.whole(l) {
		return false, nil
	}
	dir := filepath.Join(p.d.opt.Dir, arrivingDir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return false, fileFault(err, dir)
	}
	var names []string
	for _, name := range l.Chunks {
		if !arrived(filepath.Join(dir, name), name) {
			names = append(names, name)
		}
	}
	absent, err := p.client.FetchChunks(ctx, names, func(_ context.Context, name string, sealed []byte) error {
		return saveBytes(filepath.Join(dir, name), sealed)
	})
	if err != nil || len(absent) > 0 {
		return false, err
	}
	b, err := p.d.joinPicture(l, dir)
	if err != nil {
		return false, err
	}
	err = p.d.takePictures([]pictureLine{{Name: l.file(), JPEG: b}})
	return err == nil, err
}

// arrived reports whether a chunk lies here as it was sent.
func arrived(path, name string) bool {
	b, err := os.ReadFile(path)
	return err == nil && sync.ChunkName(b) == name
}

// joinPicture opens the chunks in a folder and puts them together. What comes of it is a
// picture that decodes and has the digest that it was announced by; anything else is a
// Damaged fault.
func (d *Desk) joinPicture(l pictureFact, dir string) ([]byte, error) {
	whole := make([]byte, 0, l.Size)
	for n, name := range l.Chunks {
		sealed, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, fileFault(err, dir)
		}
		part, err := d.vault.OpenChunk(oplog.Work, l.at(n), sealed)
		if err != nil {
			return nil, err
		}
		whole = append(whole, part...)
	}
	sum := sha256.Sum256(whole)
	if len(whole) != l.Size || hex.EncodeToString(sum[:]) != l.SHA256 {
		return nil, otherPicture(errors.New("another digest"))
	}
	if pic, err := picture.Whole(whole); err != nil || pic.ID+".jpg" != l.file() {
		return nil, otherPicture(err)
	}
	return whole, nil
}

func otherPicture(cause error) error {
	return fault.Wrap(cause, fault.Damaged, "a picture of another laptop is not what it was said to be", "choose it again there")
}

// tidyArriving keeps those chunks of arrivingDir that are wanted.
func (d *Desk) tidyArriving(wanted map[string]bool) error {
	dir := filepath.Join(d.opt.Dir, arrivingDir)
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	left := 0
	for _, e := range entries {
		if wanted[e.Name()] {
			left++
			continue
		}
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
			return fileFault(err, dir)
		}
	}
	if err == nil && left == 0 {
		err = os.Remove(dir)
	}
	return err
}

package desk

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"daykit/internal/data/sync"
)

// DecodePicture reads a list of chunks, and gives what the picture is called, and the
// numbers of its chunks and bytes.
func DecodePicture(body []byte) (file string, chunks, size int, err error) {
	p, err := decodePicture(body)
	if err != nil {
		return "", 0, 0, err
	}
	return p.file(), len(p.Chunks), p.Size, nil
}

// PictureChunks names the chunks of all lists in the log, in their order.
func PictureChunks(ctx context.Context, d *Desk) (names []string, err error) {
	lists, err := d.pictureLists(ctx)
	for _, l := range lists {
		names = append(names, l.Chunks...)
	}
	return names, err
}

// LieOfPicture puts together the chunks of one picture by a list that says that they are
// another's, or in another order, and gives why that was refused; empty when it was not.
func LieOfPicture(_ context.Context, d *Desk, said, is []byte, turn bool) (why string, err error) {
	dir, err := os.MkdirTemp("", "daykit-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	list, err := d.sealedPicture(said)
	if err != nil {
		return "", err
	}
	for n := range list.Chunks {
		sealed, err := d.sealPart(list, is, n)
		if err != nil {
			return "", err
		}
		list.Chunks[n] = sync.ChunkName(sealed)
		if err := saveBytes(filepath.Join(dir, list.Chunks[n]), sealed); err != nil {
			return "", err
		}
	}
	if turn {
		slices.Reverse(list.Chunks)
	}
	if _, err := d.joinPicture(list, dir); err != nil {
		why = err.Error()
	}
	return why, nil
}

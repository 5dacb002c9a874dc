package backup

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"daykit/internal/data/store"
)

// sumName is a file beside the database that carries its hash while it is closed. The
// check of pages that Open does cannot see a changed letter within a page; this can.
const sumName = "workspace.sum"

type fileSum struct {
	Size    int64  `json:"size"`
	ModTime int64  `json:"mod_time"` // Unix nanoseconds: who writes changes it, a failing disk does not
	SHA256  string `json:"sha256"`
}

// errSum says that a closed database has changed although nobody wrote it.
var errSum = errors.New("the closed database has another hash")

// Close closes the workspace, and remembers what its file looks like.
func (s *Shelf) Close(st *store.Store) error {
	if err := st.Close(); err != nil {
		return err
	}
	release, err := store.Hold(s.opt.Dir)
	if err != nil {
		return nil //nolint:nilerr // the next program is in already, and will note its own
	}
	return errors.Join(s.note(), release())
}

// note writes the sum, if the database is one whole file.
func (s *Shelf) note() error {
	sum, err := s.sum()
	if err != nil || sum == nil {
		return err
	}
	b, err := json.Marshal(sum)
	if err != nil {
		return err
	}
	// A sum that is cut off by a power cut is taken for none, so it needs no sync.
	f, err := s.disk.Create(s.path(sumName))
	if err != nil {
		return told(err)
	}
	_, err = f.Write(b)
	return told(errors.Join(err, f.Close()))
}

// sum gives nil when there is no database or its newest part is in the log beside it.
func (s *Shelf) sum() (*fileSum, error) {
	info, err := os.Stat(s.path(store.FileName))
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // opening it says what is wrong
	}
	if wal, err := os.Stat(s.path(store.FileName + "-wal")); err == nil && wal.Size() > 0 {
		return nil, nil //nolint:nilnil // it was not closed
	}
	e, err := measure(s.path(store.FileName), store.FileName)
	if err != nil {
		return nil, fmt.Errorf("read the workspace: %w", store.Fault(err))
	}
	return &fileSum{info.Size(), info.ModTime().UnixNano(), e.SHA256}, nil
}

// checkSum compares the database with the sum that Close left, and takes the sum away
// before anybody writes. Known is false when there is nothing to compare.
func (s *Shelf) checkSum() (known bool, err error) {
	b, err := os.ReadFile(s.path(sumName))
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	var was fileSum
	dec := json.NewDecoder(bytes.NewReader(b))
	readable := err == nil && dec.Decode(&was) == nil
	var now *fileSum
	if readable {
		if now, err = s.sum(); err != nil {
			return false, err
		}
	}
	if err := errors.Join(s.disk.Remove(s.path(sumName)), s.disk.SyncDir(s.opt.Dir)); err != nil {
		return false, err
	}
	if now == nil || now.Size != was.Size || now.ModTime != was.ModTime {
		return false, nil
	}
	if now.SHA256 != was.SHA256 {
		return true, errSum
	}
	return true, nil
}

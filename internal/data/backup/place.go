package backup

import (
	"errors"
	"os"
	"path/filepath"

	"daykit/internal/data/store"
)

// Replacing a workspace goes by the names of one folder. What is to come is made ready
// in stageName; the rename to placeName is the moment from which the workspace is the
// new one; place then carries its files over, and does so again from the start after a
// crash, before anybody opens the workspace.
const (
	stageName = ".restore"
	placeName = "restoring"
	asideName = "aside" // a file in it: the folder that the old database goes to, if it is not just replaced
)

// commit makes the staged workspace the one that counts. The caller holds the lock.
func (s *Shelf) commit() error {
	return errors.Join(
		s.disk.SyncDir(s.path(stageName)),
		s.disk.Rename(s.path(stageName), s.path(placeName)),
		s.disk.SyncDir(s.opt.Dir))
}

// place carries over what was committed, if anything was. Each step may have been done
// before. The caller holds the lock.
func (s *Shelf) place() error {
	from := s.path(placeName)
	if !exists(from) {
		return nil
	}
	if exists(filepath.Join(from, store.FileName)) { // the last thing to go, so the old one is still there
		if err := s.putAway(); err != nil {
			return err
		}
		if err := s.disk.Rename(filepath.Join(from, store.FileName), s.path(store.FileName)); err != nil {
			return err
		}
		if err := s.disk.SyncDir(s.opt.Dir); err != nil {
			return err
		}
	}
	if err := s.placeMedia(filepath.Join(from, media)); err != nil {
		return err
	}
	return errors.Join(s.disk.Remove(from), s.disk.SyncDir(s.opt.Dir))
}

// putAway takes the old database's files out of the way, the main one last: a log
// beside a database that it is not of would destroy it.
func (s *Shelf) putAway() error {
	aside, err := os.ReadFile(s.path(placeName, asideName))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if len(aside) > 0 {
		if err := s.disk.Mkdir(s.path(string(aside))); err != nil {
			return err
		}
	}
	files := store.DataFiles()
	for i := len(files) - 1; i >= 0; i-- {
		if err := s.putFileAway(files[i], string(aside)); err != nil {
			return err
		}
	}
	if len(aside) > 0 {
		if err := s.disk.SyncDir(s.path(string(aside))); err != nil {
			return err
		}
	}
	return errors.Join(s.disk.Remove(s.path(sumName)), s.disk.SyncDir(s.opt.Dir))
}

// putFileAway moves a file of the old database to the folder aside. Without one, the
// main file stays, since the rename to come replaces it.
func (s *Shelf) putFileAway(name, aside string) error {
	switch old := s.path(name); {
	case !exists(old):
		return nil
	case aside != "":
		return s.disk.Rename(old, s.path(aside, name))
	case name != store.FileName:
		return s.disk.Remove(old)
	}
	return nil
}

// placeMedia adds the pictures. Those that are there and not in the backup stay: they
// are called by their content, and what comes back by sync or from a stick may show them.
func (s *Shelf) placeMedia(from string) error {
	pictures, err := os.ReadDir(from)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(pictures) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	if err := s.disk.Mkdir(s.path(media)); err != nil {
		return err
	}
	for _, p := range pictures {
		if err := s.disk.Rename(filepath.Join(from, p.Name()), s.path(media, p.Name())); err != nil {
			return err
		}
	}
	return s.disk.SyncDir(s.path(media))
}

// tidy takes away what a crash has left: plain copies, stages that were never
// committed, and backups that were not finished. The caller holds the lock.
func (s *Shelf) tidy() error {
	errs := []error{s.disk.Remove(s.path(tempName)), s.disk.Remove(s.path(stageName))}
	parts, err := filepath.Glob(s.path(folder, "*"+partial))
	errs = append(errs, err)
	for _, p := range parts {
		errs = append(errs, s.disk.Remove(p))
	}
	return errors.Join(errs...)
}

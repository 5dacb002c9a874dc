package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"daykit/internal/text/sfnt"
)

const (
	lockFile    = "build/assets/fonts.lock.json"
	modules     = "build/assets/node_modules"
	fontsFolder = "internal/text/fonts/data"
)

// fontLock is one face: where it comes from, what it must be, what becomes of it.
type fontLock struct {
	ID          string `json:"id"`      // names the file we write, and the face in the program
	Package     string `json:"package"` // npm
	Version     string `json:"version"`
	File        string `json:"file"`          // within the package
	SHA256      string `json:"sha256"`        // of that file
	Licence     string `json:"licence"`       // SPDX
	LicenceFile string `json:"licence_file"`  // under node_modules
	Cut         string `json:"cut,omitempty"` // a set of charsets.go that it keeps
	CutSHA256   string `json:"cut_sha256"`    // of what we make of it
}

// fonts checks every face against the lock file, cuts those that are to be cut,
// and writes them and their licences where the program embeds them.
func fonts() (string, error) {
	faces, err := readLock()
	if err != nil {
		return "", err
	}
	if err := emptyFolder(fontsFolder); err != nil {
		return "", err
	}
	total := 0
	for _, f := range faces {
		b, err := f.make()
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(fontsFolder, f.ID+".ttf"), b, 0o644); err != nil {
			return "", err
		}
		if err := f.writeLicence(); err != nil {
			return "", err
		}
		total += len(b)
	}
	return fmt.Sprintf("%d faces, %d bytes, in %s", len(faces), total, fontsFolder), nil
}

func readLock() ([]fontLock, error) {
	b, err := os.ReadFile(lockFile)
	if err != nil {
		return nil, err
	}
	var faces []fontLock
	if err := json.Unmarshal(b, &faces); err != nil {
		return nil, fmt.Errorf("read %s: %w", lockFile, err)
	}
	return faces, nil
}

// emptyFolder removes what an earlier run made, and nothing else.
func emptyFolder(dir string) error {
	for _, pattern := range []string{"*.ttf", "*.OFL.txt"} {
		old, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, name := range old {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *fontLock) make() ([]byte, error) {
	b, err := f.source()
	if err != nil {
		return nil, err
	}
	if got := hash(b); got != f.SHA256 {
		return nil, fmt.Errorf("%s/%s has SHA-256 %s, the lock file wants %s", f.Package, f.File, got, f.SHA256)
	}
	out, err := f.cut(b)
	if err != nil {
		return nil, err
	}
	if hash(out) != f.CutSHA256 {
		return nil, fmt.Errorf("%s: the cut has SHA-256 %s, the lock file wants %s", f.ID, hash(out), f.CutSHA256)
	}
	return out, nil
}

// source reads the face out of its package, which must have the locked version.
func (f *fontLock) source() ([]byte, error) {
	version, err := f.installed()
	if err != nil {
		return nil, err
	}
	if version != f.Version {
		return nil, fmt.Errorf("%s is installed in version %s, the lock file wants %s", f.Package, version, f.Version)
	}
	return os.ReadFile(filepath.Join(modules, f.Package, f.File))
}

func (f *fontLock) installed() (string, error) {
	b, err := os.ReadFile(filepath.Join(modules, f.Package, "package.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%s is not installed: run npm ci in build/assets", f.Package)
	}
	if err != nil {
		return "", err
	}
	var p struct {
		Version string `json:"version"`
	}
	if err := json.Unmarshal(b, &p); err != nil {
		return "", fmt.Errorf("read package.json of %s: %w", f.Package, err)
	}
	return p.Version, nil
}

// cut keeps the characters of the set that the lock file names, or else all of
// them, and what printing reads.
func (f *fontLock) cut(b []byte) ([]byte, error) {
	font, err := sfnt.Parse(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.ID, err)
	}
	if f.Cut == "" {
		return font.Lean(), nil
	}
	runes, known := cuts[f.Cut]
	if !known {
		return nil, fmt.Errorf("%s: unknown cut %q", f.ID, f.Cut)
	}
	return font.WithRunes(runes())
}

// writeLicence puts the licence beside the faces of a package. The package of
// Baloo Da 2 has none; its name table gives the same authors and licence as the
// rest of the Baloo 2 family, whose text the lock file names for it.
func (f *fontLock) writeLicence() error {
	text, err := os.ReadFile(filepath.Join(modules, f.LicenceFile))
	if err != nil {
		return err
	}
	family := f.ID[:strings.LastIndexByte(f.ID, '-')]
	return os.WriteFile(filepath.Join(fontsFolder, family+".OFL.txt"), text, 0o644)
}

// relock takes the versions and hashes of what is installed into the lock file.
func relock() (string, error) {
	faces, err := readLock()
	if err != nil {
		return "", err
	}
	for i := range faces {
		if err := faces[i].relock(); err != nil {
			return "", err
		}
	}
	b, err := json.MarshalIndent(faces, "", "  ")
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d faces", len(faces)), os.WriteFile(lockFile, append(b, '\n'), 0o644)
}

func (f *fontLock) relock() (err error) {
	if f.Version, err = f.installed(); err != nil {
		return err
	}
	b, err := f.source()
	if err != nil {
		return err
	}
	f.SHA256 = hash(b)
	if b, err = f.cut(b); err == nil {
		f.CutSHA256 = hash(b)
	}
	return err
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

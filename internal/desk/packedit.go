package desk

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// What a campaign's team does with the pack that it writes. None of it needs a workspace.

// LastSigned is the file of a pack's folder with the edition that was signed last.
const LastSigned = "signed" + wire.PackExt

// NewPackFolder makes a folder with the files of a new pack, to be filled in, and gives
// their names. A folder that has something in it is a Conflict.
func NewPackFolder(dir string) ([]string, error) {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return nil, fault.New(fault.Conflict, baseName(dir)+" has something in it already", "name a new folder")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // what is written there is for everybody
		return nil, fileFault(err, dir)
	}
	var out []string
	for name, b := range content.NewFolder() {
		path := filepath.Join(dir, name)
		if err := SaveFile(path, func(w io.Writer) error { _, err := w.Write(b); return err }); err != nil {
			return nil, err
		}
		out = append(out, path)
	}
	return out, nil
}

// PackDraft names a pack that somebody writes.
type PackDraft struct {
	Path string    // its folder, or one JSON file; a signed file may be checked too
	Last string    // the edition that was signed last; empty for the one in the folder, if any
	List string    // the newest list of withdrawals, signed or not; empty for that of Last
	Now  time.Time // the wall clock
}

// PackCheckup is what is to be said of a pack that somebody writes.
type PackCheckup struct {
	ID       string             `json:"id"`
	Version  int64              `json:"version"`
	Ready    bool               `json:"ready"` // it can be signed
	Findings []content.Finding  `json:"findings"`
	Last     int64              `json:"last"` // version that was signed last; 0 for none
	Changes  content.Comparison `json:"changes"`
}

// CheckPackDraft says of a pack what is wrong with it and what is worth a look. A pack
// with mistakes is no error.
func CheckPackDraft(p PackDraft) (PackCheckup, error) {
	d, last, err := p.read("")
	return checkupOf(d, last), err
}

func checkupOf(d content.Draft, last lastEdition) PackCheckup {
	out := PackCheckup{
		ID: d.Edition.ID, Version: d.Edition.Version, Ready: !d.Blocked(), Findings: d.Findings,
		Changes: content.Compare(last.edition, d.Edition),
	}
	if last.edition != nil {
		out.Last = last.edition.Version
	}
	return out
}

// PackSigned is a pack that was signed.
type PackSigned struct {
	PackCheckup
	File        string `json:"file"`
	Fingerprint string `json:"fingerprint"` // of the key
	Number      int64  `json:"number"`      // of its list of withdrawals
	Same        bool   `json:"same"`        // nothing changed, and it is the file of last time
	List        string `json:"list"`        // the file of the list of withdrawals alone; empty when that is the one of last time
}

// SignPackDraft signs a pack with the Ed25519 key in a PEM file and writes the file that
// `daykit-server pack publish` and laptops take as it is. A version that was signed
// already, or an older one, is not signed with other words; the last edition is kept in
// the pack's folder. A pack with mistakes is an Invalid fault, and the checkup says which.
func SignPackDraft(p PackDraft, keyFile, out string) (PackSigned, error) {
	raw, err := readWhole(keyFile)
	if err != nil {
		return PackSigned{}, err
	}
	public, private, err := wire.ReadPackKey(raw)
	switch {
	case err != nil:
		return PackSigned{}, fault.Wrap(err, fault.Invalid, baseName(keyFile)+" has no Ed25519 key in PEM", "make one with: openssl genpkey -algorithm ed25519 -out pack-key.pem")
	case private == nil:
		return PackSigned{}, fault.New(fault.Denied, baseName(keyFile)+" has only the public part of the key", "name the file with the private key")
	}
	d, last, err := p.read(out)
	if err != nil {
		return PackSigned{}, err
	}
	done := PackSigned{PackCheckup: checkupOf(d, last), File: out, Fingerprint: wire.KeyFingerprint(public), Number: d.Edition.Withdrawals.Number}
	switch {
	case d.Blocked():
		return done, fault.New(fault.Invalid, "the pack has mistakes, so it was not signed", "`daykit pack check` names them")
	case last.edition != nil && !public.Equal(last.key):
		return done, fault.New(fault.Denied, "the last edition was signed with another key, and laptops believe no second one", "sign with the key of the fingerprint "+wire.KeyFingerprint(last.key))
	}
	file := last.file
	done.Same = last.edition != nil && last.edition.Version == d.Edition.Version
	if !done.Same {
		signed, err := wire.SignPack(d.Edition, private)
		if err != nil {
			return done, fault.Wrap(err, fault.Invalid, "this is not a pack: "+err.Error(), "`daykit pack check` says more")
		}
		file = signed.Encode()
		if done.List, err = saveList(d.Edition.Withdrawals, last, private, out); err != nil {
			return done, err
		}
	}
	return done, p.keep(out, file)
}

// saveList writes a new list of withdrawals beside the pack that has it: a server that
// only serves takes the list first, and a laptop without the pack takes it alone.
func saveList(w content.Withdrawals, last lastEdition, key ed25519.PrivateKey, out string) (string, error) {
	if w.Number == 0 || last.edition != nil && w.Number == last.edition.Withdrawals.Number {
		return "", nil
	}
	signed, err := wire.SignWithdrawals(w, key)
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "the list of withdrawals is not right: "+err.Error(), "`daykit pack check` says more")
	}
	path := strings.TrimSuffix(out, filepath.Ext(out)) + wire.WithdrawalExt
	return path, SaveFile(path, func(to io.Writer) error { _, err := to.Write(signed.Encode()); return err })
}

// keep writes a signed file, and beside the pack for the next time.
func (p PackDraft) keep(out string, file []byte) error {
	write := func(w io.Writer) error { _, err := w.Write(file); return err }
	if err := SaveFile(out, write); err != nil {
		return err
	}
	if st, err := os.Stat(p.Path); err != nil || !st.IsDir() {
		return nil //nolint:nilerr // one file has no place for another
	}
	return SaveFile(filepath.Join(p.Path, LastSigned), write)
}

// PackLD is what of a pack may stand on the web.
type PackLD struct {
	File string   `json:"file"`
	Kept []string `json:"left_out"` // ids of voices whose consent does not cover the web
}

// ExportPackLD writes what of a pack may stand on the web today, as JSON-LD in the words
// of schema.org. A pack that has not begun or is over is not exported, nor one with
// mistakes that is not signed yet. In a signed one, a consent that has ended since leaves
// out its voice alone, as does a newer list of withdrawals.
func ExportPackLD(p PackDraft, out string) (PackLD, error) {
	e, err := p.exported()
	switch {
	case err != nil:
		return PackLD{}, err
	case e.Begins().After(p.Now):
		return PackLD{}, fault.New(fault.Denied, "the pack may not be used before "+e.NotBefore, "export it then")
	case !e.Ends().After(p.Now):
		return PackLD{}, fault.New(fault.Denied, "the pack is over since "+e.Expires, "export a newer edition")
	}
	doc, kept := content.JSONLD(e, p.Now.UTC().Format(time.DateOnly))
	return PackLD{File: out, Kept: kept}, SaveFile(out, func(w io.Writer) error { _, err := w.Write(doc); return err })
}

// exported gives an edition to export: of a signed file as it was signed, and else of a
// draft that nothing blocks.
func (p PackDraft) exported() (content.Edition, error) {
	raw, err := readWhole(p.Path)
	if _, e, serr := wire.DecodeSignedPack(raw); err == nil && serr == nil {
		return p.withList(e)
	}
	d, _, err := p.read("")
	if err == nil && d.Blocked() {
		err = fault.New(fault.Invalid, "the pack has mistakes, so it was not exported", "`daykit pack check` names them")
	}
	return d.Edition, err
}

// withList gives a signed edition the newest list that was named, if any.
func (p PackDraft) withList(e content.Edition) (content.Edition, error) {
	if p.List == "" {
		return e, nil
	}
	list, err := readList(p.List)
	if err != nil {
		return e, err
	}
	if !list.Covers(e.Withdrawals) {
		return e, fault.New(fault.Conflict, baseName(p.List)+" is older than the list in the pack", "leave it out, or name the newest")
	}
	e.Withdrawals = list
	return e, nil
}

// lastEdition is an edition as it was signed.
type lastEdition struct {
	edition *content.Edition // nil for none
	key     ed25519.PublicKey
	file    []byte
}

// read reads a draft against what was signed before it. out is where it will be written,
// since an edition that lies there is one that was signed before.
func (p PackDraft) read(out string) (content.Draft, lastEdition, error) {
	last, err := p.last(out)
	if err != nil {
		return content.Draft{}, last, err
	}
	b := content.Before{Last: last.edition, Now: p.Now}
	if p.List != "" {
		if b.List, err = readList(p.List); err != nil {
			return content.Draft{}, last, err
		}
	}
	st, err := os.Stat(p.Path)
	if err != nil {
		return content.Draft{}, last, fault.Wrap(err, fault.NotFound, "cannot open "+baseName(p.Path), "`daykit pack new DIR` makes a folder to fill in")
	}
	if st.IsDir() {
		files, err := readFolder(p.Path)
		return content.DraftFolder(files, b), last, err
	}
	raw, err := readWhole(p.Path)
	if err != nil {
		return content.Draft{}, last, err
	}
	if signed, _, err := wire.DecodeSignedPack(raw); err == nil {
		raw = []byte(signed.Pack)
	}
	return content.DraftFile(baseName(p.Path), raw, b), last, nil
}

// last finds the newest edition that is known to be signed.
func (p PackDraft) last(out string) (newest lastEdition, err error) {
	for _, path := range []string{p.Last, filepath.Join(p.Path, LastSigned), out} {
		if path == "" {
			continue
		}
		raw, err := readWhole(path)
		if path != p.Last && (errors.Is(err, fs.ErrNotExist) || fault.CodeOf(err) == fault.NotFound) {
			continue
		}
		if err != nil {
			return newest, err
		}
		signed, e, err := wire.DecodeSignedPack(raw)
		switch {
		case err != nil:
			return newest, fault.Wrap(err, fault.Invalid, baseName(path)+" is not a signed pack", "name another file to write, or the last edition as it was signed")
		case newest.edition == nil || e.Version > newest.edition.Version:
			newest = lastEdition{&e, signed.Key, raw}
		}
	}
	return newest, nil
}

// readList reads a list of withdrawals, signed or in plain JSON.
func readList(path string) (content.Withdrawals, error) {
	raw, err := readWhole(path)
	if err != nil {
		return content.Withdrawals{}, err
	}
	if _, list, err := wire.DecodeSignedWithdrawals(raw); err == nil {
		return list, nil
	}
	list, err := content.DecodeWithdrawals(raw)
	if err != nil {
		return list, fault.Wrap(err, fault.Invalid, baseName(path)+" is not a list of withdrawals", "`daykit-server pack save FILE` writes the newest")
	}
	return list, nil
}

// readFolder reads the files of a pack's folder; those that are none of a pack's are
// named and not read.
func readFolder(dir string) (map[string][]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fileFault(err, dir)
	}
	out, of := map[string][]byte{}, content.NewFolder()
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		out[entry.Name()] = nil
		if _, ours := of[entry.Name()]; ours && entry.Name() != content.FolderReadme {
			if out[entry.Name()], err = readWhole(filepath.Join(dir, entry.Name())); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func readWhole(path string) ([]byte, error) {
	f, err := openInput(path, wire.MaxPackFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		err = fault.Wrap(err, fault.Invalid, fmt.Sprintf("cannot read %s", baseName(path)), "check that it is a file")
	}
	return b, err
}

package desk

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
	"daykit/internal/page/picture"
)

// An event file says one event in lines of JSON: first who wrote it and of what, then an
// operation or a picture each. It lies in the container of package seal, which says who
// may read it and which group has signed it.
const eventFileVersion = 1

// maxLine is the longest line of an event file in bytes: a picture in base64.
const maxLine = picture.MaxFile/3*4 + 4096

// eventHeader is the first line.
type eventHeader struct {
	Version   int    `json:"daykit_event"`
	Workspace string `json:"workspace"` // of the group, in hexadecimal
	Event     string `json:"event"`
	Title     string `json:"title"` // as a preview shows it; may be empty
	From      string `json:"from"`  // id of the device
	Made      string `json:"made"`  // RFC 3339
}

// eventLine is one of those that follow; exactly one part is set.
type eventLine struct {
	Op      *wire.Op     `json:"op,omitempty"`
	Picture *pictureLine `json:"picture,omitempty"`
	Keybag  []byte       `json:"keybag,omitempty"` // sealed: so laptops learn of those that were paired elsewhere
}

type pictureLine struct {
	Name string `json:"name"`
	JPEG []byte `json:"jpeg"`
}

// eventFile is what an event file says.
type eventFile struct {
	eventHeader
	ops      []oplog.Op
	pictures []pictureLine
	keybag   []byte // nil on a helper's laptop
}

// encode writes the lines.
func (f eventFile) encode(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(f.eventHeader); err != nil {
		return err
	}
	for _, o := range f.ops {
		line := o.Wire()
		if err := enc.Encode(eventLine{Op: &line}); err != nil {
			return err
		}
	}
	for i := range f.pictures {
		if err := enc.Encode(eventLine{Picture: &f.pictures[i]}); err != nil {
			return err
		}
	}
	if len(f.keybag) == 0 {
		return nil
	}
	return enc.Encode(eventLine{Keybag: f.keybag})
}

// decodeEvent reads the lines. Whether an operation makes sense is for the store to say,
// which keeps what does not; that a picture is what its name says is checked here.
func decodeEvent(r io.Reader) (eventFile, error) {
	var f eventFile
	in := bufio.NewScanner(r)
	in.Buffer(nil, maxLine)
	for n := 0; in.Scan(); n++ {
		var err error
		if n == 0 {
			err = f.head(in.Bytes())
		} else {
			err = f.line(in.Bytes())
		}
		if err != nil {
			return eventFile{}, err
		}
	}
	switch err := in.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return eventFile{}, damagedFile(err)
	case err != nil:
		return eventFile{}, err
	case f.Version == 0:
		return eventFile{}, damagedFile(errors.New("it is empty"))
	}
	return f, nil
}

func (f *eventFile) head(line []byte) error {
	if err := json.Unmarshal(line, &f.eventHeader); err != nil {
		return damagedFile(err)
	}
	switch {
	case f.Version > eventFileVersion:
		return fault.New(fault.Invalid, "the file was written by a newer Daykit", "update Daykit on this laptop")
	case f.Version < 1 || f.Event == "" || len(f.Event) > oplog.MaxName || strings.Contains(f.Event, "/"):
		return damagedFile(errors.New("its first line is none"))
	}
	return nil
}

func (f *eventFile) line(raw []byte) error {
	var l eventLine
	if err := json.Unmarshal(raw, &l); err != nil {
		return damagedFile(err)
	}
	switch {
	case l.Op != nil:
		o, err := oplog.FromWire(*l.Op)
		if err != nil {
			return damagedFile(err)
		}
		f.ops = append(f.ops, o)
	case l.Picture != nil:
		if err := l.Picture.check(); err != nil {
			return damagedFile(err)
		}
		f.pictures = append(f.pictures, *l.Picture)
	case len(l.Keybag) > 0:
		f.keybag = l.Keybag
	}
	return nil // a line of a later version has what this one does not know
}

var pictureName = regexp.MustCompile(`^[0-9a-f]{32}\.jpg$`)

// check holds a picture to its name, which is a hash of it, and to being one.
func (p pictureLine) check() error {
	pic, err := picture.Stored("", p.JPEG)
	if err == nil && (!pictureName.MatchString(p.Name) || pic.ID+".jpg" != p.Name) {
		err = fmt.Errorf("a picture is not what its name says")
	}
	return err
}

func damagedFile(cause error) error {
	return fault.Wrap(cause, fault.Damaged, "the event file is damaged", "copy it again, or export it again")
}

// A helper's laptop cannot sign for the group. What it writes is sealed by the key of
// plans instead, which only laptops of the group hold, behind these bytes.
const (
	helperMagic = "daykit-door\x01"
	helperLabel = "daykit event file v1"
)

// readEventFile takes in an event file, after checking that it comes from this group.
func (d *Desk) readEventFile(path string) (eventFile, error) {
	if err := d.names(); err != nil {
		return eventFile{}, err
	}
	src, err := openInput(path, seal.MaxExport)
	if err != nil {
		return eventFile{}, err
	}
	defer src.Close()
	in := bufio.NewReader(src)
	begins, _ := in.Peek(len(helperMagic)) // what is shorter is no event file, which ReadExport says
	if err := notHandedOver(begins); err != nil {
		return eventFile{}, err
	}
	var content io.Reader
	if string(begins) == helperMagic {
		content, err = d.openHelperFile(in)
	} else {
		content, err = d.openGroupFile(in)
	}
	if err != nil {
		return eventFile{}, err
	}
	f, err := decodeEvent(content)
	if err != nil {
		return f, err
	}
	return f, d.vault.View(func(bag *seal.Keybag) error { return mayTake(bag, f) })
}

// openGroupFile opens a file that the group has signed.
func (d *Desk) openGroupFile(in io.Reader) (io.Reader, error) {
	own := seal.Fingerprint("")
	if err := d.vault.View(func(bag *seal.Keybag) error {
		own = bag.Keys.Fingerprint()
		return nil
	}); err != nil {
		return nil, err
	}
	ids, err := d.vault.Identities()
	if err != nil {
		return nil, err
	}
	return openExport(in, own, ids...)
}

// openExport opens an export of one group.
func openExport(in io.Reader, group seal.Fingerprint, ids ...seal.Identity) (io.Reader, error) {
	e, err := seal.ReadExport(in)
	if err != nil {
		return nil, err
	}
	if e.Fingerprint != group {
		return nil, strangersFile()
	}
	content, err := e.Open(ids...)
	if errors.Is(err, seal.ErrNoKey) {
		return nil, fault.Wrap(err, fault.Denied, "the file was made for another laptop of your group",
			"if it was paired lately, merge a file of this laptop there first, and ask for another")
	}
	return content, err
}

func (d *Desk) openHelperFile(in io.Reader) (io.Reader, error) {
	if _, err := io.CopyN(io.Discard, in, int64(len(helperMagic))); err != nil {
		return nil, err
	}
	content, err := d.vault.OpenFile(in, helperLabel)
	if errors.Is(err, seal.ErrNoKey) {
		return nil, strangersFile()
	}
	if err != nil {
		return nil, err
	}
	return io.LimitReader(content, seal.MaxExportContent), nil
}

func strangersFile() error {
	return fault.New(fault.Denied, "this file is not of your group, so nothing of it was taken in",
		"only laptops that are paired share events: see `daykit pair`")
}

// mayTake holds a file to what the laptop that a keybag is for may have.
func mayTake(bag *seal.Keybag, f eventFile) error {
	if bag.Role != seal.Organiser && bag.Event != f.Event {
		return fault.New(fault.Denied, "this laptop helps at another event", "merge the file on an organiser's laptop")
	}
	id := bag.Keys.Workspace()
	if f.Workspace != fmt.Sprintf("%x", id[:]) {
		return strangersFile()
	}
	return nil
}

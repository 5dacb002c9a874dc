package backup_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"daykit/internal/data/backup"
	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

var update = flag.Bool("update", false, "write golden files that are not there; those that are must open for ever")

const goldenFile = "backup-1.daykit"

// golden gives a file of testdata. It is made once: a format that changes gets a new
// version and a new file, and the old one still opens.
func golden(t testing.TB, name string, write func(path string)) string {
	t.Helper()
	path := filepath.Join("testdata", name)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) && *update {
		write(path)
	} else if err != nil {
		t.Fatal(err)
	}
	return path
}

// TestGoldenBackupRestores puts a backup of the first version in place, by the sheet
// and by the laptop's own keys.
func TestGoldenBackupRestores(t *testing.T) {
	t.Parallel()
	path := golden(t, goldenFile, func(path string) {
		dir := t.TempDir()
		s := newShelf(dir, newGroup(t), newClock())
		st := open(t, s)
		write(t, st, "E1", "Supper of the street")
		picture(t, dir, "0123abcd.jpg", "golden picture")
		must(s.Save(t.Context(), st, path))(t)
	})
	g := newGroup(t)
	bag := must(backup.ReadKeybag(path))(t)
	opened := must(seal.OpenKeybag(bag, g.recovery.Identity(), "", drawn(9)))(t)
	g.bag, g.keys = opened, opened.Keys
	for name, ids := range map[string][]seal.Identity{"sheet": {g.recovery.Identity()}, "laptop": nil} {
		dir := t.TempDir()
		s := newShelf(dir, g, newClock())
		must(s.Restore(t.Context(), path, ids...))(t)
		if got := dump(t, open(t, s)); got != "E1 \"Supper of the street\"\n" {
			t.Errorf("%s: got %q", name, got)
		}
		if got := must(os.ReadFile(filepath.Join(dir, "media", "0123abcd.jpg")))(t); string(got) != "golden picture" {
			t.Errorf("%s: got picture %q", name, got)
		}
	}
}

// file is one file of an archive that a test makes.
type file struct {
	header  tar.Header
	content string
}

func plain(name, content string) file {
	return file{tar.Header{Name: name, Size: int64(len(content)), Mode: 0o600, Format: tar.FormatUSTAR}, content}
}

func archive(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		if err := w.WriteHeader(&f.header); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type listed struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func list1(name, content string) listed {
	sum := sha256.Sum256([]byte(content))
	return listed{name, int64(len(content)), hex.EncodeToString(sum[:])}
}

// listOf is a manifest of files.
func listOf(t testing.TB, change func(m map[string]any), files ...listed) file {
	t.Helper()
	m := map[string]any{
		"format": 1, "workspace": "000102030405060708090a0b0c0d0e0f", "time": "2026-12-01T12:00:00Z",
		"program": "1", "reason": "asked", "keybag": list1("keybag.age", "bag"), "files": files,
	}
	if change != nil {
		change(m)
	}
	return plain("manifest.json", string(must(json.Marshal(m))(t)))
}

// TestReaderRefuses hands the reader archives that the right keys have sealed and that
// are wrong all the same.
func TestReaderRefuses(t *testing.T) {
	t.Parallel()
	db, pic := plain("workspace.db", "data"), plain("media/a.jpg", "pic")
	ldb, lpic := list1("workspace.db", "data"), list1("media/a.jpg", "pic")
	as := func(name string) []byte {
		return archive(t, listOf(t, nil, ldb, list1(name, "pic")), db, plain(name, "pic"))
	}
	pax := pic
	pax.header.Format, pax.header.PAXRecords = tar.FormatPAX, map[string]string{"DAYKIT.x": "y"}
	link := file{header: tar.Header{Name: "media/a.jpg", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd", Format: tar.FormatUSTAR}}
	if names, size, err := backup.ReadTar(bytes.NewReader(archive(t, listOf(t, nil, ldb, lpic), db, pic)), []byte("bag")); err != nil ||
		!slices.Equal(names, []string{"workspace.db", "media/a.jpg"}) || size != 7 {
		t.Fatalf("the right one: got %v, %d, %v", names, size, err)
	}
	for name, c := range map[string]struct {
		content []byte
		bag     string
	}{
		"another keybag":     {archive(t, listOf(t, nil, ldb), db), "gab"},
		"no manifest":        {archive(t, db), "bag"},
		"nothing":            {nil, "bag"},
		"no database":        {archive(t, listOf(t, nil, lpic), pic), "bag"},
		"a file too many":    {archive(t, listOf(t, nil, ldb), db, pic), "bag"},
		"a file too few":     {archive(t, listOf(t, nil, ldb, lpic), db), "bag"},
		"twice":              {archive(t, listOf(t, nil, ldb, lpic, lpic), db, pic, pic), "bag"},
		"another size":       {archive(t, listOf(t, nil, ldb), plain("workspace.db", "data!")), "bag"},
		"another content":    {archive(t, listOf(t, nil, ldb), plain("workspace.db", "atad")), "bag"},
		"records":            {archive(t, listOf(t, nil, ldb, lpic), db, pax), "bag"},
		"a link":             {archive(t, listOf(t, nil, ldb, list1("media/a.jpg", "")), db, link), "bag"},
		"bytes at the end":   {append(archive(t, listOf(t, nil, ldb), db), 1), "bag"},
		"blocks at the end":  {append(archive(t, listOf(t, nil, ldb), db), make([]byte, 512)...), "bag"},
		"cut off":            {archive(t, listOf(t, nil, ldb), db)[:1024], "bag"},
		"up and away":        {as("media/../x.jpg"), "bag"},
		"an absolute path":   {as("/etc/x.jpg"), "bag"},
		"a Windows path":     {as(`media/..\x.jpg`), "bag"},
		"a drive":            {as("C:x.jpg"), "bag"},
		"a hidden file":      {as("media/.x.jpg"), "bag"},
		"a deep file":        {as("media/a/x.jpg"), "bag"},
		"the lock":           {as("workspace.lock"), "bag"},
		"a huge database":    {archive(t, listOf(t, nil, listed{"workspace.db", 5 << 30, ldb.SHA256}), db), "bag"},
		"a negative size":    {archive(t, listOf(t, nil, listed{"workspace.db", -1, ldb.SHA256}), db), "bag"},
		"no workspace":       {archive(t, listOf(t, func(m map[string]any) { m["workspace"] = "00" }, ldb), db), "bag"},
		"no time":            {archive(t, listOf(t, func(m map[string]any) { delete(m, "time") }, ldb), db), "bag"},
		"a manifest of junk": {archive(t, plain("manifest.json", "{"), db), "bag"},
	} {
		_, _, err := backup.ReadTar(bytes.NewReader(c.content), []byte(c.bag))
		if err == nil || fault.CodeOf(err) != fault.Damaged {
			t.Errorf("%s: got %v, want damage", name, err)
		}
	}
	newer := listOf(t, func(m map[string]any) { m["format"] = 2 }, ldb)
	_, _, err := backup.ReadTar(bytes.NewReader(archive(t, newer, db)), []byte("bag"))
	wantCode(t, err, fault.Invalid)
	tooMany := make([]listed, 10_001)
	for i := range tooMany {
		tooMany[i] = list1(fmt.Sprintf("media/%05d.jpg", i), "")
	}
	tooMany[0] = ldb
	_, _, err = backup.ReadTar(bytes.NewReader(archive(t, listOf(t, nil, tooMany...), db)), []byte("bag"))
	wantCode(t, err, fault.Damaged)
}

func TestHeaderRefuses(t *testing.T) {
	t.Parallel()
	good := must(os.ReadFile(filepath.Join("testdata", goldenFile)))(t)
	at := func(i int, b ...byte) []byte {
		out := bytes.Clone(good)
		copy(out[i:], b)
		return out
	}
	for name, c := range map[string]struct {
		file []byte
		want fault.Code
	}{
		"empty":            {nil, fault.Invalid},
		"another file":     {[]byte("%PDF-1.7 and so on and on"), fault.Invalid},
		"a newer version":  {at(13, 2), fault.Invalid},
		"version nought":   {at(13, 0), fault.Damaged},
		"a flag":           {at(14, 1), fault.Damaged},
		"a huge keybag":    {at(16, 0xff), fault.Damaged},
		"a longer keybag":  {at(16, 0, 0x3f), fault.Damaged},
		"only the head":    {good[:20], fault.Damaged},
		"half of the head": {good[:15], fault.Damaged},
	} {
		_, err := backup.Read(bytes.NewReader(c.file), newGroup(t).device)
		if err == nil || fault.CodeOf(err) != c.want {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
	_, err := backup.ReadKeybag(filepath.Join(t.TempDir(), "none"))
	wantCode(t, err, fault.NotFound)
}

// FuzzRead reads bytes as a file. Sealed bytes that were changed do not open.
func FuzzRead(f *testing.F) {
	g := newGroup(f)
	good := must(os.ReadFile(filepath.Join("testdata", goldenFile)))(f)
	f.Add(good)
	f.Add(good[:100])
	f.Add([]byte("daykit-backup\x01\x00\x00\x00\x00\x00\x03bagage-encryption.org/v1\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if names, err := backup.Read(bytes.NewReader(b), g.device); err == nil && !bytes.Equal(b, good) {
			t.Errorf("read %v from bytes that nobody wrote", names)
		}
	})
}

// FuzzTar reads bytes as what is inside the seal. Whatever they are, no more comes out
// than went in, and only by names that a backup may have.
func FuzzTar(f *testing.F) {
	f.Add(archive(f, listOf(f, nil, list1("workspace.db", "data"), list1("media/a.jpg", "pic")),
		plain("workspace.db", "data"), plain("media/a.jpg", "pic")))
	f.Add(archive(f, listOf(f, nil, list1("workspace.db", "data")), plain("workspace.db", "data"), plain("media/a.jpg", "pic")))
	f.Fuzz(func(t *testing.T, b []byte) {
		names, size, _ := backup.ReadTar(bytes.NewReader(b), []byte("bag"))
		if size > int64(len(b)) {
			t.Errorf("%d bytes came out of %d", size, len(b))
		}
		for _, name := range names {
			if !filepath.IsLocal(name) || name != "workspace.db" && filepath.Dir(filepath.FromSlash(name)) != "media" {
				t.Errorf("read a file called %q", name)
			}
		}
	})
}

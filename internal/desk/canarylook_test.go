package desk_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"database/sql" //nolint:depguard // it reads what the store gives to nobody
	"encoding/binary"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	gosync "sync"
	"testing"

	"filippo.io/age"

	"daykit/internal/data/canary"
	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
)

// tapped is a line that keeps all that travels over it, unpacked.
type tapped struct {
	mu    gosync.Mutex
	heard bytes.Buffer
}

// RoundTrip implements http.RoundTripper.
func (l *tapped) RoundTrip(r *http.Request) (*http.Response, error) {
	var sent []byte
	if r.Body != nil {
		var err error
		if sent, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(bytes.NewReader(sent))
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(got))
	l.mu.Lock()
	defer l.mu.Unlock()
	l.heard.WriteString(r.Method + " " + r.URL.String() + "\n")
	if err := errors.Join(r.Header.Write(&l.heard), resp.Header.Write(&l.heard)); err != nil {
		return nil, err
	}
	l.heard.Write(unpacked(r.Header, sent))
	l.heard.Write(unpacked(resp.Header, got))
	return resp, nil
}

func unpacked(h http.Header, b []byte) []byte {
	if h.Get("Content-Encoding") != "gzip" {
		return b
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return b
	}
	out, err := io.ReadAll(z)
	if err != nil {
		return b
	}
	return out
}

// rawIn gives the files of a folder that hold any of the texts in their bytes.
func rawIn(t *testing.T, dir string, texts []string) map[string][]string {
	t.Helper()
	found, err := canary.FindIn(os.DirFS(dir), texts)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// keysOf opens the keys of a data folder by the recovery sheet.
func keysOf(t *testing.T, dir string, sheet seal.Recovery) *seal.Keys {
	t.Helper()
	for _, name := range []string{"keybag.age", "keybag-2.age"} {
		file, err := os.ReadFile(filepath.Join(dir, name))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		bag, err := seal.OpenKeybag(file, sheet.Identity(), "", rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return bag.Keys
	}
	t.Fatal("there are no keys in " + dir)
	return nil
}

// openedIn gives all that a workspace's file holds for whoever has the keys: each
// operation, each value, each value that lost, each fact, and what takes acts back.
func openedIn(t *testing.T, db string, keys *seal.Keys) []byte {
	t.Helper()
	dir := t.TempDir()
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(db + suffix)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if err == nil {
			if err := os.WriteFile(filepath.Join(dir, store.FileName+suffix), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	st, err := store.Open(t.Context(), dir, store.Options{
		Now: newLaptop(t, 0).opt.Now, Rand: rand.Reader, Log: slog.New(slog.DiscardHandler), Sealer: keys,
	})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = st.OpsBeyond(t.Context(), nil, func(o oplog.Op) error {
		if o.State != oplog.Whole || o.Kind == oplog.Redact {
			return nil
		}
		plain, err := keys.Open(o.Class, o.Epoch, o.ID(), o.Body)
		if !o.Class.Private() {
			plain, err = o.Body, nil
		}
		out.Write(plain)
		out.WriteByte('\n')
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	readTables(t.Context(), t, st, &out)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	openActs(t, filepath.Join(dir, store.FileName), keys, &out)
	return out.Bytes()
}

func readTables(ctx context.Context, t *testing.T, st *store.Store, out *bytes.Buffer) {
	t.Helper()
	for _, entity := range []string{"event", "guest", "walkin", "task", "proof"} {
		rows, err := st.Entities(ctx, entity, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			for _, v := range r.Fields {
				out.Write(v)
			}
		}
	}
	lost, err := st.Conflicts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range lost {
		out.Write(c.Now)
		out.Write(c.Lost)
	}
}

// openActs reads what would take acts back, which the store gives to nobody.
func openActs(t *testing.T, path string, keys *seal.Keys, out *bytes.Buffer) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), "SELECT event, label, cls, inverse FROM act")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var event, label string
		var class oplog.Class
		var sealed []byte
		if err := rows.Scan(&event, &label, &class, &sealed); err != nil {
			t.Fatal(err)
		}
		plain := sealed
		if class.Private() {
			if plain, err = keys.OpenColumn(class, seal.Cell{Table: "act", Entity: event, ID: label}, sealed); err != nil {
				t.Fatal(err)
			}
		}
		out.Write(plain)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// backupIn opens a backup by the recovery sheet, and gives the folder of what is in it.
func backupIn(t *testing.T, path string, sheet seal.Recovery) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const head = len("daykit-backup") + 1 + 2 // see package backup
	bag := int(binary.BigEndian.Uint32(b[head:]))
	id, err := age.ParseHybridIdentity(sheet.Text())
	if err != nil {
		t.Fatal(err)
	}
	plain, err := age.Decrypt(bytes.NewReader(b[head+4+bag:]), id)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for r := tar.NewReader(plain); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return dir
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(h.Name, "/", "-")), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// copyFolder copies the files of a folder as they are now, as a crash leaves them.
func copyFolder(t *testing.T, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

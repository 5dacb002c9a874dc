package main

import (
	"bytes"
	"encoding/base32"
	"encoding/hex"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/pgtest"
	"daykit/internal/central/server"
)

// secretsFile writes a key of secrets.
func secretsFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "secrets-key")
	if err := os.WriteFile(path, []byte(strings.Repeat("5c", 32)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// served are the flags that a server on a database needs besides.
func served(t *testing.T, args []string) []string {
	t.Helper()
	for _, a := range args {
		if isPostgres(a) {
			return append(args, "--secrets-key", secretsFile(t))
		}
	}
	return args
}

// TestDumpsHoldNoSecret: whoever has the whole database can make no code.
func TestDumpsHoldNoSecret(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, db string) {
		t.Helper()
		p := start(t, 1, "--db", db)
		var added struct{ Link string }
		command(t, &added, "coordinator", "add", "Cora", "--db", db, "--public-url", p.url, "--json")
		b := newSurfer(t)
		_, page := b.ask(added.Link, nil)
		text := strings.ReplaceAll(secretWords.FindStringSubmatch(page)[1], " ", "")
		secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		code, err := server.CodeAt(secret, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if where, _ := b.ask(added.Link, url.Values{"code": {code}}); where != "/coordinator" {
			t.Fatalf("got to %s", where)
		}
		whole := dump(t, db)
		if !bytes.Contains(whole, []byte("Cora")) {
			t.Error("the dump does not hold the database")
		}
		for _, form := range []string{string(secret), text, hex.EncodeToString(secret), strings.ToUpper(hex.EncodeToString(secret))} {
			if bytes.Contains(whole, []byte(form)) {
				t.Errorf("the database holds the secret as %q", form)
			}
		}
	})
}

// dump is all that a database holds: the files of SQLite, and for PostgreSQL the rows of
// its tables in text.
func dump(t *testing.T, db string) (out []byte) {
	t.Helper()
	if isPostgres(db) {
		text, err := pgtest.Ask[string](t.Context(), db, "SELECT schema_to_xml('public', true, false, '')::text")
		if err != nil {
			t.Fatal(err)
		}
		return []byte(text)
	}
	files, err := filepath.Glob(strings.TrimPrefix(db, schemeFile) + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, keySuffix) {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b...)
	}
	return out
}

func TestSecretsKeyBesideTheFile(t *testing.T) {
	t.Parallel()
	db := newFile(t)
	path := strings.TrimPrefix(db, schemeFile) + keySuffix
	start(t, 1, "--db", db).stop()
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("got %v, %v", info, err)
	}
	first, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	start(t, 1, "--db", db).stop()
	if again, err := os.ReadFile(path); err != nil || !bytes.Equal(again, first) {
		t.Errorf("the key is another one after a restart, %v", err)
	}
	if left, err := filepath.Glob(path + ".new-*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if err := os.WriteFile(path, []byte("spoilt"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, "64 hexadecimal digits", "--db", db, "--listen", "127.0.0.1:0")
}

func TestSecretsKeyIsGiven(t *testing.T) {
	t.Parallel()
	pg, lite := cluster.Empty(t), newFile(t)
	wantRefused(t, "a server on PostgreSQL needs the key that coordinators' codes are sealed with; make one by `openssl rand -hex 32 > FILE`", "--db", pg, "--listen", "127.0.0.1:0")
	wantRefused(t, "the key of secrets cannot be read", "--db", lite, "--listen", "127.0.0.1:0", "--secrets-key", filepath.Join(t.TempDir(), "none"))
	start(t, 1, "--db", lite, "--secrets-key", secretsFile(t)).stop()
	if _, err := os.Stat(strings.TrimPrefix(lite, schemeFile) + keySuffix); err == nil {
		t.Error("a key was made although one was given")
	}
}

// TestAnotherSecretsKey: the log of the start says in plain words what is the matter.
func TestAnotherSecretsKey(t *testing.T) {
	t.Parallel()
	db := newFile(t)
	p := start(t, 1, "--db", db)
	var added struct{ Link string }
	command(t, &added, "coordinator", "add", "Cora", "--db", db, "--public-url", p.url, "--json")
	b := newSurfer(t)
	_, page := b.ask(added.Link, nil)
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ReplaceAll(secretWords.FindStringSubmatch(page)[1], " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	code, err := server.CodeAt(secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	b.ask(added.Link, url.Values{"code": {code}})
	p.stop()
	other := filepath.Join(t.TempDir(), "another")
	if err := os.WriteFile(other, []byte(strings.Repeat("00", 31)+"01"), 0o644); err != nil {
		t.Fatal(err)
	}
	p = start(t, 1, "--db", db, "--secrets-key", other, "--log", "json")
	p.stop()
	for _, words := range []string{"sealed with another key of secrets: put that key back", `"count":1`, "everybody on this machine may read"} {
		if !strings.Contains(p.log.String(), words) {
			t.Errorf("the log does not say %q:\n%s", words, p.log)
		}
	}
}

func TestWhereTheSecretsKeyIs(t *testing.T) {
	t.Parallel()
	dir := filepath.Dir(secretsFile(t))
	for name, c := range map[string]struct {
		flag, db string
		env      map[string]string
		want     string
		own      bool
	}{
		"beside the file":   {"", "sqlite:/a/server.db", nil, "/a/server.db.key", true},
		"nowhere":           {"", "postgres://h/d", nil, "", false},
		"a flag":            {"/k", "sqlite:/a/server.db", map[string]string{"DAYKIT_SECRETS_KEY": "/e", "CREDENTIALS_DIRECTORY": dir}, "/k", false},
		"the environment":   {"", "postgres://h/d", map[string]string{"DAYKIT_SECRETS_KEY": "/e", "CREDENTIALS_DIRECTORY": dir}, "/e", false},
		"a credential":      {"", "postgres://h/d", map[string]string{"CREDENTIALS_DIRECTORY": dir}, filepath.Join(dir, credential), false},
		"other credentials": {"", "sqlite:/a/server.db", map[string]string{"CREDENTIALS_DIRECTORY": t.TempDir()}, "/a/server.db.key", true},
	} {
		if got, own := secretsPath(c.flag, c.db, func(k string) string { return c.env[k] }); got != c.want || own != c.own {
			t.Errorf("%s: got %q, %v", name, got, own)
		}
	}
}

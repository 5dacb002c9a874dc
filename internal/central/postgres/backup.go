package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"daykit/internal/domain/fault"
)

// Backup has pg_dump write a whole copy of the database at an address into the new file at
// to, which only its owner may read. Servers may go on writing meanwhile: the copy is of
// one moment. pg_restore has read its list of contents back when Backup returns; when that
// fails there is no file.
func Backup(ctx context.Context, address, to string) (err error) {
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "the backup cannot be written there", "name a file that does not exist, in a folder that does")
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(to))
		}
	}()
	if err := f.Close(); err != nil {
		return err
	}
	if err := tool(ctx, address, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file="+to); err != nil {
		return err
	}
	if _, err := contents(ctx, to); err != nil {
		return err
	}
	if f, err = os.OpenFile(to, os.O_RDWR, 0); err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Restore has pg_restore put the backup at from in the place of what the database at an
// address holds, in one transaction. No server may work on the database: one that does is
// a fault of code Locked. A database with tables that the backup does not know, as after a
// migration, is a fault of code Conflict: they would be in the way of the next one.
func Restore(ctx context.Context, from, address string) error {
	tables, err := contents(ctx, from)
	if err != nil {
		return err
	}
	if err := fit(ctx, address, tables); err != nil {
		return err
	}
	return tool(ctx, address, "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", from)
}

// contents has pg_restore read which tables a backup holds.
func contents(ctx context.Context, path string) (tables []string, err error) {
	list, err := exec.CommandContext(ctx, "pg_restore", "--list", path).Output()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, missing("pg_restore", err)
	case err != nil:
		return nil, fault.Wrap(err, fault.Damaged, "the backup does not read back", "check the path, or take another one")
	}
	for _, m := range tableLine.FindAllSubmatch(list, -1) {
		tables = append(tables, string(m[1]))
	}
	if !slices.Contains(tables, "feed") || !slices.Contains(tables, "migration") {
		return nil, fault.New(fault.Invalid, "this is no backup of daykit-server", "check the path")
	}
	return tables, nil
}

// tableLine is how pg_restore lists a table's rows: "3425; 0 16402 TABLE DATA public feed daykit".
var tableLine = regexp.MustCompile(`(?m)^\d+; \d+ \d+ TABLE DATA \S+ (\S+) `)

// fit refuses a database on which another daykit-server works, and one that has more tables.
func fit(ctx context.Context, address string, tables []string) error {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return edge(ctx, opening(err))
	}
	var servers, more int
	err = conn.QueryRow(ctx, `SELECT
		(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = $1),
		(SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename <> ALL ($2))`, applicationName, tables).Scan(&servers, &more)
	if err = errors.Join(err, conn.Close(ctx)); err != nil {
		return edge(ctx, err)
	}
	switch {
	case servers > 0:
		return fault.New(fault.Locked, "a server works on this database", "stop all of them and try again")
	case more > 0:
		return fault.New(fault.Conflict, "this database has tables that the backup does not know",
			"make a new one with createdb, restore into that, and point --db there")
	}
	return nil
}

// tool runs one of PostgreSQL's programs on a database. Its password goes by the
// environment, since every user of the machine may read command lines.
func tool(ctx context.Context, address, name string, args ...string) error {
	safe, password, err := withoutPassword(address)
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, name, append([]string{"--no-password", "--dbname=" + safe}, args...)...)
	cmd.Env = os.Environ()
	if password != "" {
		cmd.Env = append(cmd.Env, "PGPASSWORD="+password)
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	err = cmd.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return missing(name, err)
	case err != nil:
		line, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		return fault.Wrap(fmt.Errorf("%w: %s", err, line), fault.Offline, "PostgreSQL's "+name+" did not do it: "+line,
			"its version must be that of the database or newer, and the user must own the tables")
	}
	return nil
}

func missing(name string, err error) error {
	return fault.Wrap(err, fault.Invalid, "PostgreSQL's program "+name+" is not here",
		"install its client programs (Debian: postgresql-client), or run this where they are")
}

var errOtherForm = errors.New("the address is not a URI that reads in one way")

// withoutPassword takes the password out of an address, which may have it in two places,
// where pgx and PostgreSQL's programs find it: a password is all between the first colon and
// the first @ that comes before any slash
// (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS). The
// password may also be that of the environment or of a file. What cannot be told apart for
// sure is a fault of code Invalid.
func withoutPassword(address string) (safe, password string, err error) {
	cfg, err := pgx.ParseConfig(address)
	if err != nil {
		return "", "", unreadable(err)
	}
	scheme, rest, found := strings.Cut(address, "://")
	if !found {
		return "", "", unreadable(errOtherForm)
	}
	if i := strings.IndexAny(rest, "@/"); i >= 0 && rest[i] == '@' {
		user, _, _ := strings.Cut(rest[:i], ":")
		rest = user + rest[i:]
	}
	place, query, _ := strings.Cut(rest, "?")
	params := slices.DeleteFunc(strings.Split(query, "&"), func(p string) bool { return p == "" || paramName(p) == "password" })
	if slices.ContainsFunc(params, func(p string) bool { return paramName(p) == "sslpassword" }) {
		return "", "", fault.New(fault.Invalid, "the password of a certificate's key cannot be kept from those who see the programs that run",
			"take sslpassword out of the address, and the password off the key's file")
	}
	safe = scheme + "://" + place
	if len(params) > 0 {
		safe += "?" + strings.Join(params, "&")
	}
	same, err := pgx.ParseConfig(safe)
	if err != nil {
		return "", "", unreadable(err)
	}
	if same.Host != cfg.Host || same.Port != cfg.Port || same.User != cfg.User || same.Database != cfg.Database {
		return "", "", unreadable(errOtherForm)
	}
	return safe, cfg.Password, nil
}

// paramName is the name of a parameter of an address.
func paramName(param string) string {
	name, _, _ := strings.Cut(param, "=")
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	return strings.TrimSpace(name)
}

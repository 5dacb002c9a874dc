package postgres_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/central/pgtest"
	"daykit/internal/central/postgres"
	"daykit/internal/domain/fault"
)

// TestBackup goes into a database of its own, with no server on it and no newer tables.
func TestBackup(t *testing.T) {
	t.Parallel()
	address := database(t)
	s, err := postgres.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	workspaces(t, s, "g")
	file := filepath.Join(t.TempDir(), "backup")
	if err := postgres.Backup(t.Context(), address, file); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup lies there as %v, %v", info, err)
	}
	want := func(code fault.Code, address string) {
		t.Helper()
		if err := postgres.Restore(t.Context(), file, address); err == nil || fault.CodeOf(err) != code {
			t.Errorf("got %v, want %s", err, code)
		}
	}
	want(fault.Locked, address)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := pgtest.Exec(t.Context(), address, "CREATE TABLE of_tomorrow (n integer)"); err != nil {
		t.Fatal(err)
	}
	want(fault.Conflict, address)
	fresh := database(t)
	for range 2 { // into nothing, and in its own place
		if err := postgres.Restore(t.Context(), file, fresh); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := open(t, fresh).Group(t.Context(), "g"); err != nil {
		t.Errorf("the group is not there: %v", err)
	}
	if err := os.WriteFile(file, []byte("no backup"), 0o600); err != nil {
		t.Fatal(err)
	}
	want(fault.Damaged, fresh)
}

// TestUnfinishedBackupsLeaveNothing: when pg_dump fails there is no file.
func TestUnfinishedBackupsLeaveNothing(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "backup")
	err := postgres.Backup(t.Context(), "postgres://daykit:canary@127.0.0.1:1/daykit?password=canary", file)
	if err == nil || fault.CodeOf(err) != fault.Offline {
		t.Errorf("got %v", err)
	}
	for e := err; e != nil; e = errors.Unwrap(e) {
		if got := e.Error(); got == "" || strings.Contains(got, "canary") {
			t.Errorf("the error says %q", got)
		}
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// TestNoPasswordOnACommandLine: every user of the machine may read those.
func TestNoPasswordOnACommandLine(t *testing.T) {
	t.Parallel()
	for address, want := range map[string][2]string{
		"postgres://u:canary@h/db":                                {"postgres://u@h/db", "canary"},
		"postgres://u:can#ary@h/db":                               {"postgres://u@h/db", "can#ary"},
		"postgres://u:can?ary@h/db":                               {"postgres://u@h/db", "can?ary"},
		"postgres://u:can:ary@h:5433/db?sslmode=disable":          {"postgres://u@h:5433/db?sslmode=disable", "can:ary"},
		"postgres://u:can%2Fary%40@h/db":                          {"postgres://u@h/db", "can/ary@"},
		"postgresql://u:canary@[::1]:5433/db":                     {"postgresql://u@[::1]:5433/db", "canary"},
		"postgres://:canary@h,i:5433/db":                          {"postgres://@h,i:5433/db", "canary"},
		"postgres://u@h/db?password=canary&sslmode=disable":       {"postgres://u@h/db?sslmode=disable", "canary"},
		"postgres://u@h/db?pass%77ord=can#ary":                    {"postgres://u@h/db", "can#ary"},
		"postgres://u:one@h/db?password=canary&connect_timeout=1": {"postgres://u@h/db?connect_timeout=1", "canary"},
		"postgres://u@h/db":                                       {"postgres://u@h/db", ""},
		"postgres:///db?host=/run/postgresql&user=u":              {"postgres:///db?host=/run/postgresql&user=u", ""},
	} {
		safe, password, err := postgres.WithoutPassword(address)
		if err != nil || safe != want[0] || password != want[1] {
			t.Errorf("%s: got %q, %q, %v", address, safe, password, err)
		}
	}
	for _, address := range []string{
		"postgres://u:can/ary@h/db", "postgres://u@h/db?sslmode=disable&sslpassword=canary", "postgres://u:canary@h:port/db",
		"host=h user=u password=canary", "postgres://u:can%zzary@h/db",
	} {
		safe, _, err := postgres.WithoutPassword(address)
		if fault.CodeOf(err) != fault.Invalid || safe != "" || strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: got %q, %v", address, safe, err)
		}
	}
}

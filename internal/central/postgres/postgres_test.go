package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"daykit/internal/central/pgtest"
	"daykit/internal/central/postgres"
	"daykit/internal/central/server"
	"daykit/internal/central/storetest"
	"daykit/internal/domain/fault"
)

// cluster is the one PostgreSQL of this package's tests; each has a database in it.
var cluster *pgtest.Cluster

func TestMain(m *testing.M) {
	os.Exit(func() int {
		c, err := pgtest.Start(pgtest.Options{})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer func() {
			if err := c.Stop(); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		}()
		cluster = c
		return m.Run()
	}())
}

func database(t *testing.T) string {
	t.Helper()
	address, err := cluster.Database(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return address
}

func open(t *testing.T, address string) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestContract(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) server.Store { return open(t, database(t)) })
}

func TestManyProgramsOpenOneDatabase(t *testing.T) {
	t.Parallel()
	address := database(t)
	var wg sync.WaitGroup
	for range 6 { // all of them find it empty
		wg.Go(func() { open(t, address) })
	}
	wg.Wait()
	a, b := open(t, address), open(t, address)
	inv := server.Invitation{Workspace: "w", Group: "g", Key: "g"}
	if err := a.Invite(t.Context(), inv); err != nil {
		t.Fatal(err)
	}
	if err := b.Invite(t.Context(), inv); !errors.Is(err, server.ErrConflict) {
		t.Errorf("the other program got %v, want %v", err, server.ErrConflict)
	}
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	address := database(t)
	open(t, address)
	if _, err := pgtest.Ask[int](t.Context(), address, "INSERT INTO migration (n) VALUES (99) RETURNING n"); err != nil {
		t.Fatal(err)
	}
	_, err := postgres.Open(t.Context(), address)
	if err == nil || fault.CodeOf(err) != fault.Conflict || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("got %v, want a refusal that says newer version", err)
	}
}

func TestWrongAddressesAreRefused(t *testing.T) {
	t.Parallel()
	good := database(t)
	latin := "latin1"
	if err := cluster.Exec(t.Context(), "postgres", "CREATE DATABASE latin1 ENCODING 'LATIN1' TEMPLATE template0"); err != nil {
		t.Fatal(err)
	}
	name := good[strings.LastIndex(good, "/")+1 : strings.LastIndex(good, "?")]
	for what, c := range map[string]struct {
		address string
		want    fault.Code
	}{
		"not an address":  {"postgres://%zz", fault.Invalid},
		"no server there": {"postgres://daykit:secret@127.0.0.1:1/daykit", fault.Offline},
		"no database":     {strings.Replace(good, "/"+name, "/nothing", 1), fault.Invalid},
		"wrong user":      {strings.Replace(good, "//daykit:", "//nobody:", 1), fault.Invalid},
		"other encoding":  {strings.Replace(good, "/"+name, "/"+latin, 1), fault.Invalid},
	} {
		_, err := postgres.Open(t.Context(), c.address)
		if err == nil || fault.CodeOf(err) != c.want || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v, want code %s", what, err, c.want)
		}
	}
}

func TestCancelledContextChangesNothing(t *testing.T) {
	t.Parallel()
	s := open(t, database(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	inv := server.Invitation{Workspace: "w", Group: "g", Key: "g"}
	if err := s.Invite(ctx, inv); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if err := s.Invite(t.Context(), inv); err != nil {
		t.Errorf("the cancelled invitation was kept: %v", err)
	}
}

package postgres_test

import (
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
	os.Exit(pgtest.Around(pgtest.Options{}, &cluster, m.Run))
}

func database(t *testing.T) string {
	t.Helper()
	return cluster.Empty(t)
}

func open(tb testing.TB, address string) *postgres.Store {
	tb.Helper()
	return storetest.Opened(tb, postgres.Open, address)
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
	storetest.Shared(t, open(t, address), open(t, address))
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	address := database(t)
	open(t, address)
	if _, err := pgtest.Ask[int](t.Context(), address, "INSERT INTO migration (n) VALUES (99) RETURNING n"); err != nil {
		t.Fatal(err)
	}
	_, err := postgres.Open(t.Context(), address)
	storetest.Newer(t, err)
}

func TestWrongAddressesAreRefused(t *testing.T) {
	t.Parallel()
	good := database(t)
	latin := "latin1"
	if err := pgtest.Exec(t.Context(), good, "CREATE DATABASE latin1 ENCODING 'LATIN1' TEMPLATE template0"); err != nil {
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

func TestLettersOfBeforeArrival(t *testing.T) {
	t.Parallel()
	address := database(t)
	script := "CREATE TABLE migration (n integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());"
	for i, text := range storetest.MigrationsBefore(t, "0008") {
		script += text + fmt.Sprintf("; INSERT INTO migration (n) VALUES (%d);", i+1)
	}
	if err := pgtest.Exec(t.Context(), address, script+storetest.BeforeArrival); err != nil {
		t.Fatal(err)
	}
	storetest.AfterArrival(t, open(t, address))
}

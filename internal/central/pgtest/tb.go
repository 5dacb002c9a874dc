package pgtest

import (
	"fmt"
	"os"
	"testing"
)

// Around runs a package's tests while a cluster is there for them, and gives the exit code
// of the whole.
func Around(o Options, into **Cluster, run func() int) (code int) {
	c, err := Start(o)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() {
		if err := c.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}()
	*into = c
	return run()
}

// For starts a cluster that ends with one test.
func For(tb testing.TB, o Options) *Cluster {
	tb.Helper()
	c, err := Start(o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := c.Stop(); err != nil {
			tb.Error(err)
		}
	})
	return c
}

// Empty makes an empty database for a test and gives its address.
func (c *Cluster) Empty(tb testing.TB) (address string) {
	tb.Helper()
	address, err := c.Database(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return address
}

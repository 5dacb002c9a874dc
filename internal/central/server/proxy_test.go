package server_test

import (
	"net/http"
	"net/netip"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// TestTrustedProxies: the address that counts is the last that no proxy of ours has.
func TestTrustedProxies(t *testing.T) {
	t.Parallel()
	ours := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8:1::/48")}
	for _, c := range []struct {
		name      string
		trusted   []netip.Prefix
		remote    string
		forwarded []string
		same      string // who this is, as a plain address
	}{
		{"a proxy", ours, "10.1.2.3:9", []string{"198.51.100.1"}, "198.51.100.1"},
		{"a proxy by IPv6", ours, "[2001:db8:1::7]:9", []string{"198.51.100.1"}, "198.51.100.1"},
		{"mapped into IPv6", ours, "[::ffff:10.1.2.3]:9", []string{"::ffff:198.51.100.1"}, "198.51.100.1"},
		{"two proxies", ours, "10.1.2.3:9", []string{"198.51.100.1, 10.9.9.9"}, "198.51.100.1"},
		{"two headers", ours, "10.1.2.3:9", []string{"203.0.113.1", "198.51.100.1"}, "198.51.100.1"},
		{"what the visitor wrote before", ours, "10.1.2.3:9", []string{"203.0.113.1, 198.51.100.1, 10.9.9.9"}, "198.51.100.1"},
		{"with a port", ours, "10.1.2.3:9", []string{"198.51.100.1:4711"}, "198.51.100.1"},
		{"with brackets", ours, "10.1.2.3:9", []string{"[2001:db8::1]:4711"}, "2001:db8::1"},
		{"nobody is named", ours, "10.1.2.3:9", nil, "10.1.2.3"},
		{"nonsense", ours, "10.1.2.3:9", []string{"198.51.100.1, unknown"}, "10.1.2.3"},
		{"all are proxies", ours, "10.1.2.3:9", []string{"10.8.8.8"}, "10.8.8.8"},
		{"loopback is none of ours", ours, "127.0.0.1:9", []string{"198.51.100.1"}, "127.0.0.1"},
		{"a stranger", ours, "203.0.113.9:9", []string{"198.51.100.1"}, "203.0.113.9"},
		{"nobody is believed", []netip.Prefix{}, "127.0.0.1:9", []string{"198.51.100.1"}, "127.0.0.1"},
		{"as it comes", nil, "127.0.0.1:9", []string{"198.51.100.1"}, "198.51.100.1"},
		{"no address at all", nil, "@", []string{"198.51.100.1"}, "pipe"},
	} {
		s := newSite(t, func(cfg *server.Config) { cfg.Proxies = c.trusted })
		try := func(remote string, forwarded []string) int {
			raw := wire.Raw(wire.JoinRequest{Code: "DAY-0000-0000-0000-0000", Device: device("x")})
			return s.do(http.MethodPost, wire.PathJoin, raw, from(remote), func(r *http.Request) { r.Header["X-Forwarded-For"] = forwarded }).Code
		}
		for range 30 {
			try(c.remote, c.forwarded)
		}
		remote := netip.AddrPort{}
		if addr, err := netip.ParseAddr(c.same); err == nil {
			remote = netip.AddrPortFrom(addr, 1)
		}
		if got := try(remote.String(), nil); got != http.StatusTooManyRequests {
			t.Errorf("%s: it is not %s: got %d", c.name, c.same, got)
		}
	}
}

package server

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Loopback is the addresses of this machine: the proxies that are believed unless Config
// says otherwise.
func Loopback() []netip.Prefix {
	return []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
}

// callerOf is the address that a request came from. A trusted proxy is believed about whom
// it speaks for, and nobody else is: of the addresses in X-Forwarded-For, to which each
// proxy adds the one that it saw, the last counts that is no trusted proxy's. The zero
// Addr stands for all that have none.
func callerOf(r *http.Request, trusted []netip.Prefix) netip.Addr {
	addr, ok := parseHop(r.RemoteAddr)
	if !ok {
		return netip.Addr{}
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && within(addr, trusted); i-- {
		far, ok := parseHop(strings.TrimSpace(hops[i]))
		if !ok {
			break
		}
		addr = far
	}
	return addr
}

// parseHop reads an address, with a port or without.
func parseHop(text string) (netip.Addr, bool) {
	if host, _, err := net.SplitHostPort(text); err == nil {
		text = host
	}
	addr, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return addr.Unmap().WithZone(""), err == nil
}

func within(addr netip.Addr, prefixes []netip.Prefix) bool {
	for _, p := range prefixes {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}

// settle puts the address of who asks where the limits look for it, in memory. While the
// server is being stopped it asks for the next request to go elsewhere.
func (s *Server) settle(w http.ResponseWriter, r *http.Request) {
	r.RemoteAddr = callerOf(r, s.Proxies).String() // "invalid IP" stands for all that have none
	if s.draining.Load() {
		w.Header().Set("Connection", "close")
	}
}

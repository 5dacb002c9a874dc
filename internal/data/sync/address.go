package sync

import (
	"net/netip"
	"net/url"
	"strings"

	"daykit/internal/domain/fault"
)

// parseServer reads a server's address as a person types it and gives it
// without a slash at its end. Without a scheme it is https. Plain http is taken
// only where nobody else's network lies between: this computer, a private
// address or a .local name.
func parseServer(address string) (string, error) {
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	const hint = "type it as the invitation has it, such as https://day.example.org"
	switch {
	case err != nil || u.Hostname() == "":
		return "", fault.Wrap(err, fault.Invalid, "this is not the address of a server", hint)
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return "", fault.New(fault.Invalid, "the address of a server has no name, question or # in it", hint)
	case u.Scheme == "http" && !isNear(u.Hostname()):
		return "", fault.New(fault.Invalid, "the server's address must begin with https://", "http:// would let anybody on the way read and change what is sent")
	case u.Scheme != "http" && u.Scheme != "https":
		return "", fault.New(fault.Invalid, "the server's address must begin with https://", hint)
	}
	u.Host = strings.ToLower(u.Host)
	return strings.TrimRight(u.String(), "/"), nil
}

func isNear(host string) bool {
	host = strings.ToLower(host)
	if host == "localhost" || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast())
}

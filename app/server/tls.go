package main

import (
	"crypto/tls"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"sync"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"

	"daykit/internal/domain/fault"
)

// certificates is how this program speaks HTTPS.
type certificates struct {
	config *tls.Config
	answer func(otherwise http.Handler) http.Handler // at --http-listen
}

// certificates gives nil when a proxy speaks HTTPS.
func (v *serving) certificates(log *slog.Logger) (*certificates, error) {
	switch {
	case v.acme != nil:
		m := v.manager()
		c := m.TLSConfig()
		c.MinVersion = tls.VersionTLS12
		return &certificates{config: c, answer: m.HTTPHandler}, nil
	case v.tlsCert != "":
		p := &pair{cert: v.tlsCert, key: v.tlsKey, log: log}
		if err := p.read(); err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "the certificate or its key cannot be read",
				"give --tls-cert the whole chain and --tls-key its key, both in PEM")
		}
		c := &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}, GetCertificate: p.now}
		return &certificates{config: c, answer: func(h http.Handler) http.Handler { return h }}, nil
	}
	return nil, nil
}

// manager gets certificates by ACME (RFC 8555) when a visitor first asks for a name, and
// anew before they end. It answers for the names that it was given and no others, so that
// nobody can have it ask for certificates without end.
func (v *serving) manager() *autocert.Manager {
	m := &autocert.Manager{Prompt: autocert.AcceptTOS, Cache: autocert.DirCache(v.acmeDir), HostPolicy: autocert.HostWhitelist(v.acme...)}
	if v.acmeURL != "" {
		m.Client = &acme.Client{DirectoryURL: v.acmeURL}
	}
	return m
}

// hostName is a name that an authority may certify: letters, digits and hyphens between
// dots, of which there is one at least.
var hostName = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$`)

func isHost(name string) bool { return len(name) <= 253 && hostName.MatchString(name) }

// pair is a certificate and its key in two files, which others renew.
type pair struct {
	cert, key string
	log       *slog.Logger

	mu   sync.Mutex
	seen [2]stamp
	has  *tls.Certificate
}

// stamp is by what a file is known to be another.
type stamp struct {
	size     int64
	modified time.Time
}

func stampOf(path string) stamp {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// now gives the certificate as it lies there now. While the files do not go together, as
// between the writing of one and the other, the one before is used.
func (p *pair) now(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seen == [2]stamp{stampOf(p.cert), stampOf(p.key)} {
		return p.has, nil
	}
	if err := p.read(); err != nil {
		p.log.Error("the certificate was not read; the one before is used", "err", err)
	}
	return p.has, nil
}

// read takes the files in when they go together.
func (p *pair) read() error {
	p.seen = [2]stamp{stampOf(p.cert), stampOf(p.key)}
	c, err := tls.LoadX509KeyPair(p.cert, p.key)
	if err != nil {
		return err
	}
	p.has = &c
	p.log.Info("certificate read", "until", c.Leaf.NotAfter)
	return nil
}

// onward sends those who come by plain HTTP to the same page by HTTPS. What is not read
// only is refused: it has travelled in the clear, and should not get used to it.
func onward(publicURL string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, "this server takes that by HTTPS only", http.StatusBadRequest)
			return
		}
		to := url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery}
		w.Header().Set("Referrer-Policy", "no-referrer")
		w.Header().Set("Location", publicURL+"/"+trimSlash(to.RequestURI()))
		w.WriteHeader(http.StatusMovedPermanently)
	})
}

func trimSlash(path string) string {
	if path != "" && path[0] == '/' {
		return path[1:]
	}
	return path
}

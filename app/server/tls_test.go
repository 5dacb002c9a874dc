package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// throwaway writes a certificate for 127.0.0.1 and its key to two files, and gives who
// trusts it. The number tells one from another.
func throwaway(t *testing.T, number int64, certFile, keyFile string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(number), Subject: pkix.Name{CommonName: "throwaway"}, DNSNames: []string{"day.example.org"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	write(t, certFile, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	write(t, keyFile, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}))
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	return pool
}

func write(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// browser trusts a pool, and makes a new connection for each request.
func browser(pool *x509.CertPool) *http.Client {
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: pool, ServerName: "day.example.org"}, ForceAttemptHTTP2: true, DisableKeepAlives: true,
	}}
}

// TestHTTPS: the program speaks HTTPS and HTTP/2, says that it always does, sends those
// who come in the clear on, and refuses what is too old.
func TestHTTPS(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	pool := throwaway(t, 1, cert, key)
	p := start(t, 2, "--log", "json", "--db", newFile(t), "--tls-cert", cert, "--tls-key", key,
		"--http-listen", "127.0.0.1:0", "--public-url", "https://day.example.org")
	res := get(t, browser(pool), http.MethodGet, "https://"+p.doors[0]+"/healthz")
	if res.StatusCode != http.StatusOK || res.body != "ok\n" || res.Proto != "HTTP/2.0" {
		t.Errorf("got %d by %s: %q", res.StatusCode, res.Proto, res.body)
	}
	if got := res.Header.Get("Strict-Transport-Security"); got != "max-age=31536000" {
		t.Errorf("got Strict-Transport-Security %q", got)
	}
	for version, ok := range map[uint16]bool{tls.VersionTLS11: false, tls.VersionTLS12: true, tls.VersionTLS13: true} {
		d := &tls.Dialer{Config: &tls.Config{RootCAs: pool, ServerName: "day.example.org", MinVersion: tls.VersionTLS10, MaxVersion: version}}
		conn, err := d.DialContext(t.Context(), "tcp", p.doors[0])
		if (err == nil) != ok {
			t.Errorf("%s: got %v", tls.VersionName(version), err)
		}
		if err == nil {
			conn.Close()
		}
	}
	for _, c := range []struct {
		method, path, want string
		status             int
	}{
		{http.MethodGet, "/E/7KQ2M9XD/AB?lang=ur", "https://day.example.org/E/7KQ2M9XD/AB?lang=ur", http.StatusMovedPermanently},
		{http.MethodHead, "/", "https://day.example.org/", http.StatusMovedPermanently},
		{http.MethodGet, "//elsewhere.example/x", "https://day.example.org//elsewhere.example/x", http.StatusMovedPermanently},
		{http.MethodGet, "/a%2Fb%20c", "https://day.example.org/a%2Fb%20c", http.StatusMovedPermanently},
		{http.MethodPut, "/v1/e/7KQ2M9XD/signups/x", "", http.StatusBadRequest},
		{http.MethodPost, "/v1/join", "", http.StatusBadRequest},
	} {
		res := get(t, http.DefaultClient, c.method, "http://"+p.doors[1]+c.path)
		if got := res.Header.Get("Location"); res.StatusCode != c.status || got != c.want || res.Header.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s %s: got %d to %q", c.method, c.path, res.StatusCode, got)
		}
	}
}

// TestCertificatesAreRenewed: new files are used by the next connection, and files that do
// not go together are not.
func TestCertificatesAreRenewed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	first := throwaway(t, 1, cert, key)
	p := start(t, 1, "--log", "json", "--db", newFile(t), "--tls-cert", cert, "--tls-key", key)
	number := func(pool *x509.CertPool) int64 {
		t.Helper()
		return get(t, browser(pool), http.MethodGet, "https://"+p.doors[0]+"/healthz").TLS.PeerCertificates[0].SerialNumber.Int64()
	}
	if got := number(first); got != 1 {
		t.Errorf("got certificate %d, want 1", got)
	}
	other := filepath.Join(dir, "other.pem")
	second := throwaway(t, 2, cert, other)
	if got := number(first); got != 1 {
		t.Errorf("before its key came: got certificate %d, want 1", got)
	}
	if err := os.Rename(other, key); err != nil {
		t.Fatal(err)
	}
	if got := number(second); got != 2 {
		t.Errorf("got certificate %d, want 2", got)
	}
	if err := os.Remove(cert); err != nil {
		t.Fatal(err)
	}
	if got := number(second); got != 2 {
		t.Errorf("with no file: got certificate %d, want 2", got)
	}
	p.stop()
	if log := p.log.String(); strings.Count(log, "certificate read") != 2 || strings.Count(log, "was not read") != 2 {
		t.Errorf("got the log\n%s", log)
	}
}

// TestNamesOfCertificates: only for its own names does the server ask an authority, and
// what it got lies in its folder.
func TestNamesOfCertificates(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "certificates")
	v := serving{acme: []string{"day.example.org", "www.day.example.org"}, acmeDir: dir}
	m := v.manager()
	for name, ok := range map[string]bool{
		"day.example.org": true, "www.day.example.org": true, "example.org": false, "a.day.example.org": false, "127.0.0.1": false, "": false,
	} {
		if err := m.HostPolicy(t.Context(), name); (err == nil) != ok {
			t.Errorf("%q: got %v", name, err)
		}
	}
	if err := m.Cache.Put(t.Context(), "day.example.org", []byte("secret")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "day.example.org"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the certificate lies there as %v, %v", info, err)
	}
	folder, err := os.Stat(dir)
	if err != nil || folder.Mode().Perm() != 0o700 {
		t.Errorf("its folder is %v, %v", folder, err)
	}
	if got, err := m.Cache.Get(t.Context(), "day.example.org"); err != nil || string(got) != "secret" {
		t.Errorf("it comes back as %q, %v", got, err)
	}
}

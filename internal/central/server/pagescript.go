package server

import (
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
)

// script is the script of the sign-up page as it is served: under a name that
// changes with it, so that browsers may keep it for ever.
type script struct {
	Path      string
	Integrity string // as HTML writes it; the page runs nothing else under that name
	body      []byte
	packed    []byte
}

// newScript gives nil when there is none, as in a bare "go build".
func newScript(body []byte) *script {
	if len(body) == 0 {
		return nil
	}
	return newScriptAt("/signup.", body)
}

func newScriptAt(stem string, body []byte) *script {
	sum := sha512.Sum384(body)
	return &script{
		Path:      stem + hex.EncodeToString(sum[:8]) + ".js",
		Integrity: "sha384-" + base64.StdEncoding.EncodeToString(sum[:]),
		body:      body, packed: pack(body),
	}
}

func (c *script) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Type", "text/javascript; charset=utf-8")
	h.Add("Vary", "Accept-Encoding")
	body := c.body
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = c.packed
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	w.Write(body) // an error here means that the caller left
}

// face gives a font of the pages.
func (s *Server) face(w http.ResponseWriter, r *http.Request) {
	body, ok := s.Faces[r.PathValue("name")]
	if !ok {
		s.missing(w, r)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=604800")
	h.Set("Content-Type", "font/woff2")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	w.Write(body) // an error here means that the caller left
}

// signupPolicy is contentPolicy for a page with a form: its own script, which may
// talk to its own server, and a form that goes there. It may write no HTML.
const signupPolicy = "default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; " +
	"form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"

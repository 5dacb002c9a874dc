package stranger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"

	"daykit/internal/data/wire"
)

// kind is a sort of answer.
type kind struct {
	types  []string // of Content-Type
	accept string   // that a browser sends for it
}

var (
	kindHTML   = kind{[]string{"text/html"}, "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"}
	kindScript = kind{[]string{"text/javascript", "application/javascript", "application/x-javascript"}, "*/*"}
)

// agent is that of the browser which most visitors have: Chrome on Android, in the form
// that tells nothing of the telephone.
// https://developers.google.com/privacy-sandbox/blog/user-agent-reduction-android-model-and-version
const agent = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36"

// apart gives a client that shares neither connections nor cookies with h, and follows no
// redirect to another host.
func apart(h *http.Client) *http.Client {
	out := &http.Client{Timeout: lookTimeout, CheckRedirect: stay}
	if h != nil {
		out.Transport = h.Transport
	}
	if out.Transport == nil {
		out.Transport = http.DefaultTransport
	}
	if t, ok := out.Transport.(*http.Transport); ok {
		out.Transport = t.Clone()
	}
	return out
}

var errElsewhere = errors.New("the answer leads to another host")

func stay(next *http.Request, via []*http.Request) error {
	first := via[0].URL
	if next.URL.Scheme != first.Scheme || next.URL.Host != first.Host || len(via) > 3 {
		return errElsewhere
	}
	return nil
}

// fetched is an answer that came whole.
type fetched struct {
	at     *url.URL // after redirects
	header http.Header
	body   []byte
}

// fetch asks as a browser does. Whatever is not a whole answer of the kind is an UnseenError.
func (s *Stranger) fetch(ctx context.Context, at *url.URL, k kind, most int) (fetched, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), http.NoBody)
	if err != nil {
		return fetched{}, unseen("its address is none")
	}
	req.Header.Set("User-Agent", agent)
	req.Header.Set("Accept", k.accept)
	req.Header.Set("Accept-Language", "en-GB,en;q=0.9")
	req.Header.Set("Accept-Encoding", "gzip") // and not the transport's own way, which has no bounds
	resp, err := s.http.Do(req)
	if err != nil {
		return fetched{}, lost(ctx, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fetched{}, unseen("the server answered %d", resp.StatusCode)
	}
	if t, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); !slices.Contains(k.types, t) {
		return fetched{}, unseen("something else than the page came")
	}
	body, err := whole(resp, most)
	if err != nil {
		return fetched{}, lost(ctx, err)
	}
	return fetched{resp.Request.URL, resp.Header, body}, nil
}

// whole reads an answer to its end.
func whole(resp *http.Response, most int) ([]byte, error) {
	if resp.Header.Get("Content-Encoding") == "gzip" {
		return wire.Unpack(resp.Body, most)
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, int64(most)+1))
	if err == nil && len(b) > most {
		err = wire.ErrTooLarge
	}
	return b, err
}

// lost says that a line broke.
func lost(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errElsewhere):
		return &UnseenError{Why: "the network leads to another address, as one with a login page does", Err: err}
	}
	return &UnseenError{Why: "the server was not reached", Err: err}
}

func unseen(format string, args ...any) error { return &UnseenError{Why: fmt.Sprintf(format, args...)} }

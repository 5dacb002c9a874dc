package sync

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

const (
	requestTimeout = 20 * time.Second // for a batch, and for silence
	gzipFrom       = 1024             // bytes of a request worth packing
	maxProblem     = 16 << 10         // bytes of an answer that is not a success
	maxSentence    = 300              // characters that a server's message may have
)

// guarded gives a copy of an HTTP client that follows no redirect away from the
// server it asked, and that never waits longer than most.
func guarded(from *http.Client, most time.Duration) *http.Client {
	h := http.Client{}
	if from != nil {
		h = *from
	}
	if h.Timeout == 0 || h.Timeout > most {
		h.Timeout = most
	}
	h.Jar = nil
	h.CheckRedirect = func(next *http.Request, via []*http.Request) error {
		first := via[0].URL
		if next.URL.Scheme != first.Scheme || next.URL.Host != first.Host || len(via) > 3 {
			return errElsewhere
		}
		return nil
	}
	return &h
}

var errElsewhere = errors.New("the answer leads to another server")

// request is where a request goes, by whose token and with what.
type request struct {
	base, path string
	method     string // empty: GET without a body, and POST with one
	query      url.Values
	token      string
	body       []byte            // JSON; nil for a GET
	bytes      bool              // what goes or comes is a chunk as it is, and not JSON
	plain      bool              // the answer is not to be packed
	paced      bool              // it can be asked in smaller parts when the line is slow
	clash      func([]byte) bool // whether an answer of status 409 is one to read, as a gap is
}

// ask makes a request and reads its answer by decode. An answer that is cut short
// or is other JSON is worth another try, as a dropped line is.
func ask[T any](ctx context.Context, c *Client, r request, decode func([]byte) (T, error)) (T, error) {
	var out T
	err := c.retrying(ctx, func() error {
		raw, err := c.once(ctx, r)
		if errors.Is(err, wire.ErrExpands) && !r.plain {
			r.plain = true // an older server packs what it should not; a bomb stays one
			raw, err = c.once(ctx, r)
		}
		var a *again
		if r.paced && errors.As(err, &a) && a.slow {
			return &tooSlow{a.err}
		}
		if err != nil {
			return err
		}
		if out, err = decode(raw); err != nil {
			return &again{err: notDaykit(err)}
		}
		return nil
	})
	return out, err
}

// plain reads an answer that needs no bounds of its own.
func plain[T any](raw []byte) (T, error) {
	var out T
	err := json.Unmarshal(raw, &out)
	return out, err
}

// once makes one try. A reply with status 409 that is not a problem is taken as a
// success is: a push answers so to a gap, and a keybag to one that came first.
func (c *Client) once(ctx context.Context, r request) ([]byte, error) {
	req, err := newRequest(ctx, r)
	if err != nil {
		return nil, err
	}
	line := &patience{}
	if r.whole() {
		req, line = patient(req)
		defer line.stop()
	}
	resp, err := c.client(r).Do(req)
	if err != nil {
		return nil, unreached(ctx, err)
	}
	defer resp.Body.Close()
	if r.whole() {
		resp.Body = line.over(resp.Body)
	}
	if chunk := r.bytes && isBytes(resp); !chunk && !isJSON(resp) {
		return nil, oddAnswer(resp)
	}
	raw, err := read(ctx, resp)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusConflict && !isGap(raw) && (r.clash == nil || !r.clash(raw)) {
		return nil, problem(resp, raw)
	}
	return raw, nil
}

// read reads an answer, and gives an error for one that is a problem.
func read(ctx context.Context, resp *http.Response) ([]byte, error) {
	raw, err := whole(resp)
	failed := resp.StatusCode >= 300 && resp.StatusCode != http.StatusConflict
	switch {
	case failed && err != nil:
		return nil, problem(resp, nil) // the status alone says enough
	case failed:
		return nil, problem(resp, raw[:min(len(raw), maxProblem)])
	case errors.Is(err, wire.ErrTooLarge), errors.Is(err, wire.ErrExpands):
		return nil, fault.Wrap(err, fault.Offline, "the server's answer is too large", "ask the campaign to look at its server")
	case err != nil:
		return nil, unreached(ctx, err)
	}
	return raw, nil
}

// whole reads an answer to its end, and no further than wire.MaxResponse.
func whole(resp *http.Response) ([]byte, error) {
	if resp.Header.Get("Content-Encoding") == "gzip" {
		return wire.Unpack(resp.Body, wire.MaxResponse)
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, wire.MaxResponse+1))
	if err == nil && len(raw) > wire.MaxResponse {
		err = wire.ErrTooLarge
	}
	return raw, err
}

func newRequest(ctx context.Context, r request) (*http.Request, error) {
	method, from, body := http.MethodGet, io.Reader(http.NoBody), r.body
	packed := false
	if body != nil {
		if len(body) >= gzipFrom && !r.bytes {
			if small, ok := wire.Pack(body); ok {
				body, packed = small, true
			}
		}
		method, from = http.MethodPost, bytes.NewReader(body)
	}
	method = cmp.Or(r.method, method)
	req, err := http.NewRequestWithContext(ctx, method, r.base+r.path, from)
	if err != nil {
		return nil, fmt.Errorf("make request: %w", err)
	}
	req.URL.RawQuery = r.query.Encode()
	kind := typeJSON
	if r.bytes {
		kind = typeBytes
	}
	req.Header.Set("Accept", typeJSON)
	if r.bytes && body == nil {
		req.Header.Set("Accept", kind+", "+typeJSON+";q=0.5") // a problem is JSON
	}
	req.Header.Set("Accept-Encoding", "gzip") // and not the transport's own way, which has no bounds
	if r.plain {
		req.Header.Set("Accept-Encoding", "identity")
	}
	if body != nil {
		req.Header.Set("Content-Type", kind)
	}
	if packed {
		req.Header.Set("Content-Encoding", "gzip")
	}
	if r.token != "" {
		req.Header.Set("Authorization", "Bearer "+r.token)
	}
	return req, nil
}

const (
	typeJSON  = "application/json"
	typeBytes = "application/octet-stream"
)

func isJSON(resp *http.Response) bool { return isKind(resp, typeJSON) }

// isBytes reports whether an answer is a chunk.
func isBytes(resp *http.Response) bool {
	return isKind(resp, typeBytes) && resp.StatusCode == http.StatusOK
}

func isKind(resp *http.Response, want string) bool {
	kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return err == nil && kind == want
}

func isGap(raw []byte) bool {
	var r wire.PushReply
	return json.Unmarshal(raw, &r) == nil && r.Gap
}

// unreached says that no whole answer came.
func unreached(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, errElsewhere) {
		return notDaykit(err)
	}
	return &again{slow: timedOut(err), err: fault.Wrap(err, fault.Offline, "the server cannot be reached now",
		"everything is saved here; try again when there is a connection")}
}

// oddAnswer is for answers that no Daykit server gives, such as a login page.
// Those of a proxy before a server that is down are worth another try.
func oddAnswer(resp *http.Response) error {
	if resp.StatusCode >= 500 {
		return &again{err: busy(nil), after: retryAfter(resp)}
	}
	return notDaykit(fmt.Errorf("status %d of type %q", resp.StatusCode, resp.Header.Get("Content-Type")))
}

func busy(cause error) error {
	return fault.Wrap(cause, fault.Offline, "the server is not able to answer now", "everything is saved here; try again later")
}

// problem turns an answer that is not a success into a fault.
func problem(resp *http.Response, raw []byte) error {
	var p wire.Problem
	cause := fmt.Errorf("status %d", resp.StatusCode)
	if json.Unmarshal(raw, &p) == nil && p.Message != "" {
		cause = fmt.Errorf("status %d: %s", resp.StatusCode, sentence(p.Message))
	}
	switch {
	case resp.StatusCode == http.StatusUnauthorized:
		return fault.Wrap(cause, fault.Denied, "the campaign's server no longer knows this laptop",
			"ask the campaign for a new invitation; everything is saved here")
	case resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500:
		return &again{err: busy(cause), after: retryAfter(resp)}
	case p.Message == "":
		return notDaykit(cause)
	}
	return fault.Wrap(cause, refusalCode(p.Code), sentence(p.Message), sentence(p.Hint))
}

// refusalCode takes over the server's code where it means the same on this side.
func refusalCode(code string) fault.Code {
	c := fault.Code(code)
	if slices.Contains([]fault.Code{fault.Invalid, fault.NotFound, fault.Conflict, fault.Denied, fault.Full}, c) {
		return c
	}
	return fault.Offline
}

// sentence makes a stranger's words safe to show: one line, not too long.
func sentence(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if r := []rune(s); len(r) > maxSentence {
		s = string(r[:maxSentence]) + "…"
	}
	return s
}

// retryAfter reads the header in its form of seconds; 0 when there is none.
func retryAfter(resp *http.Response) time.Duration {
	n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(n) * time.Second
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"daykit/internal/data/wire"
)

// TestDrain stops a server while people sign up. Until it stops listening nobody is refused,
// and a sign-up of which only half has come by then is taken in.
func TestDrain(t *testing.T) {
	t.Parallel()
	for engine, db := range databases(t) {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			drained(t, db)
		})
	}
}

func drained(t *testing.T, db string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r := &rush{t: t, db: db, flags: []string{"--drain", "1h"}, acks: make(chan struct{}, 1), giveUp: cancel}
	r.start()
	r.prepare()
	finish := r.half("0f8fad5b-d9cb-469f-a165-000000000001")
	var wg sync.WaitGroup
	for side := range visitors {
		wg.Go(func() { r.signUp(ctx, side) })
	}
	r.goOn(ctx)
	r.signal(syscall.SIGTERM)
	for r.status("/readyz") != http.StatusServiceUnavailable {
	}
	if got := r.status("/healthz"); got != http.StatusOK {
		t.Errorf("while it drains /healthz answers %d", got)
	}
	r.goOn(ctx)
	cancel()
	wg.Wait()
	if r.retries > 0 {
		t.Errorf("%d requests had to be sent again", r.retries)
	}
	r.signal(syscall.SIGTERM) // does not wait for the hour to end
	for r.status("/healthz") != 0 {
	}
	if got := finish(); got != http.StatusCreated {
		t.Errorf("the sign-up that was under way got %d", got)
	}
	if err := r.process.Wait(); err != nil {
		t.Errorf("the server ended by %v", err)
	}
	r.close()
	r.start()
	r.letters["0f8fad5b-d9cb-469f-a165-000000000001"] = true
	r.ops["0102030405060708"] = events // the pages
	r.inspect(0)
	r.stop()
}

// TestStops: SIGTERM waits as long as it was told to, and an interrupt not at all.
func TestStops(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		drain string
		by    os.Signal
	}{"SIGTERM": {"10ms", syscall.SIGTERM}, "interrupt": {"1h", os.Interrupt}} {
		r := &rush{t: t, db: "sqlite:" + filepath.Join(t.TempDir(), "server.db"), flags: []string{"--drain", c.drain}}
		r.start()
		r.signal(c.by)
		if err := r.process.Wait(); err != nil {
			t.Errorf("%s: the server ended by %v", name, err)
		}
	}
}

func (r *rush) signal(s os.Signal) {
	r.t.Helper()
	if err := r.process.Process.Signal(s); err != nil {
		r.t.Fatal(err)
	}
}

// status asks over a new connection, and gives 0 when there is no server.
func (r *rush) status(path string) int {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodGet, r.url+path, http.NoBody)
	if err != nil {
		r.t.Fatal(err)
	}
	res, err := client.Do(req)
	if err != nil {
		return 0
	}
	res.Body.Close()
	return res.StatusCode
}

// half sends half of a sign-up, and gives what sends the rest and reads the answer.
func (r *rush) half(id string) (finish func() int) {
	r.t.Helper()
	conn, err := new(net.Dialer).DialContext(r.t.Context(), "tcp", strings.TrimPrefix(r.url, "http://"))
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { conn.Close() })
	body := "age-encryption.org/v1\n-> " + strings.Repeat("x", 400)
	send := func(text string) {
		if _, err := io.WriteString(conn, text); err != nil {
			r.t.Fatal(err)
		}
	}
	send(fmt.Sprintf("PUT %s%s/signups/%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", wire.PathEvent, r.events[0], id, len(body), body[:200]))
	return func() int {
		send(body[200:])
		res, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			r.t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
}

// program is the whole program in this process, with addresses at all its doors.
type program struct {
	t     *testing.T
	doors []string // host and port: where it listens, then --http-listen, then --metrics-listen
	log   *bytes.Buffer
	stop  func()
}

// startJSON runs the program with its log in JSON until the test ends.
func startJSON(t *testing.T, doors int, args ...string) *program {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, append([]string{"daykit-server", "--listen", "127.0.0.1:0", "--log", "json"}, args...), nil, io.Discard, w)
		w.Close()
	}()
	p := &program{t: t, log: &bytes.Buffer{}}
	lines := bufio.NewScanner(io.TeeReader(r, p.log))
	for len(p.doors) < doors {
		if !lines.Scan() {
			t.Fatalf("the server does not start: %s", p.log)
		}
		var line struct {
			Msg     string `json:"msg"`
			Address string `json:"address"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("%v: %s", err, lines.Text())
		}
		if line.Msg == "listening" {
			p.doors = append(p.doors, line.Address)
		}
	}
	read := make(chan struct{})
	go func() {
		for lines.Scan() { // until the pipe is closed
		}
		close(read)
	}()
	p.stop = sync.OnceFunc(func() {
		cancel()
		if got := <-code; got != exitDone {
			t.Errorf("exit code is %d, want %d: %s", got, exitDone, p.log)
		}
		<-read
	})
	t.Cleanup(p.stop)
	return p
}

// reply is an answer that was read to its end.
type reply struct {
	status       int
	proto, body  string
	header       http.Header
	certificates []*x509.Certificate
}

// get asks and gives the answer without following it elsewhere.
func get(t *testing.T, client *http.Client, method, url string) reply {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	c := *client
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	out := reply{status: res.StatusCode, proto: res.Proto, body: string(body), header: res.Header}
	if res.TLS != nil {
		out.certificates = res.TLS.PeerCertificates
	}
	return out
}

// TestMetricsHaveADoorOfTheirOwn: visitors cannot read the counts, and whoever can reads
// nothing else there.
func TestMetricsHaveADoorOfTheirOwn(t *testing.T) {
	t.Parallel()
	p := startJSON(t, 2, "--db", "sqlite:"+filepath.Join(t.TempDir(), "a.db"), "--metrics-listen", "127.0.0.1:0")
	public, counts := "http://"+p.doors[0], "http://"+p.doors[1]
	get(t, http.DefaultClient, http.MethodGet, public+"/e/7KQ2M9XD")
	for url, want := range map[string]int{
		public + "/metrics": http.StatusNotFound, counts + "/metrics": http.StatusOK, counts + "/": http.StatusNotFound, counts + wire.PathHello: http.StatusNotFound,
	} {
		res := get(t, http.DefaultClient, http.MethodGet, url)
		if res.status != want {
			t.Errorf("%s: got %d", url, res.status)
		}
		if want == http.StatusOK && !strings.Contains(res.body, `daykit_http_requests_total{class="4xx",route="GET /e/{id}"} 1`) {
			t.Errorf("the page is not counted:\n%s", res.body)
		}
	}
	p.stop()
	for line := range strings.Lines(p.log.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("the log has the line %q", line)
		}
	}
	if !strings.Contains(p.log.String(), `"route":"GET /e/{id}","status":404`) {
		t.Errorf("the log has no request:\n%s", p.log)
	}
}

// TestADoorThatIsTaken ends the program, with all its doors.
func TestADoorThatIsTaken(t *testing.T) {
	t.Parallel()
	taken, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, flag := range []string{"--listen", "--metrics-listen"} {
		var errs bytes.Buffer
		args := []string{"daykit-server", "--listen", "127.0.0.1:0", "--db", "sqlite:" + filepath.Join(t.TempDir(), "a.db"), flag, taken.Addr().String()}
		if code := run(t.Context(), args, nil, io.Discard, &errs); code != exitRefused || !strings.Contains(errs.String(), "choose another with "+flag) {
			t.Errorf("%s: exit code %d: %s", flag, code, &errs)
		}
	}
}

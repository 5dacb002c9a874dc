package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"

	"daykit/internal/data/wire"
)

// TestDrain stops a server while people sign up. Until it stops listening nobody is refused,
// and a sign-up of which only half has come by then is taken in.
func TestDrain(t *testing.T) {
	t.Parallel()
	onEach(t, drained)
}

func drained(t *testing.T, db string) {
	t.Helper()
	r := newRush(t, db, "--drain", "1h")
	r.prepare()
	finish := r.half("0f8fad5b-d9cb-469f-a165-000000000001")
	more, leave := r.crowd(0)
	more()
	r.signal(syscall.SIGTERM)
	for r.status("/readyz") != http.StatusServiceUnavailable {
	}
	if got := r.status("/healthz"); got != http.StatusOK {
		t.Errorf("while it drains /healthz answers %d", got)
	}
	more()
	leave()
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
		r := newRush(t, newFile(t), "--drain", c.drain)
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

// TestMetricsHaveADoorOfTheirOwn: visitors cannot read the counts, and whoever can reads
// nothing else there.
func TestMetricsHaveADoorOfTheirOwn(t *testing.T) {
	t.Parallel()
	p := start(t, 2, "--log", "json", "--db", newFile(t), "--metrics-listen", "127.0.0.1:0")
	public, counts := p.url, "http://"+p.doors[1]
	get(t, http.DefaultClient, http.MethodGet, public+"/e/7KQ2M9XD")
	for url, want := range map[string]int{
		public + "/metrics": http.StatusNotFound, counts + "/metrics": http.StatusOK, counts + "/": http.StatusNotFound, counts + wire.PathHello: http.StatusNotFound,
	} {
		res := get(t, http.DefaultClient, http.MethodGet, url)
		if res.StatusCode != want {
			t.Errorf("%s: got %d", url, res.StatusCode)
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
		wantRefused(t, "choose another with "+flag, "--listen", "127.0.0.1:0", "--db", newFile(t), flag, taken.Addr().String())
	}
}

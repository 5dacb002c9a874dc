package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"daykit/internal/central/pgtest"
	"daykit/internal/data/wire"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(withPostgres{m}, map[string]func(){"daykit-server": main})
}

// cluster is the one PostgreSQL of this package's tests.
var cluster *pgtest.Cluster

// withPostgres runs the tests while it is there.
type withPostgres struct{ m *testing.M }

// Run implements testscript.TestingM.
func (w withPostgres) Run() int {
	return pgtest.Around(pgtest.Options{Durable: true}, &cluster, w.m.Run)
}

// newFile gives an empty database in a file, as --db takes it.
func newFile(t *testing.T) string {
	t.Helper()
	return schemeFile + filepath.Join(t.TempDir(), "server.db")
}

// onEach runs a test on an empty database of each engine.
func onEach(t *testing.T, test func(t *testing.T, db string)) {
	t.Helper()
	for engine, db := range map[string]string{"sqlite": newFile(t), "postgres": cluster.Empty(t)} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			test(t, db)
		})
	}
}

// program is the whole program in this process, with addresses at all its doors.
type program struct {
	url   string   // of the first door, without TLS
	doors []string // host and port: where it listens, then --http-listen, then --metrics-listen
	log   *bytes.Buffer
	stop  func() // after which the log is complete
}

// start runs the program until the test ends.
func start(t *testing.T, doors int, args ...string) *program {
	t.Helper()
	args = served(t, args)
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, append([]string{"daykit-server", "--listen", "127.0.0.1:0"}, args...), nil, io.Discard, w)
		w.Close()
	}()
	p := &program{log: &bytes.Buffer{}}
	lines := bufio.NewScanner(io.TeeReader(r, p.log))
	for len(p.doors) < doors {
		if !lines.Scan() {
			t.Fatalf("the server does not start: %s", p.log)
		}
		if at := listens(t, lines.Text()); at != "" {
			p.doors = append(p.doors, at)
		}
	}
	p.url = "http://" + p.doors[0]
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

// listens gives the host and port that a line of either kind of log tells, if it does.
func listens(t *testing.T, line string) string {
	t.Helper()
	if at, ok := strings.CutPrefix(line, "listening on http://"); ok {
		return at
	}
	var said struct {
		Msg     string `json:"msg"`
		Address string `json:"address"`
	}
	if err := json.Unmarshal([]byte(line), &said); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	if said.Msg != "listening" {
		return ""
	}
	return said.Address
}

// invoke runs another command of the program.
func invoke(t *testing.T, args ...string) (code int, out []byte, said string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), append([]string{"daykit-server"}, args...), nil, &stdout, &stderr)
	return code, stdout.Bytes(), stderr.String()
}

// command runs one and decodes what it prints.
func command(t *testing.T, into any, args ...string) {
	t.Helper()
	code, out, said := invoke(t, args...)
	if code != exitDone {
		t.Fatalf("%v: exit code %d: %s", args, code, said)
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatal(err)
	}
}

// wantRefused runs one that must be refused with a message.
func wantRefused(t *testing.T, message string, args ...string) {
	t.Helper()
	if code, out, said := invoke(t, args...); code != exitRefused || !strings.Contains(said, message) || len(out) > 0 {
		t.Errorf("%v: exit code %d: %s%s", args, code, out, said)
	}
}

// reply is an answer that was read to its end.
type reply struct {
	*http.Response
	body string
}

// ask sends a request, of which the body and the header may be nil.
func ask(t *testing.T, client *http.Client, method, url string, body []byte, header http.Header) reply {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(req.Header, header)
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	all, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{res, string(all)}
}

func bearer(token string) http.Header { return http.Header{"Authorization": {"Bearer " + token}} }

// get asks and gives the answer without following it elsewhere.
func get(t *testing.T, client *http.Client, method, url string) reply {
	t.Helper()
	c := *client
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return ask(t, &c, method, url, nil, nil)
}

// call sends JSON and decodes the answer.
func call(t *testing.T, method, url, token string, body, into any) {
	t.Helper()
	res := ask(t, http.DefaultClient, method, url, wire.Raw(body), bearer(token))
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: got %s: %s", method, url, res.Status, res.body)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal([]byte(res.body), into); err != nil {
		t.Fatal(err)
	}
}

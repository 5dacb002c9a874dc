package main_test

import (
	"bufio"
	"flag"
	"fmt"
	"image"
	"image/png"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"daykit/internal/data/canary"
)

// bin is the folder of the programs that all tests of this package run.
var bin string

// TestMain builds the programs once.
func TestMain(m *testing.M) {
	flag.Parse()
	var err error
	if bin, err = os.MkdirTemp("", "daykit-test-"); err == nil {
		err = buildPrograms(bin)
	}
	code := 1
	if err == nil {
		code = m.Run()
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	_ = os.RemoveAll(bin)
	os.Exit(code)
}

func buildPrograms(dir string) error {
	build := exec.Command("go", "build", "-o", dir+string(filepath.Separator), "daykit/app/daykit", "daykit/app/server")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w\n%s", err, out)
	}
	return os.Rename(filepath.Join(dir, "server"), filepath.Join(dir, "daykit-server"))
}

// TestScripts runs the built programs as a person would: every script in
// testdata/script has a workspace of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("PATH", bin+string(filepath.ListSeparator)+e.Getenv("PATH"))
			e.Setenv("DAYKIT_DATA", filepath.Join(e.WorkDir, "data"))
			e.Setenv("DAYKIT_KEYRING", "off")
			e.Setenv("DB", "sqlite:"+filepath.Join(e.WorkDir, "server.db"))
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"capture":    capture,
			"bigfile":    bigFile,
			"picture":    picture,
			"latin1file": latin1File,
			"nowhere":    nowhere,
			"serve":      serve,
			"stopserver": stopServer,
			"visit":      visit,
			"servehtml":  serveHTML,
			"readme":     readme,
			"documented": documented,
		},
	})
}

// capture NAME PATTERN keeps the first group that PATTERN finds in the last
// command's standard output as $NAME.
func capture(ts *testscript.TestScript, _ bool, args []string) {
	m := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(m) < 2 {
		ts.Fatalf("capture: %q is not in the output", args[1])
	}
	ts.Setenv(args[0], m[1])
}

// picture NAME makes a grey PNG of 1200 by 800 pixels.
func picture(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(png.Encode(f, image.NewGray(image.Rect(0, 0, 1200, 800))))
	ts.Check(f.Close())
}

// bigFile NAME BYTES makes a file of that size that takes no room.
func bigFile(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(f.Truncate(n))
	ts.Check(f.Close())
}

// latin1File NAME makes a guest list that is not UTF-8.
func latin1File(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("id,name\n1,Ana\n2,Jos\xe9\n"), 0o600))
}

// nowhere TEXT... looks for texts in every byte of the data folder and of the server's
// database, in any spelling. A folder without a database would hold nothing, and fails.
func nowhere(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range []string{"data/workspace.db", "server.db"} {
		_, err := os.Stat(ts.MkAbs(name))
		ts.Check(err)
	}
	found, err := canary.FindIn(os.DirFS(ts.MkAbs("data")), args)
	ts.Check(err)
	if len(found) > 0 {
		ts.Fatalf("the data folder has %v", found)
	}
	server, err := filepath.Glob(ts.MkAbs("server.db*"))
	ts.Check(err)
	for _, path := range server {
		b, err := os.ReadFile(path)
		ts.Check(err)
		if hits := canary.Find(b, args); len(hits) > 0 {
			ts.Fatalf("%s has %v", filepath.Base(path), hits)
		}
	}
}

// visit EVENT FIELD=VALUE... sends the plain form of a visitor without script, and holds
// the server to saying that it took it.
func visit(ts *testscript.TestScript, _ bool, args []string) {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Post(ts.Getenv("URL")+"/e/"+args[0]+"/signup", "application/x-www-form-urlencoded", strings.NewReader(strings.Join(args[1:], "&")))
	ts.Check(err)
	ts.Check(resp.Body.Close())
	if to := resp.Header.Get("Location"); !strings.Contains(to, "s=ok") {
		ts.Fatalf("visit: %s, %s", resp.Status, to)
	}
}

// serve starts a campaign server on $DB and keeps its address as $URL.
func serve(ts *testscript.TestScript, _ bool, _ []string) {
	cmd := exec.Command("daykit-server", "--db", ts.Getenv("DB"), "--listen", "127.0.0.1:0")
	cmd.Path = filepath.Join(filepath.SplitList(ts.Getenv("PATH"))[0], "daykit-server")
	cmd.Err = nil
	pipe, err := cmd.StderrPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	stop := sync.OnceFunc(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	ts.Defer(stop)
	servers.Store(ts, stop)
	sc := bufio.NewScanner(pipe)
	for sc.Scan() {
		if u := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(sc.Text()); u != "" {
			ts.Setenv("URL", u)
			go func() {
				for sc.Scan() { // keep reading, so that the server never blocks on its log
				}
			}()
			return
		}
	}
	ts.Fatalf("the server did not say where it listens")
}

// servers are those that scripts started last: *testscript.TestScript to how it is stopped.
var servers sync.Map

// stopServer ends the server that serve started last.
func stopServer(ts *testscript.TestScript, _ bool, _ []string) {
	stop, ok := servers.Load(ts)
	if !ok {
		ts.Fatalf("no server runs")
	}
	stop.(func())()
}

// serveHTML starts a server that answers everything with a web page, as a
// captive portal does, and keeps its address as $URL.
func serveHTML(ts *testscript.TestScript, _ bool, _ []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<h1>Welcome to the hotel</h1>")
	})}
	go func() { _ = srv.Serve(l) }()
	ts.Defer(func() { _ = srv.Close() })
	ts.Setenv("URL", "http://"+l.Addr().String())
}

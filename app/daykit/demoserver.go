package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"time"

	"daykit/internal/domain/fault"
)

// serverStart is how long the local server may take to listen.
const serverStart = 20 * time.Second

// demoServer is a daykit-server of the demo's own, on loopback and on SQLite.
type demoServer struct {
	program, db, url string
	cmd              *exec.Cmd
}

var listening = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// startServer starts the daykit-server that lies beside this program and waits
// until it says where it listens.
func startServer(ctx context.Context, dir string, log io.Writer) (*demoServer, error) {
	program, err := beside("daykit-server")
	if err != nil {
		return nil, err
	}
	s := &demoServer{program: program, db: "sqlite:" + filepath.Join(dir, "server.db")}
	s.cmd = exec.CommandContext(ctx, program, "--db", s.db, "--listen", "127.0.0.1:0")
	pipe, err := s.cmd.StderrPipe()
	if err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	found := make(chan string, 1)
	go watch(pipe, found)
	select {
	case s.url = <-found:
	case <-time.After(serverStart):
	case <-ctx.Done():
	}
	if s.url == "" {
		s.stop()
		return nil, errors.New("the demo's server did not start")
	}
	fmt.Fprintf(log, "a campaign server of our own listens at %s\n", s.url)
	return s, nil
}

// watch reads a server's words to the end and reports the address among them;
// an empty address means that the server ended without one.
func watch(r io.Reader, found chan<- string) {
	for sc := bufio.NewScanner(r); sc.Scan(); {
		if u := listening.FindString(sc.Text()); u != "" {
			select {
			case found <- u:
			default:
			}
		}
	}
	select {
	case found <- "":
	default:
	}
}

// beside finds another program of ours in the folder of this one.
func beside(name string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program: %w", err)
	}
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	path := filepath.Join(filepath.Dir(self), name)
	if _, err := os.Stat(path); err != nil {
		return "", fault.Wrap(err, fault.NotFound, name+" does not lie beside this program", "`make daykit` builds both")
	}
	return path, nil
}

func (s *demoServer) stop() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

func (s *demoServer) run(ctx context.Context, v any, args ...string) error {
	var out, errOut bytes.Buffer
	cmd := exec.CommandContext(ctx, s.program, append([]string{"--db", s.db, "--json"}, args...)...)
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("daykit-server %s: %w: %s", args[0], err, bytes.TrimSpace(errOut.Bytes()))
	}
	if err := json.Unmarshal(out.Bytes(), v); err != nil {
		return fmt.Errorf("daykit-server %s: %w", args[0], err)
	}
	return nil
}

func (s *demoServer) invite(ctx context.Context, group string) (string, error) {
	var v struct {
		Code string `json:"code"`
	}
	err := s.run(ctx, &v, "invite", group)
	return v.Code, err
}

func (s *demoServer) totals(ctx context.Context) (json.RawMessage, error) {
	var v json.RawMessage
	err := s.run(ctx, &v, "totals")
	return v, err
}

package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

const (
	pocketPath = "/api/collections/signups/records"
	pocketPage = 1000 // records of one answer
)

// startPocket starts PocketBase as it comes, with one collection (build/pocketbase).
func startPocket(ctx context.Context, dir, program string) (p *peer, stop func(), err error) {
	addr, err := freeAddress()
	if err != nil {
		return nil, func() {}, err
	}
	version, err := pocketVersion(ctx, program)
	if err != nil {
		return nil, func() {}, err
	}
	log := filepath.Join(dir, "pocketbase.log")
	pid, stop, err := startProcess(ctx, log, program, "serve", "--http", addr, "--dir", filepath.Join(dir, "pocketbase"))
	if err != nil {
		return nil, stop, err
	}
	if err := waitFor(ctx, "http://"+addr+"/api/health", log); err != nil {
		return nil, stop, err
	}
	p = &peer{name: "PocketBase " + version, promise: "in the kernel (WAL, synchronous=NORMAL), as it comes", addr: addr, kept: http.StatusOK, server: pid}
	p.put = func(b []byte, n int, id uuid) []byte {
		body := p.letters.of(id)
		head := `{"event":"` + eventID(n%1000) + `","uuid":"`
		const middle, foot = `","body":"`, `"}`
		size := len(head) + 36 + len(middle) + base64.StdEncoding.EncodedLen(len(body)) + len(foot)
		b = append(append(b, "POST "+pocketPath+" HTTP/1.1\r\nHost: "...), addr...)
		b = strconv.AppendInt(append(b, "\r\nContent-Type: application/json\r\nContent-Length: "...), int64(size), 10)
		b = id.append(append(append(b, "\r\n\r\n"...), head...))
		return append(base64.StdEncoding.AppendEncode(append(b, middle...), body), foot...)
	}
	p.read = func(ctx context.Context, each func(uuid, []byte) error) error {
		return readPocket(ctx, "http://"+addr, each)
	}
	return p, stop, nil
}

// pocketVersion asks go which version the program was built of.
func pocketVersion(ctx context.Context, program string) (string, error) {
	said, err := exec.CommandContext(ctx, "go", "version", "-m", program).Output()
	if err != nil {
		return "", fmt.Errorf("which PocketBase %s is: %w", program, err)
	}
	for line := range strings.Lines(string(said)) {
		if f := strings.Fields(line); len(f) > 2 && f[1] == "github.com/pocketbase/pocketbase" {
			return f[2], nil
		}
	}
	return "", errors.New(program + " is not PocketBase")
}

// readPocket gives every record.
func readPocket(ctx context.Context, url string, each func(uuid, []byte) error) error {
	for page, more := 1, true; more; page++ {
		var part struct {
			Items []struct {
				UUID string `json:"uuid"`
				Body []byte `json:"body"`
			} `json:"items"`
		}
		query := fmt.Sprintf("?page=%d&perPage=%d&sort=id&skipTotal=1", page, pocketPage)
		if err := call(ctx, http.MethodGet, url+pocketPath+query, "", "", nil, &part); err != nil {
			return err
		}
		for _, r := range part.Items {
			id, err := parseUUID(r.UUID)
			if err != nil {
				return err
			}
			if err := each(id, r.Body); err != nil {
				return err
			}
		}
		more = len(part.Items) == pocketPage
	}
	return nil
}

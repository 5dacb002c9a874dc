package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	paintAim = time.Second
	settle   = 5 * time.Second // until a window counts as idle
)

// window measures how long the window takes from the start of its process to the
// first picture of the page, and what its processes hold when it is idle. It
// brings its own X server, whose screen is a file that can be watched.
func window(ctx context.Context, dir string, runs int) ([]figure, error) {
	screen, display, stop, err := startScreen(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer stop()
	var painted spread
	var memory float64
	for i := range runs + 1 {
		took, held, err := openOnce(ctx, screen, display, filepath.Join(dir, "window"), i == runs)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			painted = append(painted, took)
		}
		memory = held
	}
	return []figure{
		{"window painted after its start", painted.String(), atMost(paintAim), painted.ends() + ", under Xvfb"},
		{"memory of the idle window's processes", fmt.Sprintf("%.0f MiB", memory/1024), "-", "proportional (PSS), all processes"},
	}, nil
}

// startScreen starts Xvfb and gives the file that holds its picture.
func startScreen(ctx context.Context, dir string) (screen, display string, stop func(), err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return "", "", nil, err
	}
	defer r.Close()
	cmd := exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset", "-fbdir", dir)
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		return "", "", nil, fmt.Errorf("xvfb does not start (install xvfb): %w", err)
	}
	w.Close()
	number := make([]byte, 16)
	n, err := r.Read(number)
	stop = func() { _ = cmd.Process.Signal(syscall.SIGTERM); _ = cmd.Wait() }
	if err != nil {
		stop()
		return "", "", nil, fmt.Errorf("xvfb tells no display: %w", err)
	}
	return filepath.Join(dir, "Xvfb_screen0"), ":" + strings.TrimSpace(string(number[:n])), stop, nil
}

// openOnce opens the window, waits for its page, and ends it again. It weighs the
// processes, in KiB, if asked to.
func openOnce(ctx context.Context, screen, display, data string, weigh bool) (took time.Duration, held float64, err error) {
	cmd := exec.CommandContext(ctx, filepath.Join(bin, "daykit-window"), "--data", data)
	cmd.Env = append(os.Environ(), "DISPLAY="+display, "WAYLAND_DISPLAY=")
	var words bytes.Buffer
	cmd.Stderr = &words
	for isPainted(screen) {
		time.Sleep(5 * time.Millisecond) // the window before is still going
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, 0, err
	}
	defer func() { _ = cmd.Process.Signal(syscall.SIGTERM); _ = cmd.Wait() }()
	for !isPainted(screen) {
		if time.Since(began) > time.Minute {
			return 0, 0, fmt.Errorf("the window shows nothing after a minute: %s", words.String())
		}
		time.Sleep(5 * time.Millisecond)
	}
	took = time.Since(began)
	if weigh {
		time.Sleep(settle)
		held, err = weight(cmd.Process.Pid)
	}
	return took, held, err
}

// isPainted looks for the dark side of the page: an empty window has none of its colour.
func isPainted(screen string) bool {
	const enough = 50_000 // pixels
	b, err := os.ReadFile(screen)
	return err == nil && bytes.Count(b, []byte{0x39, 0x1a, 0x1d}) > enough
}

// weight adds up the proportional memory of a process and all below it, in KiB.
func weight(pid int) (float64, error) {
	sum, err := own(pid)
	if err != nil {
		return 0, err
	}
	// A child belongs to the thread that started it.
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	if err != nil {
		return 0, err
	}
	for _, list := range lists {
		children, err := os.ReadFile(list)
		if err != nil {
			continue // that thread has ended
		}
		for _, child := range strings.Fields(string(children)) {
			id, err := strconv.Atoi(child)
			if err != nil {
				return 0, err
			}
			below, err := weight(id)
			if err != nil {
				return 0, err
			}
			sum += below
		}
	}
	return sum, nil
}

func own(pid int) (float64, error) {
	rollup, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(rollup)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "Pss:" {
			return strconv.ParseFloat(f[1], 64)
		}
	}
	return 0, fmt.Errorf("process %d has no memory figures", pid)
}

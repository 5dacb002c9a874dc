package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const (
	badges     = 200
	posterAim  = 150 * time.Millisecond
	badgesAim  = 300 * time.Millisecond
	sampleFile = "internal/desk/sample/event-shared-table.json"
)

// printing measures daykit print from start to end of its process, on a warm disk.
func printing(ctx context.Context, dir string, runs int) ([]figure, error) {
	data := filepath.Join(dir, "data")
	event, err := newEvent(ctx, data)
	if err != nil {
		return nil, err
	}
	people := filepath.Join(dir, "people.csv")
	if err := os.WriteFile(people, guestList(badges), 0o600); err != nil {
		return nil, err
	}
	poster, err := repeat(ctx, runs, "--data", data, "print", event, "poster", "--paper", "a4", "--out", filepath.Join(dir, "poster.pdf"))
	if err != nil {
		return nil, err
	}
	sheet, err := repeat(ctx, runs, "--data", data, "print", event, "badges", "--people", people, "--out", filepath.Join(dir, "badges.pdf"))
	if err != nil {
		return nil, err
	}
	return []figure{
		{"daykit print: A4 poster, whole process", poster.String(), atMost(posterAim), poster.ends()},
		{fmt.Sprintf("daykit print: %d badges with QR codes, whole process", badges), sheet.String(), atMost(badgesAim), sheet.ends()},
	}, nil
}

func atMost(d time.Duration) string { return fmt.Sprintf("<= %d ms", d.Milliseconds()) }

func newEvent(ctx context.Context, data string) (string, error) {
	out, err := daykit(ctx, "--data", data, "--json", "new", "--from", sampleFile)
	if err != nil {
		return "", err
	}
	var made struct {
		ID string `json:"id"`
	}
	return made.ID, json.Unmarshal(out, &made)
}

// repeat runs the command once unmeasured, so that the disk is warm, and then runs times.
func repeat(ctx context.Context, runs int, args ...string) (spread, error) {
	var s spread
	for i := range runs + 1 {
		began := time.Now()
		if _, err := daykit(ctx, args...); err != nil {
			return nil, err
		}
		if i > 0 {
			s = append(s, time.Since(began))
		}
	}
	return s, nil
}

func daykit(ctx context.Context, args ...string) ([]byte, error) {
	out, err := exec.CommandContext(ctx, filepath.Join(bin, "daykit"), args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil, fmt.Errorf("daykit %s: %w: %s", strings.Join(args, " "), err, exit.Stderr)
	}
	return out, err
}

// guestList makes up n people whose names are in the scripts of a real room.
func guestList(n int) []byte {
	names := []struct{ name, lang string }{
		{"Ada Example", "en"},
		{"Zofia Przykładowa", "pl"},
		{"Олена Прикладна", "uk"},
		{"مثال أحمد", "ar"},
		{"উদাহরণ রহিম", "bn"},
		{"ምሳሌ አበበ", "am"},
		{"எடுத்துக்காட்டு", "ta"},
		{"示例", "zh-Hans"},
		{"مثال نور", "ur"},
	}
	var b strings.Builder
	b.WriteString("id,name,lang,org,url\n")
	for i := range n {
		p := names[i%len(names)]
		fmt.Fprintf(&b, "bench-%03d,%s %d,%s,Example Group,https://imd.example/p/%d\n", i, p.name, i, p.lang, i)
	}
	return []byte(b.String())
}

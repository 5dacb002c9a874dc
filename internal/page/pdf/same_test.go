package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"

	"golang.org/x/sys/cpu"
)

// fullPages have everything that a file can hold, on many pages.
func fullPages(t testing.TB) []*display.Page {
	pages := append(articlePages(t, 1), letterPages(t, 40)...)
	p := plainPage(t)
	p.Add(display.Image{Picture: quarters(t, "a", false), Rect: display.Rect{X: 40, Y: 500, W: 160, H: 80}},
		display.Image{Picture: quarters(t, "b", true), Rect: display.Rect{X: 240, Y: 500, W: 160, H: 80}, Clip: display.CirclePath(300, 540, 30)},
		display.Use{Part: mark(t), X: 300, Y: 600, Turn: 1})
	return append(pages, p)
}

func profiles() []pdf.Options {
	var all []pdf.Options
	for _, o := range []pdf.Options{{}, {Profile: pdf.Archive}, {Profile: pdf.PrintShop, CMYK: true}} {
		full := options()
		full.Profile, full.CMYK = o.Profile, o.CMYK
		all = append(all, full)
	}
	return all
}

const childEnv = "DAYKIT_TEST_WRITE_TO"

// TestSameBytes writes one file many times, on one core and on all, here and in
// another process.
func TestSameBytes(t *testing.T) {
	pages := fullPages(t)
	for i, o := range profiles() {
		t.Run(fmt.Sprint("profile ", i), func(t *testing.T) {
			want := write(t, o, pages...)
			if path := os.Getenv(childEnv); path != "" {
				if err := os.WriteFile(path+fmt.Sprint(i), want, 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			sameOnAnyCores(t, want, o, pages)
			if got := fromChild(t, i); !bytes.Equal(got, want) {
				t.Error("another process writes other bytes")
			}
		})
	}
}

func sameOnAnyCores(t *testing.T, want []byte, o pdf.Options, pages []*display.Page) {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, cores := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(cores)
		for range 3 {
			if got := write(t, o, pages...); !bytes.Equal(got, want) {
				t.Errorf("other bytes with GOMAXPROCS %d", cores)
			}
		}
	}
}

// fromChild gives what another process writes for a profile.
func fromChild(t *testing.T, profile int) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "child.pdf")
	child := exec.CommandContext(t.Context(), os.Args[0], fmt.Sprintf("-test.run=^TestSameBytes$/^profile_%d$", profile))
	child.Env = append(os.Environ(), childEnv+"="+path, "GOMAXPROCS=1")
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("child: %v\n%s", err, out)
	}
	got, err := os.ReadFile(path + fmt.Sprint(profile))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestSameBytesOnEveryProcessor builds a program for the oldest processors and for
// those with fused multiplication, whose sums differ in the last bit unless the
// code takes care.
func TestSameBytesOnEveryProcessor(t *testing.T) {
	t.Parallel()
	levels := []string{"v1"}
	if x := cpu.X86; runtime.GOARCH == "amd64" && x.HasAVX2 && x.HasBMI1 && x.HasBMI2 && x.HasFMA {
		levels = append(levels, "v3") // which no older processor runs
	}
	want := hashes(t, "")
	for _, level := range levels {
		if got := hashes(t, level); got != want {
			t.Errorf("bytes at level %s hash to\n%s and otherwise to\n%s", level, got, want)
		}
	}
}

func hashes(t *testing.T, level string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "everything-"+level)
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, "./testdata/everything")
	build.Env = append(os.Environ(), "GOAMD64="+level, "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build for level %s: %v\n%s", level, err, out)
	}
	return tool(t, program, "testdata/article1.json")
}

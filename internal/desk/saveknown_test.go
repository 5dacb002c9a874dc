package desk_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
)

// dry is randomness that can run out, so that nothing more can be written into the log.
type dry struct {
	counter

	out atomic.Bool
}

var errDry = errors.New("no randomness is left")

func (r *dry) Read(p []byte) (int, error) {
	if r.out.Load() {
		return 0, errDry
	}
	return r.counter.Read(p)
}

// TestNoFileThatNobodyKnowsOf: where the ledger or the audit trail cannot be written, no file
// is left, nor a part of one.
func TestNoFileThatNobodyKnowsOf(t *testing.T) {
	t.Parallel()
	ctx, r := t.Context(), &dry{counter: counter{n: 18}}
	d, err := desk.Open(ctx, desk.Options{Dir: t.TempDir(), Version: "test", Now: func() time.Time { return testNow }, Rand: r, NoKeyring: true})
	must0(t, err)
	t.Cleanup(func() { must0(t, d.Close()) })
	id := toldOf(ctx, t, d)
	photo := addPhotographs(ctx, t, d, id, phonePicture(t, "1.jpg", 90, 60))[0]
	_, err = d.EditPhotograph(ctx, id, photo, agreedTo(content.PhotoWeb, content.PhotoReport))
	must0(t, err)
	saves := map[string]func(ctx context.Context, path string) error{
		"photograph.jpg": func(ctx context.Context, path string) error {
			return d.SavePhotograph(ctx, id, photo, content.PhotoWeb, path)
		},
		"report.pdf": func(ctx context.Context, path string) error { _, err := d.SaveReport(ctx, id, path); return err },
		"report.csv": func(ctx context.Context, path string) error { _, err := d.SaveReport(ctx, id, path); return err },
		"badges.pdf": func(ctx context.Context, path string) error {
			_, _, err := d.SavePrint(ctx, id, desk.PrintRequest{Kind: desk.KindBadges}, "pdf", path, nil)
			return err
		},
		"data.json": func(ctx context.Context, path string) error { _, err := d.TakeData(ctx, id, path, true); return err },
		"data.zip":  func(ctx context.Context, path string) error { _, err := d.TakeData(ctx, id, path, true); return err },
		"data":      func(ctx context.Context, path string) error { _, err := d.TakeData(ctx, id, path, true); return err },
	}
	for name, save := range saves {
		dir := t.TempDir()
		_, err := d.WalkIns(ctx, id, 7) // so that there is something new to keep of a report
		must0(t, err)
		r.out.Store(true)
		err = save(ctx, filepath.Join(dir, name))
		r.out.Store(false)
		if !errors.Is(err, errDry) {
			t.Errorf("%s: got %v, want that the line could not be written", name, err)
		}
		if left := filesUnder(t, dir); len(left) > 0 {
			t.Errorf("%s: %v is left, and nothing says so", name, left)
		}
		if err := save(ctx, filepath.Join(dir, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(filesUnder(t, dir)) == 0 {
			t.Errorf("%s was not written", name)
		}
	}
}

// filesUnder are the files in a folder and those within it.
func filesUnder(t *testing.T, dir string) (out []string) {
	t.Helper()
	must0(t, filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			out = append(out, path)
		}
		return err
	}))
	return out
}

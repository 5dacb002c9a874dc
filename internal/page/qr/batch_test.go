package qr_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/domain/display"
	"daykit/internal/page/qr"
)

// tracer is Path or Organiser.
type tracer func(text string, side, x, y float64) (display.Path, int, error)

func TestBatchIsGoQRCodeModuleByModule(t *testing.T) {
	t.Parallel()
	var batch qr.Batch
	same := func(t require, text string) {
		for name, fns := range map[string][2]tracer{
			"path":      {batch.Path, qr.Path},
			"organiser": {batch.Organiser, qr.Organiser},
		} {
			got, n, err := fns[0](text, 90, 1, 2)
			want, m, err2 := fns[1](text, 90, 1, 2)
			if err != nil || err2 != nil {
				t.Fatalf("%s of %q: %v, %v", name, text, err, err2)
			}
			if n != m || !cmp.Equal(got, want) {
				t.Fatalf("%s of %q: %d modules, want %d; or another mask", name, text, n, m)
			}
		}
	}
	for _, text := range []string{
		"0", "A", "a", "https://imd.example/e/K7QM", "HTTPS://IMD.EXAMPLE/E/K7QM3X9P",
		"IMD1*7K3QX9M2*0102R20B", strings.Repeat("9", 213), strings.Repeat("Z", 213), strings.Repeat("ü", 106),
		"12345678901234567890abc123456789012345ABCDEF", "ABCDE12345678901234567FGH", "a1B2c3D4e5F6",
	} {
		same(t, text)
	}
	rapid.Check(t, func(t *rapid.T) {
		same(t, rapid.OneOf(
			rapid.StringMatching(`[0-9]{1,200}`),
			rapid.StringMatching(`[A-Z0-9 $%*+./:-]{1,200}`),
			rapid.StringMatching(`https://[a-z]{3,12}\.example/[a-z]/[0-9]{4}-[a-z0-9]{4,60}(\?e=[0-9a-z]{5})?`),
			rapid.StringMatching(`([0-9]{1,20}|[A-Z]{1,20}|[a-z]{1,20}){1,8}`),
		).Filter(func(s string) bool { return len(s) <= 213 }).Draw(t, "text"))
	})
}

// require is what a test and a property share.
type require interface {
	Fatalf(format string, args ...any)
}

func TestBatchRefuses(t *testing.T) {
	t.Parallel()
	var batch qr.Batch
	for _, text := range []string{"", strings.Repeat("x", 214)} {
		if _, _, err := batch.Path(text, 90, 0, 0); err == nil {
			t.Errorf("%d bytes were encoded", len(text))
		}
	}
}

func BenchmarkBatch(b *testing.B) {
	var batch qr.Batch
	for b.Loop() {
		if _, _, err := batch.Path("https://kit.example.org/i/0001-3ubygqgr?e=18dec", 80, 0, 0); err != nil {
			b.Fatal(err)
		}
	}
}

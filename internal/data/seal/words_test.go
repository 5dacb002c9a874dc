package seal_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"daykit/internal/data/seal"
)

// TestWordsAreThoseOfBIP39 holds the list that comes with a module to what the authors
// of BIP 39 publish, and to what reading by four letters rests on.
func TestWordsAreThoseOfBIP39(t *testing.T) {
	t.Parallel()
	list := seal.WordList()
	sum := sha256.Sum256([]byte(strings.Join(list, "\n") + "\n"))
	const want = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("the list has SHA-256 %s, want %s", got, want)
	}
	if len(list) != 2048 || !slices.IsSorted(list) {
		t.Errorf("got %d words, sorted %v", len(list), slices.IsSorted(list))
	}
	heads := map[string]bool{}
	for _, w := range list {
		heads[w[:min(4, len(w))]] = true
	}
	if len(heads) != len(list) {
		t.Errorf("%d words share their first four letters with another", len(list)-len(heads))
	}
}

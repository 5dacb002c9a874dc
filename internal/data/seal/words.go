package seal

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"sync"

	"github.com/tyler-smith/go-bip39/wordlists"

	"daykit/internal/domain/fault"
)

const (
	sheetWords = 25 // 24 of BIP 39 and the check word
	wordBits   = 11
)

// wordsSum is the SHA-256 of english.txt of BIP 39 as its authors publish it, one word
// a line (https://github.com/bitcoin/bips/blob/master/bip-0039/english.txt).
const wordsSum = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"

// wordList is the English list of BIP 39: 2,048 words in order, whose first four
// letters differ. A list that differs by a letter would read old sheets wrongly, and
// print sheets that nobody else can read, so it panics.
var wordList = sync.OnceValue(func() []string {
	list := slices.Clone(wordlists.English)
	sum := sha256.Sum256([]byte(strings.Join(list, "\n") + "\n"))
	if hex.EncodeToString(sum[:]) != wordsSum {
		panic("internal error: the word list of recovery sheets is not that of BIP 39")
	}
	return list
})

// Words are the secret as 24 words of BIP 39, which carry its checksum of eight bits,
// and a check word of ours: it catches every single wrong word and every two words
// exchanged with certainty, where the eight bits miss one in 256.
func (r Recovery) Words() []string {
	sum := sha256.Sum256(r.id.seed)
	symbols := toWords(append(slices.Clone(r.id.seed), sum[0]))
	symbols = append(symbols, field2048.check(symbols))
	out := make([]string, len(symbols))
	for i, s := range symbols {
		out[i] = wordList()[s]
	}
	return out
}

// toWords cuts bytes into numbers of eleven bits.
func toWords(data []byte) []int {
	var out []int
	acc, bits := 0, 0
	for _, b := range data {
		acc, bits = acc<<8|int(b), bits+8
		if bits >= wordBits {
			bits -= wordBits
			out = append(out, acc>>bits)
			acc &= 1<<bits - 1
		}
	}
	return out
}

func fromWords(symbols []int) []byte {
	var out []byte
	acc, bits := 0, 0
	for _, s := range symbols {
		acc, bits = acc<<wordBits|s, bits+wordBits
		for bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
			acc &= 1<<bits - 1
		}
	}
	return out
}

// looksLikeWords tells words from groups: most of them are on the list, and more than a
// few, since the prefix of the text has "age", "secret" and "key".
func looksLikeWords(typed []string) bool {
	known := 0
	for _, w := range typed {
		if _, ok := wordIndex(w); ok {
			known++
		}
	}
	return known > 6 && 2*known > len(typed)
}

// wordIndex finds a word by its whole or, as BIP 39 provides, by its first four
// letters.
func wordIndex(typed string) (int, bool) {
	w := strings.ToLower(typed)
	at, found := slices.BinarySearch(wordList(), w)
	if !found && len(w) == 4 && at < len(wordList()) && strings.HasPrefix(wordList()[at], w) {
		found = true
	}
	return at, found
}

// ReadRecoveryWords reads a sheet from its words alone, so that words that are on no
// list are named and not taken for groups. Numbers before the words do not count.
func ReadRecoveryWords(text string) (Recovery, error) {
	if len(text) > maxRecovery {
		return Recovery{}, fault.New(fault.Invalid, "this is longer than a recovery sheet", "type the words of the sheet only")
	}
	return readWords(slices.DeleteFunc(strings.FieldsFunc(text, isGap), isNumber))
}

func readWords(typed []string) (Recovery, error) {
	if len(typed) != sheetWords {
		return Recovery{}, fault.Invalidf("type all words, from the first to the last",
			"a recovery sheet has %d words, these are %d", sheetWords, len(typed))
	}
	symbols := make([]int, len(typed))
	for i, w := range typed {
		at, ok := wordIndex(w)
		if !ok {
			return Recovery{}, fault.Invalidf("look at that word again", "word %d is on no recovery sheet", i+1)
		}
		symbols[i] = at
	}
	last := len(symbols) - 1
	data := fromWords(symbols[:last])
	defer wipe(data)
	sum := sha256.Sum256(data[:seedSize])
	if field2048.check(symbols[:last]) != symbols[last] || data[seedSize] != sum[0] {
		return Recovery{}, fault.New(fault.Invalid, "a word of the recovery sheet is wrong, or two are exchanged", "compare each word with the sheet")
	}
	id, err := identityOf(Hybrid, data[:seedSize])
	return Recovery{id}, err
}

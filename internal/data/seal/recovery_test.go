package seal_test

import (
	"fmt"
	"strings"
	"testing"

	"filippo.io/age"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

const bech32Alphabet = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"

func newRecovery(t *testing.T, seed byte) seal.Recovery {
	t.Helper()
	return must(seal.NewRecovery(drawn(seed)))(t)
}

// sheetOf makes the sheet of a given secret.
func sheetOf(t *testing.T, secret []byte) seal.Recovery {
	t.Helper()
	return must(seal.NewRecovery(strings.NewReader(string(secret))))(t)
}

func TestSheetIsReadInEveryForm(t *testing.T) {
	t.Parallel()
	for seed := range byte(20) {
		r := newRecovery(t, seed)
		if text := r.Text(); len(text) != 77 || !strings.HasPrefix(text, "AGE-SECRET-KEY-PQ-1") {
			t.Fatalf("the text is %q", text)
		}
		must(age.ParseHybridIdentity(r.Text()))(t)
		groups, words := strings.Join(r.Groups(), " "), strings.Join(r.Words(), " ")
		if len(r.Groups()) != 12 || len(r.Words()) != 25 {
			t.Fatalf("got %d groups and %d words", len(r.Groups()), len(r.Words()))
		}
		short := make([]string, 0, 25)
		for i, w := range r.Words() {
			short = append(short, fmt.Sprintf("%d. %s", i+1, w[:min(4, len(w))]))
		}
		for name, typed := range map[string]string{
			"text": r.Text(), "lower case": strings.ToLower(r.Text()), "groups": groups,
			"groups in lines": strings.Join(r.Groups(), "\r\n"), "groups with hyphens": strings.ToLower(strings.Join(r.Groups(), "-")),
			"in one": strings.Join(r.Groups(), ""), "prefix and groups": "age-secret-key-pq-1 " + groups,
			"look-alikes": strings.NewReplacer("0", "O", "L", "1", "8", "b").Replace(groups), "look-alike I": strings.ReplaceAll(groups, "L", "i"),
			"words": words, "words in capitals": strings.ToUpper(words), "numbered": strings.Join(short, "\n"),
			"a mark of direction": "\u200f" + groups + "\u200e",
		} {
			got, err := seal.ReadRecovery(typed)
			if err != nil || got.Text() != r.Text() {
				t.Errorf("%s: got error %v for %q", name, err, typed)
			}
		}
	}
}

// TestEveryWrongCharacterIsCaught tries each position with each other character of the
// alphabet, and each exchange of neighbours. The code is linear, so what holds for one
// secret holds for all; two are tried.
func TestEveryWrongCharacterIsCaught(t *testing.T) {
	t.Parallel()
	for seed := range byte(2) {
		text := newRecovery(t, seed).Text()
		tried := 0
		for at := range len(text) {
			for _, c := range []byte(bech32Alphabet + "1BIO-AGESECRETKEYPQ023456789") {
				if c == text[at] {
					continue
				}
				tried++
				typed := text[:at] + string(c) + text[at+1:]
				got, err := seal.ReadRecovery(typed)
				// A look-alike may be read as what it looks like, and as nothing else.
				lookAlike := strings.ContainsRune("1BIO", rune(c)) || text[at] == '1'
				if err == nil && (!lookAlike || got.Text() != text) {
					t.Errorf("%q at %d is taken", c, at)
				}
			}
			if at > 0 && text[at] != text[at-1] {
				typed := text[:at-1] + text[at:at+1] + text[at-1:at] + text[at+1:]
				if got, err := seal.ReadRecovery(typed); err == nil && got.Text() != text {
					t.Errorf("exchanged neighbours at %d are taken", at)
				}
			}
			if got, err := seal.ReadRecovery(text[:at] + text[at+1:]); err == nil && got.Text() != text {
				t.Errorf("a character left out at %d goes unseen", at)
			}
			if got, err := seal.ReadRecovery(text[:at] + text[at:at+1] + text[at:]); err == nil && got.Text() != text {
				t.Errorf("a character typed twice at %d goes unseen", at)
			}
		}
		if tried < 77*31 {
			t.Errorf("only %d wrong characters were tried", tried)
		}
	}
}

// TestEveryWrongWordIsCaught tries each of 25 places with each of the 2,047 other
// words, and each exchange of two words.
func TestEveryWrongWordIsCaught(t *testing.T) {
	t.Parallel()
	list := seal.WordList()
	r := newRecovery(t, 1)
	words := r.Words()
	for at, right := range words {
		for _, wrong := range list {
			if wrong == right {
				continue
			}
			words[at] = wrong
			if _, err := seal.ReadRecovery(strings.Join(words, " ")); err == nil || fault.CodeOf(err) != fault.Invalid {
				t.Fatalf("word %d as %s: got error %v, want it refused", at+1, wrong, err)
			}
		}
		words[at] = right
		for other := range at {
			if words[other] == words[at] {
				continue
			}
			words[other], words[at] = words[at], words[other]
			if _, err := seal.ReadRecovery(strings.Join(words, " ")); err == nil {
				t.Errorf("words %d and %d exchanged are taken", other+1, at+1)
			}
			words[other], words[at] = words[at], words[other]
		}
	}
	if _, err := seal.ReadRecovery(strings.Join(words, " ")); err != nil {
		t.Errorf("the right words: %v", err)
	}
}

// TestCheckWordAloneCatchesAll shows the same of the check word without the eight bits
// of BIP 39, whatever the secret: the differences of one wrong symbol are never zero.
func TestCheckWordAloneCatchesAll(t *testing.T) {
	t.Parallel()
	for _, f := range []struct {
		check func([]int) int
		n     int
		size  int
	}{{seal.CheckWord, 24, 2048}, {seal.CheckCharacter, 26, 32}} {
		symbols := make([]int, f.n)
		for at := range symbols {
			for wrong := 1; wrong < f.size; wrong++ {
				symbols[at] = wrong
				if f.check(symbols) == 0 {
					t.Errorf("an error of %d at %d goes unseen", wrong, at)
				}
			}
			symbols[at] = 0
		}
	}
}

// TestWordsAreBIP39 takes the vectors for 32 bytes from
// https://github.com/trezor/python-mnemonic/blob/master/vectors.json.
func TestWordsAreBIP39(t *testing.T) {
	t.Parallel()
	for fill, want := range map[byte]string{
		0x00: strings.Repeat("abandon ", 23) + "art",
		0x7f: "legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth title",
		0x80: "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless",
		0xff: strings.Repeat("zoo ", 23) + "vote",
	} {
		r := sheetOf(t, []byte(strings.Repeat(string([]byte{fill}), 32)))
		if got := strings.Join(r.Words()[:24], " "); got != want {
			t.Errorf("%02x: got %s", fill, got)
		}
	}
}

func TestSheetErrorsSayWhere(t *testing.T) {
	t.Parallel()
	r := newRecovery(t, 1)
	groups, words := r.Groups(), r.Words()
	groups[3] = groups[3][:4] + "%"
	words[6] = "notaword"
	for typed, want := range map[string]string{
		strings.Join(groups, " "):         "group 4 ",
		strings.Join(words, " "):          "word 7 ",
		strings.Join(r.Words()[:20], ""):  "characters",
		strings.Join(r.Words()[:24], " "): "25 words, these are 24",
		strings.Join(r.Groups()[:11], ""): "58 characters, these are 54",
		"":                                "58 characters, these are 0",
		strings.Repeat("A", 2000):         "longer",
		must(seal.NewIdentity(seal.X25519, drawn(1)))(t).Secret(): "characters",
	} {
		_, err := seal.ReadRecovery(typed)
		wantCode(t, err, fault.Invalid)
		if err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%.30q: got %q, want it to say %q", typed, err, want)
		}
	}
}

func TestSheetIsCheckedBack(t *testing.T) {
	t.Parallel()
	r := newRecovery(t, 1)
	parts := must(seal.AskGroups(3, drawn(4)))(t)
	if len(parts) != 3 || parts[0] >= parts[1] || parts[1] >= parts[2] {
		t.Fatalf("asked for %v", parts)
	}
	g := r.Groups()
	right := []string{" " + strings.ToLower(g[parts[0]]), g[parts[1]], g[parts[2]]}
	if err := r.CheckGroups(parts, right...); err != nil {
		t.Error(err)
	}
	for i := range right {
		wrong := append([]string(nil), right...)
		wrong[i] = "QQQQQ"
		err := r.CheckGroups(parts, wrong...)
		wantCode(t, err, fault.Invalid)
		if want := fmt.Sprintf("group %d ", parts[i]+1); err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("got %q, want it to name %s", err, want)
		}
	}
	wantCode(t, r.CheckGroups(nil), fault.Invalid)
	wantCode(t, r.CheckGroups(parts, right[:2]...), fault.Invalid)
	wantCode(t, r.CheckGroups([]int{12}, "QQQQ"), fault.Invalid)
	wantCode(t, r.CheckGroups([]int{-1}, "QQQQ"), fault.Invalid)
	for _, n := range []int{0, 13} {
		if _, err := seal.AskGroups(n, drawn(1)); err == nil {
			t.Errorf("%d groups can be asked for", n)
		}
	}
	if got := must(seal.AskGroups(12, drawn(1)))(t); len(got) != 12 || got[11] != 11 {
		t.Errorf("all groups are %v", got)
	}
	bag := must(seal.NewKeybag(newKeys(t, 1), r.Recipient()))(t)
	if err := bag.CheckSheet(strings.Join(r.Words(), " ")); err != nil {
		t.Error(err)
	}
	wantCode(t, bag.CheckSheet(newRecovery(t, 2).Text()), fault.Invalid)
	wantCode(t, bag.CheckSheet("x"), fault.Invalid)
}

func TestRecoveryToken(t *testing.T) {
	t.Parallel()
	a, b := must(newRecovery(t, 1).Token())(t), must(newRecovery(t, 2).Token())(t)
	if len(a) != 64 || a == b || a != must(newRecovery(t, 1).Token())(t) {
		t.Errorf("got tokens %s and %s", a, b)
	}
	// Fixed for ever: an account is found by it.
	if want := "2d16f6502804fcefb32bba996b8baa706905422f5eb9dd5375a97c2f7e6aaf45"; a != want {
		t.Errorf("the token is %s, want %s", a, want)
	}
}

package stranger

import (
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Script is a script of the sign-up page that may be believed.
type Script struct {
	Edition int      // of its banner: it grows with each release that changes the script
	Sum     [48]byte // SHA-384 of its bytes
}

// Known gives the scripts that may be believed, the newest first: the one that this
// program carries, and those of released, which has "EDITION SHA-384" in each line that is
// not empty and does not begin with a #. There are none for a program that carries no
// script, since nothing can be compared then.
func Known(carried []byte, released string) ([]Script, error) {
	if len(carried) == 0 {
		return nil, nil
	}
	out := []Script{{Edition: edition(carried), Sum: sha512.Sum384(carried)}}
	for _, line := range strings.Split(released, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		s, err := scriptOf(line)
		if err != nil {
			return nil, fmt.Errorf("line %q of the released scripts: %w", line, err)
		}
		if s.Sum != out[0].Sum {
			out = append(out, s)
		}
	}
	return out, nil
}

func scriptOf(line string) (s Script, err error) {
	number, sum, _ := strings.Cut(line, " ")
	if s.Edition, err = strconv.Atoi(number); err != nil {
		return s, err
	}
	raw, err := hex.DecodeString(strings.TrimSpace(sum))
	if err == nil && len(raw) != len(s.Sum) {
		err = fmt.Errorf("%d bytes of a SHA-384", len(raw))
	}
	copy(s.Sum[:], raw)
	return s, err
}

// banner is how a script begins; vite.signup.config.ts writes it.
var banner = regexp.MustCompile(`^/\*! Daykit sign-up script, edition ([0-9]{1,6}) \*/`)

// edition gives the number that a script says it has, 0 for none.
func edition(script []byte) int {
	m := banner.FindSubmatch(script)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		return 0
	}
	return n
}

// integrity is how a page holds its script to these bytes.
func integrity(script []byte) string {
	sum := sha512.Sum384(script)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}

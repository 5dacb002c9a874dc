package seal

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strconv"

	"daykit/internal/domain/fault"
)

// AskedGroups is what is kept of the groups that a person is asked to type from a new
// sheet, since the sheet itself is not kept. Whoever takes it can find these groups by
// trying, so few are asked for, and it is thrown away once they were right: three are
// 75 of 256 bits.
type AskedGroups struct {
	Salt   []byte   `json:"salt"`
	Groups []int    `json:"groups"` // counted from 0
	Sums   [][]byte `json:"sums"`
}

// Ask draws n groups of the sheet to ask for.
func (r Recovery) Ask(n int, rand io.Reader) (AskedGroups, error) {
	parts, err := AskGroups(n, rand)
	if err != nil {
		return AskedGroups{}, err
	}
	a := AskedGroups{Salt: make([]byte, saltSize), Groups: parts}
	if _, err := io.ReadFull(rand, a.Salt); err != nil {
		return a, fmt.Errorf("draw a salt: %w", err)
	}
	groups := r.Groups()
	for _, part := range parts {
		a.Sums = append(a.Sums, a.sum(part, groups[part]))
	}
	return a, nil
}

func (a AskedGroups) sum(part int, group string) []byte {
	h := hmac.New(sha256.New, a.Salt)
	h.Write([]byte(strconv.Itoa(part) + ":" + group))
	return h.Sum(nil)
}

// Check holds what was typed, by the number of the group from 0, against what was
// asked for, and names the first that is missing, was not asked for or differs.
func (a AskedGroups) Check(typed map[int]string) error {
	for part := range typed {
		if !slices.Contains(a.Groups, part) {
			return fault.Invalidf("type only the groups that are asked for", "group %d is not asked for", part+1)
		}
	}
	for i, part := range a.Groups {
		text, ok := typed[part]
		switch {
		case !ok:
			return fault.Invalidf("type it from the printed sheet", "group %d is missing", part+1)
		case i >= len(a.Sums) || !hmac.Equal(a.sum(part, normal(text)), a.Sums[i]):
			return fault.Invalidf("look at the printed sheet again", "group %d differs from the sheet", part+1)
		}
	}
	return nil
}

// Package small is what is said of numbers of people that are too small to be told: how
// small that is, and what stands in their place. The server's tables and a laptop's
// reports say it in the same words.
package small

import (
	"encoding/json"
	"strconv"
)

// Smallest is the smallest number of people that is shown by itself. It is the threshold
// of the Government Statistical Service's guidance for tables from administrative sources.
const Smallest = 5

// Cell is one number of people, as it is shown.
type Cell struct {
	N    int
	Look Look
}

// Look is what is seen of a number.
type Look uint8

// The looks of a number.
const (
	Unknown   Look = iota // nobody has said it
	Shown                 // as it is
	Under                 // it is only said to be under 5
	Withheld              // so that another cannot be worked out
	Uncounted             // nobody has begun to count: it says nothing of how many there are
)

// The words for numbers that are not shown, in pages and files alike.
const (
	WordsUnder     = "under 5"
	WordsWithheld  = "withheld"
	WordsUncounted = "not counted"
)

// String writes the number for people, with commas between thousands.
func (c Cell) String() string {
	if c.Look == Unknown {
		return "–"
	}
	s := c.Field()
	if c.Look == Shown {
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + "," + s[i:]
		}
	}
	return s
}

// MarshalJSON writes a number, the words in its place, or null.
func (c Cell) MarshalJSON() ([]byte, error) {
	switch c.Look {
	case Shown:
		return json.Marshal(c.N)
	case Unknown:
		return []byte("null"), nil
	case Under, Withheld, Uncounted:
	}
	return json.Marshal(c.Field())
}

// UnmarshalJSON reads what MarshalJSON writes. Words of a newer program are Withheld.
func (c *Cell) UnmarshalJSON(b []byte) error {
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	switch v := v.(type) {
	case float64:
		*c = Cell{N: int(v), Look: Shown}
	case nil:
		*c = Cell{}
	default:
		*c = Cell{Look: Withheld}
		switch v {
		case WordsUnder:
			c.Look = Under
		case WordsUncounted:
			c.Look = Uncounted
		}
	}
	return nil
}

// Field writes a number for a file of columns: plain digits, the words in its place, or
// nothing.
func (c Cell) Field() string {
	switch c.Look {
	case Shown:
		return strconv.Itoa(c.N)
	case Unknown:
		return ""
	case Under:
		return WordsUnder
	case Uncounted:
		return WordsUncounted
	case Withheld:
	}
	return WordsWithheld
}

package small_test

import (
	"encoding/json"
	"testing"

	"daykit/internal/domain/small"
)

func TestCellsReadBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cell         small.Cell
		json, column string
	}{
		{small.Cell{N: 12, Look: small.Shown}, "12", "12"},
		{small.Cell{N: 0, Look: small.Shown}, "0", "0"},
		{small.Cell{Look: small.Under}, `"under 5"`, "under 5"},
		{small.Cell{Look: small.Withheld}, `"withheld"`, "withheld"},
		{small.Cell{Look: small.Uncounted}, `"not counted"`, "not counted"},
		{small.Cell{}, "null", ""},
	} {
		b, err := json.Marshal(c.cell)
		if err != nil || string(b) != c.json || c.cell.Field() != c.column {
			t.Errorf("%+v: got %s, %q, %v, want %s, %q", c.cell, b, c.cell.Field(), err, c.json, c.column)
		}
		var back small.Cell
		if err := json.Unmarshal(b, &back); err != nil || back != c.cell {
			t.Errorf("%s reads back as %+v, %v, want %+v", b, back, err, c.cell)
		}
	}
}

func TestWhatIsNotShownIsNotWritten(t *testing.T) {
	t.Parallel()
	for _, look := range []small.Look{small.Unknown, small.Under, small.Withheld, small.Uncounted} {
		c := small.Cell{N: 3, Look: look}
		b, err := json.Marshal(c)
		if err != nil || string(b) == "3" || c.Field() == "3" {
			t.Errorf("look %d: got %s, %q, %v", look, b, c.Field(), err)
		}
	}
	var c small.Cell
	if err := json.Unmarshal([]byte(`"words of a newer program"`), &c); err != nil || c.Look != small.Withheld {
		t.Errorf("got %+v, %v", c, err)
	}
}

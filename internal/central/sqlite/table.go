package sqlite

import (
	"encoding/json"
	"fmt"
	"strings"
)

// table implements sqlstore.Dialect.Table. The rows travel as one JSON text, which
// json_each reads, and all bodies as one blob, of which each row knows its part: the
// driver would look for each of many parameters among all.
func table(first int, columns ...any) (from, blob string, args []any, err error) {
	var rows [][]any
	put := func(i int, v any) {
		for i >= len(rows) {
			rows = append(rows, nil)
		}
		rows[i] = append(rows[i], v)
	}
	var all []byte
	width := 0
	for _, c := range columns {
		switch c := c.(type) {
		case []string:
			for i, v := range c {
				put(i, v)
			}
		case []int64:
			for i, v := range c {
				put(i, v)
			}
		case [][]byte:
			for i, v := range c {
				put(i, len(all)+1) // substr counts from 1
				put(i, len(v))
				all = append(all, v...)
			}
			blob = fmt.Sprintf("substr($%d, k.%s, k.%s)", first+1, name(width), name(width+1))
			width++
		default:
			return "", "", nil, fmt.Errorf("a column of %T", c)
		}
		width++
	}
	text, err := json.Marshal(append([][]any{}, rows...))
	args = []any{string(text)}
	if blob != "" {
		args = append(args, append([]byte{}, all...))
	}
	parts := make([]string, width)
	for i := range parts {
		parts[i] = fmt.Sprintf("value ->> %d AS %s", i, name(i))
	}
	return fmt.Sprintf("(SELECT %s FROM json_each($%d)) AS k", strings.Join(parts, ", "), first), blob, args, err
}

// name gives the name of a column by its number.
func name(i int) string { return string(rune('a' + i)) }

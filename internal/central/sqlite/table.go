package sqlite

import (
	"encoding/json"
	"fmt"
	"strings"
)

// table implements sqlstore.Dialect.Table. The rows travel as one JSON text, which
// json_each reads: the driver would look for each of many parameters among all.
func table(first int, columns ...any) (from string, args []any, err error) {
	var rows [][]any
	put := func(i int, v any) {
		for i >= len(rows) {
			rows = append(rows, nil)
		}
		rows[i] = append(rows[i], v)
	}
	parts := make([]string, len(columns))
	for n, c := range columns {
		switch c := c.(type) {
		case []string:
			for i, v := range c {
				put(i, v)
			}
		case []int64:
			for i, v := range c {
				put(i, v)
			}
		default:
			return "", nil, fmt.Errorf("a column of %T", c)
		}
		parts[n] = fmt.Sprintf("value ->> %d AS %c", n, 'a'+n)
	}
	text, err := json.Marshal(append([][]any{}, rows...))
	return fmt.Sprintf("(SELECT %s FROM json_each($%d)) AS k", strings.Join(parts, ", "), first), []any{string(text)}, err
}

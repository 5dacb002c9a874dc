package postgres

import (
	"fmt"
	"strings"
)

// table implements sqlstore.Dialect.Table: each column is an array.
func table(first int, columns ...any) (from, blob string, args []any, err error) {
	var arrays, names []string
	for i, c := range columns {
		name := string(rune('a' + i))
		var kind string
		switch c.(type) {
		case []string:
			kind = "text"
		case []int64:
			kind = "bigint"
		case [][]byte:
			kind, blob = "bytea", "k."+name
		default:
			return "", "", nil, fmt.Errorf("a column of %T", c)
		}
		arrays = append(arrays, fmt.Sprintf("$%d::%s[]", first+i, kind))
		names = append(names, name)
	}
	return fmt.Sprintf("unnest(%s) AS k(%s)", strings.Join(arrays, ", "), strings.Join(names, ", ")), blob, columns, nil
}

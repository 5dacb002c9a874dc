package postgres

import (
	"fmt"
	"strings"
)

// table implements sqlstore.Dialect.Table: each column is an array.
func table(first int, columns ...any) (from string, args []any, err error) {
	var arrays, names []string
	for i, c := range columns {
		kind := "text"
		switch c.(type) {
		case []string:
		case []int64:
			kind = "bigint"
		default:
			return "", nil, fmt.Errorf("a column of %T", c)
		}
		arrays = append(arrays, fmt.Sprintf("$%d::%s[]", first+i, kind))
		names = append(names, string(rune('a'+i)))
	}
	return fmt.Sprintf("unnest(%s) AS k(%s)", strings.Join(arrays, ", "), strings.Join(names, ", ")), columns, nil
}

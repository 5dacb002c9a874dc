package main

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// gb2312 lists the characters of the Chinese standard GB 2312: 6,763 Han in rows
// 16 to 87, and of the signs those in rows 1 to 3, with ASCII. A byte pair of GBK
// in this range means the same as in GB 2312.
func gb2312() []rune {
	var out []rune
	for r := rune(' '); r < 0x7f; r++ {
		out = append(out, r)
	}
	for _, rows := range [...][2]int{{1, 3}, {16, 87}} {
		for row := rows[0]; row <= rows[1]; row++ {
			out = append(out, gbRow(row)...)
		}
	}
	return append(out, '·', '—', '•')
}

// gbRow decodes one row; cells that the standard leaves empty decode to nothing
// or to a private character.
func gbRow(row int) []rune {
	var out []rune
	decode := simplifiedchinese.GBK.NewDecoder()
	for cell := 1; cell <= 94; cell++ {
		b, err := decode.Bytes([]byte{byte(0xA0 + row), byte(0xA0 + cell)})
		r, _ := utf8.DecodeRune(b)
		if err == nil && r != utf8.RuneError && !unicode.Is(unicode.Co, r) {
			out = append(out, r)
		}
	}
	return out
}

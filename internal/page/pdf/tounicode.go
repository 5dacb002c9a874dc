package pdf

import (
	"bytes"
	"fmt"
	"unicode/utf16"
)

// toUnicode is the CMap that tells a reader which text each code stands for.
func toUnicode(codes []codeKey) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	var named []int
	for code, key := range codes {
		if key.text != "" {
			named = append(named, code)
		}
	}
	for len(named) > 0 {
		n := min(100, len(named)) // the most that one section may hold
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, code := range named[:n] {
			fmt.Fprintf(&b, "<%04X><%s>\n", code, hex16(codes[code].text))
		}
		b.WriteString("endbfchar\n")
		named = named[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// hex16 writes text as the hexadecimal digits of big-endian UTF-16.
func hex16(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = appendHex4(b, int(u))
	}
	return string(b)
}

func appendHex4(b []byte, v int) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12&15], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}

// textString writes text for a dictionary: plain where it is ASCII, else UTF-16.
func textString(s string) string {
	b := []byte{'('}
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c > '~':
			return "<FEFF" + hex16(s) + ">"
		case c == '(' || c == ')' || c == '\\':
			b = append(b, '\\', c)
		default:
			b = append(b, c)
		}
	}
	return string(append(b, ')'))
}

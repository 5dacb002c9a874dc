package sheet

import (
	"errors"
	"fmt"
	"strings"
)

const (
	mark     = "IMD1*" // names the kit and the form of the payload
	eventLen = 8
	body     = len(mark) + eventLen + 1 + 2 + 2 + 1 + 1 + 2 + 1 + 2 + 1

	// PayloadLen is the length of every payload: within the 29 alphanumeric
	// characters of a version 2 code at level Q.
	PayloadLen = body + 2

	maxNumber = 32*32 - 1
)

// base32 is Crockford's alphabet: no I, L, O or U.
const base32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// alphanumeric is the alphabet of QR codes (ISO/IEC 18004 table 5).
const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

var (
	// ErrNotSheet means that the text is not of a sheet of ours.
	ErrNotSheet = errors.New("not the code of a sheet")
	// ErrDamaged means that the text was of a sheet but was misread or mistyped.
	ErrDamaged = errors.New("the check characters do not agree")
	// ErrVersion means that the sheet was printed by another version.
	ErrVersion = errors.New("the sheet is of another version of this program")
)

func isBase32(s string) bool { return strings.Trim(s, base32) == "" }

// payload is IMD1*, event, *, serial (2), page (2), version, kind, rows (2),
// fields (1), ticks (2), direction, check (2); numbers are base 32 but rows,
// which are decimal.
func (s Spec) payload() string {
	dir := "L"
	if s.RTL {
		dir = "R"
	}
	p := mark + s.Event + "*" + two(s.Serial) + two(s.Page) +
		fmt.Sprintf("%d%c%02d", Version, s.Kind, s.Rows) +
		two(mask(s.Fields, Fields()))[1:] + two(mask(s.Ticks, Ticks())) + dir
	return p + check(p)
}

func two(n int) string { return string([]byte{base32[n>>5&31], base32[n&31]}) }

func number(s string) int {
	n := 0
	for _, c := range []byte(s) {
		n = n<<5 | strings.IndexByte(base32, c)
	}
	return n
}

func mask(have, all []string) int {
	m := 0
	for i, name := range all {
		for _, h := range have {
			if h == name {
				m |= 1 << i
			}
		}
	}
	return m
}

func unmask(m int, all []string) ([]string, bool) {
	out := []string{}
	for i, name := range all {
		if m>>i&1 == 1 {
			out = append(out, name)
		}
	}
	return out, m>>len(all) == 0
}

// check gives two characters that change with any one wrong character and with
// any two neighbours swapped: the remainder of the text, read as a number of base
// 45, by the prime 1021.
func check(p string) string {
	h := 0
	for _, c := range []byte(p) {
		h = (h*len(alphanumeric) + strings.IndexByte(alphanumeric, c)) % 1021
	}
	return two(h)
}

// Parse reads the payload of an organiser code back.
func Parse(payload string) (Spec, error) {
	if !strings.HasPrefix(payload, "IMD") {
		return Spec{}, ErrNotSheet
	}
	if !strings.HasPrefix(payload, mark) {
		return Spec{}, ErrVersion
	}
	if len(payload) != PayloadLen || strings.Trim(payload, alphanumeric) != "" ||
		check(payload[:body]) != payload[body:] {
		return Spec{}, ErrDamaged
	}
	if payload[18] != '0'+Version {
		return Spec{}, ErrVersion
	}
	return parseBody(payload)
}

func parseBody(p string) (Spec, error) {
	digits := p[5:13] + p[14:18] + p[22:25]
	if !isBase32(digits) || p[13] != '*' || strings.Trim(p[20:22], "0123456789") != "" || p[25] != 'L' && p[25] != 'R' {
		return Spec{}, ErrDamaged
	}
	fields, ok1 := unmask(number(p[22:23]), Fields())
	ticks, ok2 := unmask(number(p[23:25]), Ticks())
	if !ok1 || !ok2 {
		return Spec{}, ErrVersion // a later version asks more
	}
	s := Spec{
		Event: p[5:13], Serial: number(p[14:16]), Page: number(p[16:18]),
		Kind: Kind(p[19]), Rows: int(p[20]-'0')*10 + int(p[21]-'0'),
		Fields: fields, Ticks: ticks, RTL: p[25] == 'R',
	}
	if err := s.Validate(); err != nil {
		return Spec{}, fmt.Errorf("read sheet code: %w", err)
	}
	return s, nil
}

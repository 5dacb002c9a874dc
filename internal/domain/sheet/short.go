package sheet

import "strings"

// shortLen is the number of characters without dashes: event, serial, page, check.
const shortLen = eventLen + 2 + 2 + 1

// short is the identity of a sheet for typing by hand: 7K3Q-X9M2-01-02-C.
func (s Spec) short() string {
	c := s.Event + two(s.Serial) + two(s.Page)
	c += string(base32[remainder(c)])
	return c[:4] + "-" + c[4:8] + "-" + c[8:10] + "-" + c[10:12] + "-" + c[12:]
}

// ParseShort reads a short code as people type it: in any case, with or without
// dashes and spaces, with O for 0 and I or L for 1. The rest of the Spec is what
// the event says, so only Event, Serial and Page are filled in.
func ParseShort(typed string) (Spec, error) {
	c := strings.Map(forgive, strings.ToUpper(typed))
	if len(c) != shortLen || !isBase32(c) {
		return Spec{}, ErrNotSheet
	}
	if remainder(c[:shortLen-1]) != strings.IndexByte(base32, c[shortLen-1]) {
		return Spec{}, ErrDamaged
	}
	s := Spec{Event: c[:8], Serial: number(c[8:10]), Page: number(c[10:12])}
	if s.Serial == 0 || s.Page == 0 {
		return Spec{}, ErrNotSheet
	}
	return s, nil
}

func forgive(r rune) rune {
	switch r {
	case 'O':
		return '0'
	case 'I', 'L':
		return '1'
	case ' ', '-', '\u2013', '\u2011', '\t':
		return -1
	}
	return r
}

// remainder weighs each character by another power of x in GF(32), modulo
// x^5+x^2+1: it changes with any one wrong character and with any two neighbours
// swapped.
func remainder(c string) int {
	sum := 0
	for i := range len(c) {
		sum = double(sum) ^ strings.IndexByte(base32, c[i])
	}
	return double(sum)
}

func double(v int) int {
	v <<= 1
	if v&32 != 0 {
		v ^= 0b100101
	}
	return v
}

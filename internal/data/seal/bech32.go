package seal

import (
	"errors"
	"strings"
)

// bech32Alphabet is the alphabet of BIP 173, in the upper case of an age secret key.
// It has no 1, B, I and O.
const bech32Alphabet = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"

const bech32Check = 6 // characters of the checksum

var errBech32 = errors.New("the checksum does not agree")

// bech32Encode gives the upper-case form of data under an upper-case prefix.
func bech32Encode(prefix string, data []byte) string {
	symbols := toSymbols(data)
	sum := bech32Sum(prefix, append(symbols, make([]byte, bech32Check)...)) ^ 1
	for i := range bech32Check {
		symbols = append(symbols, byte(sum>>(5*(bech32Check-1-i))&31))
	}
	var b strings.Builder
	b.WriteString(prefix + "1")
	for _, s := range symbols {
		b.WriteByte(bech32Alphabet[s])
	}
	return b.String()
}

// bech32Decode reads the characters after the prefix and its separator.
func bech32Decode(prefix, body string) ([]byte, error) {
	symbols := make([]byte, 0, len(body))
	for _, c := range []byte(body) {
		s := strings.IndexByte(bech32Alphabet, c)
		if s < 0 {
			return nil, errBech32
		}
		symbols = append(symbols, byte(s))
	}
	if len(symbols) < bech32Check || bech32Sum(prefix, symbols) != 1 {
		return nil, errBech32
	}
	return fromSymbols(symbols[:len(symbols)-bech32Check])
}

// bech32Sum is the BCH code of BIP 173 over the expanded prefix and the symbols. It
// catches every error in up to four characters.
func bech32Sum(prefix string, symbols []byte) uint32 {
	sum := uint32(1)
	lower := strings.ToLower(prefix)
	for _, c := range []byte(lower) {
		sum = bech32Step(sum, c>>5)
	}
	sum = bech32Step(sum, 0)
	for _, c := range []byte(lower) {
		sum = bech32Step(sum, c&31)
	}
	for _, s := range symbols {
		sum = bech32Step(sum, s)
	}
	return sum
}

func bech32Step(sum uint32, symbol byte) uint32 {
	generator := [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3}
	top := sum >> 25
	sum = sum&0x1ffffff<<5 ^ uint32(symbol)
	for i, g := range generator {
		if top>>i&1 == 1 {
			sum ^= g
		}
	}
	return sum
}

// toSymbols cuts bytes into five-bit symbols; spare bits at the end are zero.
func toSymbols(data []byte) []byte {
	var out []byte
	acc, bits := uint32(0), 0
	for _, b := range data {
		acc, bits = acc<<8|uint32(b), bits+8
		for ; bits >= 5; bits -= 5 {
			out = append(out, byte(acc>>(bits-5)&31))
		}
	}
	if bits > 0 {
		out = append(out, byte(acc<<(5-bits)&31))
	}
	return out
}

// fromSymbols joins five-bit symbols to bytes; spare bits must be fewer than five
// and zero, so that each value has one spelling.
func fromSymbols(symbols []byte) ([]byte, error) {
	out := make([]byte, 0, len(symbols)*5/8)
	acc, bits := uint32(0), 0
	for _, s := range symbols {
		acc, bits = acc<<5|uint32(s), bits+5
		if bits >= 8 {
			out = append(out, byte(acc>>(bits-8)))
			bits -= 8
		}
	}
	if bits >= 5 || acc&(1<<bits-1) != 0 {
		return nil, errBech32
	}
	return out, nil
}

package qr

import (
	"strings"

	"rsc.io/qr/coding"

	qrcode "github.com/skip2/go-qrcode"
)

// recovery names the levels of package coding as go-qrcode does.
var recovery = map[coding.Level]qrcode.RecoveryLevel{coding.M: qrcode.Medium, coding.Q: qrcode.High}

// largestRows is the version whose rows just fit 64 bits: 61 modules.
const largestRows = coding.Version(11)

// fitting gives the smallest version that holds text, with the text in segments
// as go-qrcode cuts it; version 0 when none up to largestRows does.
func fitting(text string, level coding.Level) (coding.Version, []coding.Encoding) {
	for _, first := range []coding.Version{1, 10} { // the counts of characters grow with version 10
		parts := segments(text, first)
		for v := first; v <= largestRows && (first > 1 || v < 10); v++ {
			if length(parts, v) <= 8*v.DataBytes(level) {
				return v, parts
			}
		}
	}
	return 0, nil
}

func length(parts []coding.Encoding, v coding.Version) int {
	n := 0
	for _, p := range parts {
		n += p.Bits(v)
	}
	return n
}

// mode is a way to write characters; each can write what those before it can.
type mode int

const (
	numeric mode = iota
	alphanumeric
	octets
)

func modeOf(c byte) mode {
	switch {
	case c >= '0' && c <= '9':
		return numeric
	case c >= 'A' && c <= 'Z', c == ' ', c == '$', c == '%', c == '*', c == '+', c >= '-' && c <= '/', c == ':':
		return alphanumeric
	}
	return octets
}

func (m mode) of(s string) coding.Encoding {
	switch m {
	case numeric:
		return coding.Num(s)
	case alphanumeric:
		return coding.Alpha(s)
	default:
		return coding.String(s)
	}
}

// bits is the length of n characters in the mode, with their head.
func (m mode) bits(n int, v coding.Version) int { return m.of(strings.Repeat("0", n)).Bits(v) }

// segments cuts text where another mode saves bits, and keeps it whole where the
// cuts do not pay.
func segments(text string, v coding.Version) []coding.Encoding {
	raw, highest := spans(text)
	var parts []coding.Encoding
	for i, at := 0, 0; i < len(raw); {
		m, n := raw[i].mode, raw[i].n
		i++
		for i < len(raw) && raw[i].mode <= m && m.bits(n+raw[i].n, v) < m.bits(n, v)+raw[i].mode.bits(raw[i].n, v) {
			n += raw[i].n
			i++
		}
		parts = append(parts, m.of(text[at:at+n]))
		at += n
	}
	if highest.of(text).Bits(v) <= length(parts, v) {
		return []coding.Encoding{highest.of(text)}
	}
	return parts
}

// span is n characters of one mode.
type span struct {
	mode mode
	n    int
}

func spans(text string) (out []span, highest mode) {
	for i := range len(text) {
		m := modeOf(text[i])
		highest = max(highest, m)
		if len(out) == 0 || out[len(out)-1].mode != m {
			out = append(out, span{mode: m})
		}
		out[len(out)-1].n++
	}
	return out, highest
}

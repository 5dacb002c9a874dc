package faultvfs

import "math/rand/v2"

// sector is what a disk writes at once, if it is not torn.
const sector = 512

// luck decides what a power cut leaves of what was not synced.
type luck interface {
	keeps(at int) bool    // of making, deleting or truncating a file
	parts(o dated) []part // of a write
}

// part is a range of the bytes of a write.
type part struct{ from, to int }

func whole(o dated) []part { return []part{{0, len(o.data)}} }

// newLuck draws one of the ways in which disks lose data.
func newLuck(r *rand.Rand, past []op) luck {
	switch r.IntN(8) {
	case 0:
		return nothing{}
	case 1:
		return certain{}
	case 2, 3:
		return inOrder{until: len(past) - r.IntN(min(len(past), 64)+1), torn: r.Float64()}
	case 4, 5:
		return writes{r}
	}
	return sectors{writes{r}}
}

// nothing is a disk that had written nothing yet.
type nothing struct{}

func (nothing) keeps(int) bool     { return false }
func (nothing) parts(dated) []part { return nil }

// certain is a disk that had written everything.
type certain struct{}

func (certain) keeps(int) bool       { return true }
func (certain) parts(o dated) []part { return whole(o) }

// inOrder is a disk that had written everything up to a moment, within a write.
type inOrder struct {
	until int
	torn  float64
}

func (l inOrder) keeps(at int) bool { return at < l.until }

func (l inOrder) parts(o dated) []part {
	switch {
	case o.at < l.until:
		return whole(o)
	case o.at == l.until:
		return []part{{0, int(l.torn * float64(len(o.data)))}}
	}
	return nil
}

// writes is a disk that had written some things and not others, in no order.
type writes struct{ r *rand.Rand }

func (l writes) keeps(int) bool { return l.r.IntN(2) == 0 }

func (l writes) parts(o dated) []part {
	if l.r.IntN(2) == 0 {
		return whole(o)
	}
	return nil
}

// sectors is a disk that had written some sectors and not others, some of them
// torn, and may have noted the new length of a file without its bytes, which are
// then zero.
type sectors struct{ writes }

func (l sectors) parts(o dated) []part {
	var kept []part
	for from := 0; from < len(o.data); {
		to := min(len(o.data), from+sector-(int(o.off)+from)%sector)
		switch l.r.IntN(8) {
		case 0, 1, 2, 3:
			kept = append(kept, part{from, to})
		case 4:
			kept = append(kept, part{from, from + l.r.IntN(to-from)})
		}
		from = to
	}
	if l.r.IntN(4) == 0 {
		kept = append(kept, part{len(o.data), len(o.data)})
	}
	return kept
}

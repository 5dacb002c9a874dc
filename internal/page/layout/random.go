package layout

import "hash/fnv"

// random is SplitMix64: the same numbers from the same seed in every version of
// Go, so that a group's poster stays its own.
type random uint64

// seeded begins from a text such as an event's id.
func seeded(text string) *random {
	h := fnv.New64a()
	h.Write([]byte(text)) // a hash never fails to write
	r := random(h.Sum64())
	return &r
}

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// unit draws from [0, 1).
func (r *random) unit() float64 { return float64(r.next()>>11) / (1 << 53) }

// between draws from [lo, hi).
func (r *random) between(lo, hi float64) float64 { return lo + float64((hi-lo)*r.unit()) }

// shuffle reorders n things by swap.
func (r *random) shuffle(n int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, int(r.unit()*float64(i+1)))
	}
}

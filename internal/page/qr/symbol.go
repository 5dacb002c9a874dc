package qr

import "math/bits"

// symbol is a code of at most 64 modules a side, once by rows and once by
// columns: bit i of a line is its module i, 1 for dark.
type symbol struct {
	n          int
	rows, cols [64]uint64
}

func (s *symbol) flip(x, y int) {
	s.rows[y] ^= 1 << x
	s.cols[x] ^= 1 << y
}

func (s *symbol) xor(t *symbol) symbol {
	out := symbol{n: s.n}
	for i := range s.n {
		out.rows[i] = s.rows[i] ^ t.rows[i]
		out.cols[i] = s.cols[i] ^ t.cols[i]
	}
	return out
}

func (s *symbol) grid() [][]bool {
	cells := make([]bool, s.n*s.n)
	out := make([][]bool, s.n)
	for y := range out {
		out[y] = cells[y*s.n : (y+1)*s.n]
		for x := range out[y] {
			out[y][x] = s.rows[y]>>x&1 == 1
		}
	}
	return out
}

// The weights of the four penalties, ISO/IEC 18004 table 11.
const (
	weightRun     = 3
	weightBlock   = 3
	weightFinder  = 40
	weightBalance = 10
)

// penalty is how unlike a good code the symbol looks. It counts as go-qrcode
// does, whose choice of mask it has to match.
func (s *symbol) penalty() int {
	total := s.blocks() + s.balance()
	for i := range s.n {
		total += s.line(s.rows[i]) + s.line(s.cols[i])
	}
	return total
}

// line is the penalty of one row or column by itself.
func (s *symbol) line(l uint64) int { return runs(l, s.n) + finders(l, s.n) }

// runs gives 4 for six modules of one colour in a line and 1 for each more.
func runs(l uint64, n int) int {
	same := ^(l ^ l>>1) & (1<<(n-1) - 1) // bit i: modules i and i+1 are alike
	six := same & (same >> 1) & (same >> 2) & (same >> 3) & (same >> 4)
	return bits.OnesCount64(six) + weightRun*bits.OnesCount64(six&^(six<<1))
}

// finders looks for what a reader could take for a finder pattern: 1011101 with
// four light modules on one side. Where one was found, what stood before it no
// longer counts.
func finders(l uint64, n int) int {
	if l&^(l>>1)&(l>>2)&(l>>3)&(l>>4)&^(l>>5)&(l>>6) == 0 {
		return 0
	}
	const lightBefore, lightAfter, pattern, fresh = 0x05d, 0x5d0, 0x5d, 0xff
	total := 0
	window := 0
	for i := range n {
		window = window<<1 | int(l>>i&1)
		last := window & 0x7ff
		if last == lightBefore || last == lightAfter || i == n-1 && window&0x7f == pattern {
			total += weightFinder
			window = fresh
		}
	}
	return total
}

// blocks counts the squares of two by two modules of one colour.
func (s *symbol) blocks() int {
	total := 0
	for y := 1; y < s.n; y++ {
		a, b := s.rows[y-1], s.rows[y]
		unlike := a ^ b
		total += bits.OnesCount64(^(a ^ a>>1) &^ unlike &^ (unlike >> 1) & (1<<(s.n-1) - 1))
	}
	return weightBlock * total
}

// balance grows as dark and light modules part from one half each.
func (s *symbol) balance() int {
	dark, all := 0, s.n*s.n
	for _, row := range s.rows[:s.n] {
		dark += bits.OnesCount64(row)
	}
	off := all/2 - dark
	if off < 0 {
		off = -off
	}
	return weightBalance * (off / (all / 20))
}

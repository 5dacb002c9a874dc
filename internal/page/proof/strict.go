package proof

import (
	"errors"
	"math/bits"
)

// strict reads codes whose modules are all as their maker meant them, a hundred
// times faster than a reader that mends what a camera blurs. It follows ISO/IEC
// 18004:2015 and shares nothing with the libraries that make codes. One that it
// does not read is not therefore wrong: a reader that mends must look at it. The
// zero value is ready; one goroutine uses it at a time.
type strict struct {
	orders [strictVersions + 1][]module // by version
	raw    []byte                       // codewords as they lie in the code
	words  []byte                       // the same, block by block
}

// module is the place of one module.
type module struct{ x, y uint8 }

// strictVersions is the largest version that is read: 61 modules, more than any
// code of ours has.
const strictVersions = 11

// errNotStrict means that a code is not perfect, or is none that strict knows.
var errNotStrict = errors.New("not a perfect code of a common kind")

// read gives the text of a code from its modules, true for dark.
func (s *strict) read(grid [][]bool) (string, error) {
	version := (len(grid) - 17) / 4
	if version < 1 || version > strictVersions || 17+4*version != len(grid) || !finders(grid) {
		return "", errNotStrict
	}
	level, mask, ok := format(grid)
	if !ok {
		return "", errNotStrict
	}
	s.take(grid, version, mask)
	data, ok := s.blocks(layoutOf(version, level, len(s.raw)))
	if !ok {
		return "", errNotStrict
	}
	return segments(data, version)
}

// finders looks at the three squares with their white borders and at the timing
// lines, by which a phone finds the code.
func finders(grid [][]bool) bool {
	n := len(grid)
	for y := range 8 {
		for x := range 8 {
			d := max(abs(x-3), abs(y-3)) // rings about the middle of a square
			want := d == 3 || d < 2
			if grid[y][x] != want || grid[y][n-1-x] != want || grid[n-1-y][x] != want {
				return false
			}
		}
	}
	for i := 8; i < n-8; i++ {
		if grid[6][i] != (i%2 == 0) || grid[i][6] != (i%2 == 0) {
			return false
		}
	}
	return true
}

func abs(n int) int { return max(n, -n) }

// format reads the level and the mask, which stand twice (section 7.9). Modules
// are numbered there from 0, the last bit of the sequence.
func format(grid [][]bool) (level, mask int, ok bool) {
	const masked, generator = 0x5412, 0x537
	n := len(grid)
	first, second := 0, 0
	for i := range 15 {
		// Round the first square, the timing lines are stepped over.
		x, y := 8, i
		switch {
		case i > 8:
			x, y = 14-i, 8
		case i == 8:
			x, y = 7, 8
		case i > 5:
			y = i + 1
		}
		first |= bit(grid[y][x]) << i
		if x, y = n-1-i, 8; i > 7 {
			x, y = 8, n-15+i
		}
		second |= bit(grid[y][x]) << i
	}
	f := first ^ masked
	rest := f
	for i := 14; i >= 10; i-- {
		rest ^= (rest >> i & 1) * generator << (i - 10)
	}
	return f >> 13, f >> 10 & 7, first == second && rest == 0 && grid[n-8][8]
}

func bit(dark bool) int {
	if dark {
		return 1
	}
	return 0
}

// take collects the codewords, without their mask.
func (s *strict) take(grid [][]bool, version, mask int) {
	if s.orders[version] == nil {
		s.orders[version] = order(version)
	}
	places := s.orders[version]
	s.raw = s.raw[:0]
	for ; len(places) >= 8; places = places[8:] {
		word := 0
		for _, m := range places[:8] {
			dark := grid[m.y][m.x] != inverted(mask, int(m.x), int(m.y))
			word = word<<1 | bit(dark)
		}
		s.raw = append(s.raw, byte(word))
	}
}

// inverted says whether a mask turns a module over (table 10).
func inverted(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (x/3+y/2)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	default:
		return ((x+y)%2+x*y%3)%2 == 0
	}
}

// order lists the modules of codewords as they are laid: up and down in columns
// two wide, from the right, stepping over the upright timing line (section 7.7.3).
func order(version int) []module {
	n := 17 + 4*version
	var out []module
	up := true
	for right := n - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		for i := range n {
			y := i
			if up {
				y = n - 1 - i
			}
			for x := right; x > right-2; x-- {
				if !reserved(version, x, y) {
					out = append(out, module{uint8(x), uint8(y)})
				}
			}
		}
		up = !up
	}
	return out
}

// reserved says whether a module belongs to a pattern that holds no codewords.
func reserved(version, x, y int) bool {
	n := 17 + 4*version
	switch {
	case x < 9 && y < 9, x >= n-8 && y < 9, x < 9 && y >= n-8: // squares and format
		return true
	case x == 6 || y == 6: // timing
		return true
	case version >= 7 && (x >= n-11 && y < 6 || y >= n-11 && x < 6): // version
		return true
	}
	return aligned(version, x, y)
}

// aligned says whether a module belongs to an alignment pattern (annex E). Up to
// version 13 there are at most three along a side; where a square stands, none is.
func aligned(version, x, y int) bool {
	if version == 1 {
		return false
	}
	last := 10 + 4*version
	middles := []int{6, last}
	if version >= 7 {
		middles = []int{6, (6 + last) / 2, last}
	}
	for _, cx := range middles {
		for _, cy := range middles {
			corner := cx == 6 && cy == 6 || cx == 6 && cy == last || cx == last && cy == 6
			if !corner && abs(x-cx) <= 2 && abs(y-cy) <= 2 {
				return true
			}
		}
	}
	return false
}

// blocking is how codewords are shared among blocks: some short ones, then long
// ones with one more word of data.
type blocking struct{ blocks, short, data, check int }

// Words of error correction a block, and blocks, by version from 1, for each
// indicator of a level: M, L, H, Q (tables 9 and 12).
var (
	checkWords = [4][strictVersions]uint8{
		{10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30},
		{7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20},
		{17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24},
		{13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28},
	}
	blockCounts = [4][strictVersions]uint8{
		{1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5},
		{1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4},
		{1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11},
		{1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8},
	}
)

func layoutOf(version, level, words int) blocking {
	b := blocking{blocks: int(blockCounts[level][version-1]), check: int(checkWords[level][version-1])}
	b.short = b.blocks - words%b.blocks
	b.data = words/b.blocks - b.check
	return b
}

// blocks takes the codewords apart, which lie a word of each block in turn, and
// gives the data of all blocks; not where a block is not free of errors.
func (s *strict) blocks(b blocking) ([]byte, bool) {
	s.words = s.words[:0]
	data := s.raw[:b.blocks*b.data+b.blocks-b.short]
	check := s.raw[len(data):]
	for i := range b.blocks {
		start := len(s.words)
		for j := range b.data {
			s.words = append(s.words, data[j*b.blocks+i])
		}
		if i >= b.short {
			s.words = append(s.words, data[b.data*b.blocks+i-b.short])
		}
		if !whole(s.words[start:], check, i, b) {
			return nil, false
		}
	}
	return s.words, true
}

// whole says whether the words of correction are those of the data.
func whole(data, check []byte, block int, b blocking) bool {
	var sums [32]byte // syndromes: the block as a polynomial, at each power of two
	for _, w := range data {
		step(&sums, w, b.check)
	}
	for j := range b.check {
		step(&sums, check[j*b.blocks+block], b.check)
	}
	return sums == [32]byte{}
}

// step takes one more word into the first n syndromes.
func step(sums *[32]byte, w byte, n int) {
	for i := range n {
		if s := sums[i]; s != 0 {
			w2 := powers[int(logs[s])+i] ^ w
			sums[i] = w2
			continue
		}
		sums[i] = w
	}
}

// powers are those of two in the field of 256 elements, and logs their inverse.
var powers, logs = func() (p [512]byte, l [256]byte) {
	const field = 0x11D
	v := 1
	for i := range 255 {
		p[i], p[i+255] = byte(v), byte(v)
		l[v] = byte(i)
		if v <<= 1; v > 255 {
			v ^= field
		}
	}
	return p, l
}()

// reader takes bits off data.
type reader struct {
	data []byte
	at   int
}

func (r *reader) left() int { return 8*len(r.data) - r.at }

// take gives the next n bits, at most 16; what is past the end is nought.
func (r *reader) take(n int) int {
	v := 0
	for i := range 3 {
		v <<= 8
		if k := r.at/8 + i; k < len(r.data) {
			v |= int(r.data[k])
		}
	}
	v = v >> (24 - r.at%8 - n) & (1<<n - 1)
	r.at += n
	return v
}

// Modes of a segment (table 2).
const (
	modeEnd          = 0
	modeNumeric      = 1
	modeAlphanumeric = 2
	modeBytes        = 4
)

// segments gives the text of the data.
func segments(data []byte, version int) (string, error) {
	r := reader{data: data}
	var out []byte
	for r.left() >= 4 {
		mode := r.take(4)
		if mode == modeEnd {
			break
		}
		if bits.OnesCount(uint(mode)) != 1 || mode > modeBytes {
			return "", errNotStrict
		}
		n := r.take(countBits(mode, version))
		if out = r.segment(out, mode, n); r.left() < 0 {
			return "", errNotStrict
		}
	}
	return string(out), nil
}

// countBits is the length of a count of characters (table 3).
func countBits(mode, version int) int {
	short := version < 10
	switch {
	case mode == modeNumeric && short:
		return 10
	case mode == modeNumeric:
		return 12
	case mode == modeAlphanumeric && short:
		return 9
	case mode == modeAlphanumeric:
		return 11
	case short:
		return 8
	default:
		return 16
	}
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

// segment appends the n characters of a segment.
func (r *reader) segment(out []byte, mode, n int) []byte {
	for n > 0 && r.left() > 0 {
		switch {
		case mode == modeBytes:
			out, n = append(out, byte(r.take(8))), n-1
		case mode == modeAlphanumeric && n > 1:
			v := r.take(11)
			out, n = append(out, alphabet[v/45%45], alphabet[v%45]), n-2
		case mode == modeAlphanumeric:
			out, n = append(out, alphabet[r.take(6)%45]), 0
		default:
			digits := min(n, 3)
			v := r.take([]int{0, 4, 7, 10}[digits])
			out, n = append(out, decimal(v, digits)...), n-digits
		}
	}
	return out
}

func decimal(v, digits int) []byte {
	b := []byte{byte('0' + v/100%10), byte('0' + v/10%10), byte('0' + v%10)}
	return b[3-digits:]
}

package seal

// field is a finite field of 2^bits elements, given by its primitive polynomial. Its
// check symbol catches every single wrong symbol and every two symbols exchanged, as
// long as a code is shorter than 2^bits-1 symbols.
type field struct {
	bits uint
	poly int
}

// The fields of a code's character and of a recovery sheet's word.
var (
	field32   = field{5, 0b100101}        // x^5 + x^2 + 1
	field2048 = field{11, 0b100000000101} // x^11 + x^2 + 1
)

// times2 multiplies by the generator of the field.
func (f field) times2(a int) int {
	a <<= 1
	if a>>f.bits&1 == 1 {
		a ^= f.poly
	}
	return a
}

// check gives the sum over i of 2^(i+1) × symbols[i]. A changed symbol changes its
// own term and nothing else; two exchanged symbols change the sum by their difference
// times that of two powers, and the powers differ.
func (f field) check(symbols []int) int {
	sum := 0
	for i := len(symbols) - 1; i >= 0; i-- {
		sum = f.times2(sum ^ symbols[i])
	}
	return sum
}

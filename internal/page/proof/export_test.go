package proof

import "slices"

// Strict reads the modules of a perfect code.
func Strict(grid [][]bool) (string, error) {
	var s strict
	return s.read(grid)
}

// HoldsData says whether a module is of a codeword.
func HoldsData(version, x, y int) bool {
	places := order(version)
	return slices.Contains(places[:len(places)/8*8], module{uint8(x), uint8(y)})
}

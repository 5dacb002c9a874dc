package sheet

// MarkerCells is the number of cells along a side of a marker: a black border
// one cell wide round 4 by 4 cells of code.
const MarkerCells = 6

// markerCodes were found by random search so that any two differ in at least six
// cells in every turn, and each from its own turns as well: a marker read with
// two wrong cells is still the right marker the right way up. A one bit is white;
// bits run in reading order from the highest.
var markerCodes = [...]uint16{
	0xe9b1, 0x6d60, 0x50f3, 0xd7d0, // corners
	0x6e7b, 0x88dc, 0x3409, 0x6cbc, // sides
}

// MarkerCodes gives the codes by marker id.
func MarkerCodes() []uint16 { return append([]uint16(nil), markerCodes[:]...) }

// Grid gives the dark cells of a marker, row by row from the top.
func (m Marker) Grid() [][]bool {
	code := markerCodes[m.ID]
	grid := make([][]bool, MarkerCells)
	for r := range grid {
		grid[r] = make([]bool, MarkerCells)
		for c := range grid[r] {
			inside := r > 0 && c > 0 && r < MarkerCells-1 && c < MarkerCells-1
			grid[r][c] = !inside || code>>(15-((r-1)*4+c-1))&1 == 0
		}
	}
	return grid
}

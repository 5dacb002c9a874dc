package event

import "strings"

// Place is where the event is, in one line, as it may be printed and published:
// name, address, town and postcode, or only the public area (else the town) while
// the address is hidden. Nothing else of a hidden venue may leave the group.
func (v Venue) Place() string {
	if v.HideAddress {
		if area := strings.TrimSpace(v.PublicArea); area != "" {
			return area
		}
		return strings.TrimSpace(v.Town)
	}
	var parts []string
	for _, p := range []string{v.Name, v.Address, strings.TrimSpace(v.Town + " " + v.Postcode)} {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

// Public is the venue with all that is hidden taken out, so that what is laid out
// or published from it cannot give the place away.
func (v Venue) Public() Venue {
	if v.HideAddress {
		v.Name, v.Address, v.Postcode, v.Town = "", "", "", v.Place()
	}
	return v
}

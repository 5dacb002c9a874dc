package event

import (
	"regexp"
	"strings"
)

// postcode is one of the United Kingdom at the end of a text (BS 7666-2; the forms A9 9AA
// to AA9A 9AA, in any case, with or without the space).
var postcode = regexp.MustCompile(`(?i)(^|[\s,])([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})$`)

// ReadPlace reads a place as people write it in one line: name, street, town, postcode,
// with commas between them. Of a single part only the name is known; the last part before
// the postcode is the town, and what lies between is the address. No word is lost.
func ReadPlace(text string) Venue {
	v := Venue{Access: []Access{}}
	text = strings.Trim(strings.Join(strings.Fields(text), " "), ", ")
	if m := postcode.FindStringSubmatchIndex(text); m != nil {
		v.Postcode = strings.ToUpper(text[m[4]:m[5]] + " " + text[m[6]:m[7]])
		text = strings.Trim(text[:m[0]], ", ")
	}
	var parts []string
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) > 0 {
		v.Name, parts = parts[0], parts[1:]
	}
	if n := len(parts); n > 0 {
		v.Town, parts = parts[n-1], parts[:n-1]
	}
	v.Address = strings.Join(parts, ", ")
	return v
}

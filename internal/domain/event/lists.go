package event

// AccessFeatures lists what a venue can offer, in the order forms offer it. The
// list is closed so that every feature has a printed phrase and a symbol. It
// speaks of places and services, never of a person's needs.
func AccessFeatures() []Access {
	return []Access{
		"step-free", "lift", "accessible-toilet", "changing-places", "accessible-parking", "seating",
		"hearing-loop", "bsl", "captions", "interpreters", "large-print",
		"quiet-room", "prayer-space", "baby-changing", "creche", "assistance-dogs",
	}
}

// SignupFields lists the fields that a sign-up sheet can ask for.
func SignupFields() []string { return []string{"name", "contact", "party"} }

// SignupTicks lists the boxes that a sign-up sheet can have.
func SignupTicks() []string { return []string{"came", "first-time", "volunteer", "keep-in-touch"} }

// The layouts of a sign-up sheet: a table, or one strip a person so that nobody
// reads the line above.
const (
	LayoutRows  = "rows"
	LayoutSlips = "slips"
)

// Objectives is the number of objectives of the Global Compact for Migration.
const Objectives = 23

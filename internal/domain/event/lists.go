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

// SignupTicks lists the boxes that a sign-up sheet can have. Who ticks count-only
// is counted and gives no name.
func SignupTicks() []string {
	return []string{"came", "first-time", "volunteer", "keep-in-touch", "count-only"}
}

// The layouts of a sign-up sheet: a table; one strip a person, so that nobody
// reads the line above; or the names of the guest list already printed, with one
// box each.
const (
	LayoutRows  = "rows"
	LayoutSlips = "slips"
	LayoutNames = "names"
)

// SignupLayouts lists the layouts of a sign-up sheet; the first is the usual one.
func SignupLayouts() []string { return []string{LayoutRows, LayoutSlips, LayoutNames} }

// Objectives is the number of objectives of the Global Compact for Migration.
const Objectives = 23

package plan

// Where the advice on hostile visitors comes from: guides of the sector after August 2024.
const (
	HostilitySource = "mertonconnected.co.uk article 189; furd.org dealing-with-rising-tensions; medium.com/@migrationexchange blog 3"
	CareSource      = "refugeeweek.org.uk/beyond-storytelling; networkformigrationmatters.com; behindthewire.org.au"
	CodeWordSource  = "the Human Library's organisers, who keep a secret help code and a named safety contact"
)

// Advice is something to see to so that nobody comes to harm.
type Advice struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Basis string `json:"basis"` // a source, or OurDefault
}

// GuardAdvice lists what guides advise where people may be at risk, in the order in which
// it is best seen to.
func GuardAdvice() []Advice {
	return []Advice{
		{"police", "Tell the neighbourhood police team about the event, and keep a way to reach them.", HostilitySource},
		{"decides", "Name one person who decides at the door, and write the door plan.", HostilitySource},
		{"branding", "Put no branding outside if the risk is high.", HostilitySource},
		{"badges", "Wear no badge in the street that says who you are with.", "SMK's advice on badges in public; mertonconnected.co.uk article 189"},
		{"alone", "Nobody works alone, at the door or anywhere.", AloneSource},
		{"rumours", "Agree who answers false stories about the event, and what they say.", "sector guides after August 2024; the words are " + OurDefault},
		{"care", "Name one person who cares for those who speak, before, during and after.", CareSource},
	}
}

// GuardSteps is what to do when a hostile visitor comes, for a group that has not written
// its own. No source read has the steps in this form: they are OurDefault. 999 and 101 are
// the numbers of the police in the United Kingdom.
func GuardSteps() (steps, basis string) {
	return "Stay calm and together. Do not argue, and touch nobody.\n" +
		"Say the code word. One of us fetches the person who decides; another closes the inner door.\n" +
		"Bring guests to the quiet room. Nobody has to talk to the visitor. Nobody films guests.\n" +
		"If somebody is in danger, call 999. If not, call 101 or our police contact.\n" +
		"Afterwards write down what happened and when, and ask everybody how they are.", OurDefault
}

// CareFor lists whom a care contact is there for.
func CareFor() []string { return []string{"guests", "speakers", "crew"} }

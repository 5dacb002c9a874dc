package oplog

import "strings"

// Mixed is the scope of an incarnation whose ops belong to several events. No
// event's id has a stroke in it.
const Mixed = "/"

// stretch is what this launch draws an incarnation for.
type stretch struct {
	class Class
	scope string
}

// ScopeOf gives the event that a body says it belongs to: the event of a fact, or
// an entity's id up to the first stroke. It is "" when the body does not say.
func ScopeOf(b Body) string {
	switch {
	case b.Add != nil:
		return b.Add.Event
	case b.Set != nil:
		return eventOf(b.Set.ID)
	case b.Forget != nil:
		return eventOf(b.Forget.ID)
	}
	return ""
}

func eventOf(id string) string {
	event, _, _ := strings.Cut(id, "/")
	return event
}

// learn takes down which event an op from elsewhere belongs to. In whatever order
// the bodies of an incarnation are read, its scope is the same in the end.
func (p *Peer) learn(d Disk, b Body) error {
	scope := ScopeOf(b)
	if b.Void != nil {
		f, _, err := d.Fact(b.Void.Fact)
		if err != nil {
			return err
		}
		scope = f.Event
	}
	switch {
	case scope == "" || scope == p.Scope:
	case p.Scope == "":
		p.Scope = scope
	default:
		p.Scope = Mixed
	}
	return nil
}

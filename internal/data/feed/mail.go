package feed

import "daykit/internal/data/oplog"

// Box is the workspace's mailbox: what visitors sent for a laptop to fetch.
type Box interface {
	// Known reports whether an id was ever put, let go or not.
	Known(uuid string) (bool, error)
	// Waiting gives the number of letters of an event that were not let go.
	Waiting(event string) (int, error)
	// Put adds a letter to the end.
	Put(l Letter) error
	// Letters gives at most limit letters that came after the one of an id, oldest first.
	// That one may be gone; with an id that was never put, all are after it.
	Letters(after string, limit int) ([]Letter, error)
	// Drop lets letters go and remembers their ids.
	Drop(uuids []string) error
}

// Letter is one sealed sign-up, or sealed answers, under an id that the visitor's browser
// drew.
type Letter struct {
	UUID  string
	Event string // whose mailbox it is in
	Body  []byte

	// What follows is not kept with the letter.
	Day  int64 // on which it came, counted from 1970 in UTC, for a tally of the event's sign-ups; 0: not counted; below zero: the same of a letter that is no sign-up
	Most int   // how many of its event may wait for this one to be taken, where that is fewer than for all; 0: as for all
}

// Bound gives how many letters of its event may wait for this one to be taken.
func (l Letter) Bound(most int) int {
	if l.Most > 0 {
		return min(l.Most, most)
	}
	return most
}

// Fate is what became of a letter.
type Fate uint8

// The fates of a letter.
const (
	FateKept    Fate = iota + 1 // it is new, and was taken in
	FateKnown                   // it was taken in before, and may be gone by now
	FateFull                    // too many of its event wait
	FateNowhere                 // its event is nobody's
)

// MailPut takes in a letter unless most of its event wait already. An id that was ever
// taken in has no second effect, even when the letter is gone by now.
func (m *Machine) MailPut(d Disk, l Letter, most int) (Fate, error) {
	known, err := d.Known(l.UUID)
	if err != nil || known {
		return FateKnown, err
	}
	n, err := d.Waiting(l.Event)
	if err != nil || n >= l.Bound(most) {
		return FateFull, err
	}
	return FateKept, d.Put(l)
}

// MailPull gives letters that wait, oldest first. A reader that has read up to a letter
// names it, so that one that it cannot read does not stand before the others for ever.
func (m *Machine) MailPull(d Disk, after string, limit int) ([]Letter, error) {
	return d.Letters(after, limit)
}

// MailAck lets letters go. at is the reader's place in the feed: when it is not one
// of this feed, what the reader saw in it may be lost here, so nothing is let go
// and reset is true.
func (m *Machine) MailAck(d Disk, uuids []string, at oplog.Cursor) (reset bool, err error) {
	if ok, err := ours(d, at); err != nil || !ok {
		return err == nil, err
	}
	return false, d.Drop(uuids)
}

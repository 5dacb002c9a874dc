package feed

import "daykit/internal/data/oplog"

// Box is the workspace's mailbox: what visitors sent for a laptop to fetch.
type Box interface {
	// Known reports whether an id was ever put, let go or not.
	Known(uuid string) (bool, error)
	// Put adds a letter to the end.
	Put(l Letter) error
	// Letters gives at most limit letters, oldest first.
	Letters(limit int) ([]Letter, error)
	// Drop lets letters go and remembers their ids.
	Drop(uuids []string) error
}

// Letter is one sealed sign-up, under an id that the visitor's browser drew.
type Letter struct {
	UUID  string
	Event string // whose mailbox it is in
	Body  []byte
}

// MailPut takes in a letter, and reports whether it was new. An id that was ever
// taken in has no second effect, even when the letter is gone by now.
func (m *Machine) MailPut(d Disk, l Letter) (bool, error) {
	known, err := d.Known(l.UUID)
	if err != nil || known {
		return false, err
	}
	return true, d.Put(l)
}

// MailPull gives the letters that wait, oldest first.
func (m *Machine) MailPull(d Disk, limit int) ([]Letter, error) { return d.Letters(limit) }

// MailAck lets letters go. at is the reader's place in the feed: when it is not one
// of this feed, what the reader saw in it may be lost here, so nothing is let go
// and reset is true.
func (m *Machine) MailAck(d Disk, uuids []string, at oplog.Cursor) (reset bool, err error) {
	if ok, err := ours(d, at); err != nil || !ok {
		return err == nil, err
	}
	return false, d.Drop(uuids)
}

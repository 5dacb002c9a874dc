package oplog

import (
	"slices"
	"time"
)

// Draft is a set to be written under a class.
type Draft struct {
	Class Class
	Set   SetBody
}

// ImportSignup takes in a letter of the mailbox: each draft is a set on the entity
// whose id is the letter's uuid, after the event and a stroke when there is one. What is known of it already, from another laptop
// or from before, is not written again, and nothing of somebody who was erased.
// It gives the number of ops written. Acks tells when the letter may be let go.
func (r *Replica) ImportSignup(d Disk, now time.Time, event, uuid string, drafts ...Draft) (int, error) {
	if _, known, err := d.Mail(uuid); err != nil || known {
		return 0, err
	}
	var ops []OpID
	wrote := 0
	for i := range drafts {
		s := &drafts[i].Set
		s.ID = uuid
		if event != "" {
			s.ID = event + "/" + uuid
		}
		gone, err := d.Gone(s.entity())
		if err != nil {
			return wrote, err
		}
		if gone == Owed {
			return wrote, nil // it will be said, and the letter will come again
		}
		var ids []OpID
		if gone == Said {
			ids, err = heads(d)
		} else {
			ids, err = r.importOne(d, now, drafts[i].Class, event, s, &wrote)
		}
		if err != nil {
			return wrote, err
		}
		ops = union(ops, ids)
	}
	return wrote, d.PutMail(uuid, ops)
}

// importOne writes a set unless it is here, and gives all sets on its entity: one of
// them may be known while another is still on the laptop that wrote both.
func (r *Replica) importOne(d Disk, now time.Time, c Class, scope string, s *SetBody, wrote *int) ([]OpID, error) {
	known, err := held(d, s)
	if err != nil {
		return nil, err
	}
	if !known {
		if _, err := r.Append(d, now, c, scope, Body{Set: s}); err != nil {
			return nil, err
		}
		*wrote++
	}
	return d.Touches(s.entity())
}

// heads gives the last op of each incarnation: when all are safe, so is the one
// among them that erased somebody.
func heads(d Disk) ([]OpID, error) {
	peers, err := d.Peers()
	ids := make([]OpID, len(peers))
	for i, p := range peers {
		ids[i] = OpID{p.Inc, p.Have}
	}
	return ids, err
}

// held reports whether every field of a set has had a write.
func held(d Disk, s *SetBody) (bool, error) {
	for f := range s.Fields {
		c, err := d.Cell(Key{s.Entity, s.ID, f})
		if err != nil || c.Now.Stamp == (Stamp{}) {
			return false, err
		}
	}
	return true, nil
}

func union(a, b []OpID) []OpID {
	for _, id := range b {
		if !slices.Contains(a, id) {
			a = append(a, id)
		}
	}
	return a
}

// Acks gives the letters whose every op has come back in the feed with its body, so
// that the server may let them go. The request must carry our place in the feed,
// so that a server with another history refuses it.
func (r *Replica) Acks(d Disk) ([]string, error) {
	uuids, err := d.Mails()
	if err != nil {
		return nil, err
	}
	out := uuids[:0:0]
	for _, u := range uuids {
		safe, err := mailSafe(d, u)
		if err != nil {
			return nil, err
		}
		if safe {
			out = append(out, u)
		}
	}
	return out, nil
}

func mailSafe(d Disk, uuid string) (bool, error) {
	ops, _, err := d.Mail(uuid)
	if err != nil {
		return false, err
	}
	for _, id := range ops {
		p, err := d.Peer(id.Inc)
		if err != nil || p.Seen < id.Seq {
			return false, err
		}
		q, err := d.Quarantined(id)
		if err != nil || q.Cause == Remote {
			return false, err
		}
	}
	return true, nil
}

// MailAcked takes down that the server let letters go.
func (r *Replica) MailAcked(d Disk, uuids []string) error {
	for _, u := range uuids {
		if err := d.DropMail(u); err != nil {
			return err
		}
	}
	return nil
}

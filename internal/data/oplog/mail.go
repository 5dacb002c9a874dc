package oplog

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// Draft is a set to be written under a class.
type Draft struct {
	Class Class
	Set   SetBody
}

// Letter is a letter of the mailbox as it is to be written.
type Letter struct {
	Event, UUID string
	Drafts      []Draft // sets on entities whose id is UUID, after the event and a stroke when there is one

	// Facts are of class Work. They have ids of their own, so that nothing in the log ties
	// them to the sets.
	Facts []AddBody
}

// id is that of the entities of a letter.
func (l Letter) id() string {
	if l.Event == "" {
		return l.UUID
	}
	return l.Event + "/" + l.UUID
}

// ImportSignup is ImportSignups of one letter without facts.
func (r *Replica) ImportSignup(d Disk, now time.Time, event, uuid string, drafts ...Draft) (int, error) {
	return r.ImportSignups(d, now, Letter{Event: event, UUID: uuid, Drafts: drafts})
}

// ImportSignups takes in letters of the mailbox. What is known of them already, from
// another laptop or from before, is not written again, and nothing of somebody who was
// erased. The facts of all are written after the sets of all and in the order of their
// ids, so that their place in the log does not tell whose they are either. It gives the
// number of ops written. Acks tells when the letters may be let go.
func (r *Replica) ImportSignups(d Disk, now time.Time, letters ...Letter) (int, error) {
	wrote := 0
	ops := map[string][]OpID{} // of the letters that are taken in here, by uuid
	type apart struct {
		AddBody
		of string
	}
	var facts []apart
	for _, l := range letters {
		ids, wanted, err := r.importSets(d, now, l, &wrote)
		if err != nil {
			return wrote, err
		}
		if ids != nil {
			ops[l.UUID] = ids
		}
		for _, f := range l.Facts {
			if wanted {
				facts = append(facts, apart{f, l.UUID})
			}
		}
	}
	slices.SortFunc(facts, func(a, b apart) int { return cmp.Compare(a.ID, b.ID) })
	for _, f := range facts {
		id, err := r.importFact(d, now, f.AddBody, &wrote)
		if err != nil {
			return wrote, err
		}
		ops[f.of] = union(ops[f.of], []OpID{id})
	}
	for _, uuid := range slices.Sorted(maps.Keys(ops)) {
		if err := d.PutMail(uuid, ops[uuid]); err != nil {
			return wrote, err
		}
	}
	return wrote, nil
}

// importSets writes the sets of a letter and gives the ops that must be safe before it is
// let go: none for one that waits already, or cannot be let go yet. Wanted says whether
// its facts are to be stated.
func (r *Replica) importSets(d Disk, now time.Time, l Letter, wrote *int) (ops []OpID, wanted bool, err error) {
	if _, known, err := d.Mail(l.UUID); err != nil || known {
		return nil, false, err
	}
	ops, wanted = []OpID{}, true
	for _, draft := range l.Drafts {
		s := draft.Set
		s.ID = l.id()
		gone, err := d.Gone(s.entity())
		if err != nil {
			return nil, false, err
		}
		var ids []OpID
		switch gone {
		case Owed: // it will be said, and the letter will come again
			return nil, false, nil
		case Said:
			wanted = false
			ids, err = heads(d)
		default:
			ids, err = r.importOne(d, now, draft.Class, l.Event, &s, wrote)
		}
		if err != nil {
			return nil, false, err
		}
		ops = union(ops, ids)
	}
	return ops, wanted, nil
}

// importFact states a fact unless it is here, and gives an op that is only safe when the
// one that stated it is.
func (r *Replica) importFact(d Disk, now time.Time, a AddBody, wrote *int) (OpID, error) {
	f, known, err := d.Fact(a.ID)
	if err != nil {
		return OpID{}, err
	}
	if known {
		p, err := d.Peer(f.Stamp.Inc)
		return OpID{p.Inc, p.Have}, err
	}
	*wrote++
	o, err := r.Append(d, now, Work, a.Event, Body{Add: &a})
	return o.ID(), err
}

// importOne writes those fields of a set that never had a write, and gives all sets on its
// entity: one of them may be known while another is still on the laptop that wrote both.
// What was written since, by whom ever, stands.
func (r *Replica) importOne(d Disk, now time.Time, c Class, scope string, s *SetBody, wrote *int) ([]OpID, error) {
	fresh, err := lacking(d, s)
	if err != nil {
		return nil, err
	}
	if len(fresh.Fields) > 0 {
		if _, err := r.Append(d, now, c, scope, Body{Set: &fresh}); err != nil {
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

// lacking gives what a set says of fields that never had a write.
func lacking(d Disk, s *SetBody) (SetBody, error) {
	out := SetBody{Entity: s.Entity, ID: s.ID, Fields: map[string]json.RawMessage{}}
	for f, v := range s.Fields {
		c, err := d.Cell(Key{s.Entity, s.ID, f})
		if err != nil {
			return SetBody{}, err
		}
		if c.Now.Stamp == (Stamp{}) {
			out.Fields[f] = v
		}
	}
	return out, nil
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
	return areSafe(d, ops)
}

// areSafe reports whether every op has come back in the feed with its body.
func areSafe(d Disk, ops []OpID) (bool, error) {
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

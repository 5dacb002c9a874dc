package oplog

import (
	"cmp"
	"slices"
	"time"
)

// AsideLetter is a letter that was kept aside as an entity of its own, and that opens by
// now.
type AsideLetter struct {
	Letter
	Kept Entity
}

// Reopen takes in letters that were kept aside. It is called again and again and does each
// time what it may: first it writes of a letter what is not known yet, as ImportSignups
// does, and only once all of that has come back in the feed it erases what was kept. So
// one of the two is always where this laptop is not. Of somebody who was erased it writes
// nothing, and erases what was kept at once. It gives the number of ops written.
func (r *Replica) Reopen(d Disk, now time.Time, letters ...AsideLetter) (int, error) {
	wrote := 0
	wait := make([][]OpID, len(letters)) // by letter, what must be safe first
	var facts []AddBody
	of := map[string]int{} // whose a fact is
	for i, l := range letters {
		ops, gone, err := r.reopenSets(d, now, l.Letter, &wrote)
		if err != nil {
			return wrote, err
		}
		wait[i] = ops
		for _, f := range l.Facts {
			if !gone {
				facts, of[f.ID] = append(facts, f), i
			}
		}
	}
	slices.SortFunc(facts, func(a, b AddBody) int { return cmp.Compare(a.ID, b.ID) })
	for _, f := range facts {
		id, err := r.importFact(d, now, f, &wrote)
		if err != nil {
			return wrote, err
		}
		wait[of[f.ID]] = union(wait[of[f.ID]], []OpID{id})
	}
	n, err := r.dropAside(d, now, letters, wait)
	return wrote + n, err
}

// reopenSets writes the sets of a letter and gives all sets on their entities; gone says
// that one of those was erased.
func (r *Replica) reopenSets(d Disk, now time.Time, l Letter, wrote *int) (ops []OpID, gone bool, err error) {
	sets := make([]SetBody, len(l.Drafts))
	for i, draft := range l.Drafts {
		sets[i] = draft.Set
		sets[i].ID = l.id()
		mark, err := d.Gone(sets[i].entity())
		if err != nil || mark != Unmarked {
			return nil, true, err
		}
	}
	for i := range sets {
		ids, err := r.importOne(d, now, l.Drafts[i].Class, l.Event, &sets[i], wrote)
		if err != nil {
			return nil, false, err
		}
		ops = union(ops, ids)
	}
	return ops, false, nil
}

// dropAside erases of what was kept that of which all is safe. What is safe is looked at
// before anything is written.
func (r *Replica) dropAside(d Disk, now time.Time, letters []AsideLetter, wait [][]OpID) (int, error) {
	var safe []Entity
	for i, l := range letters {
		if err := r.mailToo(d, l.UUID, wait[i]); err != nil {
			return 0, err
		}
		is, err := areSafe(d, wait[i])
		if err != nil {
			return 0, err
		}
		if is {
			safe = append(safe, l.Kept)
		}
	}
	wrote := 0
	for _, e := range safe {
		n, err := r.Erase(d, now, e)
		if wrote += n; err != nil {
			return wrote, err
		}
	}
	return wrote, nil
}

// mailToo makes a letter that this laptop has not let go yet wait for more ops.
func (r *Replica) mailToo(d Disk, uuid string, ops []OpID) error {
	have, known, err := d.Mail(uuid)
	if err != nil || !known {
		return err
	}
	if all := union(slices.Clone(have), ops); len(all) > len(have) {
		return d.PutMail(uuid, all)
	}
	return nil
}

package store

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"daykit/internal/data/oplog"
)

// Rebuild folds the whole log again from nothing, in one transaction. Ops that
// an older program could not read are tried again.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.update(ctx, "rebuild", func(b *batch) error {
		for _, table := range []string{"cell", "conflict", "ahead", "fact", "void", "quarantine WHERE remote = 0"} {
			if err := b.exec("DELETE FROM " + table); err != nil {
				return err
			}
		}
		state, err := b.foldAll()
		if err != nil {
			return err
		}
		return b.putState(state)
	})
}

// foldAll folds every op in memory, which is much faster than in the tables.
func (b *batch) foldAll() (*oplog.State, error) {
	state := oplog.NewState()
	var bad []refused
	var last oplog.Op
	err := b.rows(func(r *sql.Rows) error {
		o, err := scanOp(r)
		if err != nil {
			return err
		}
		if last.Inc == o.Inc && last.HLC >= o.HLC {
			bad = append(bad, refused{o, errMisplaced.Error()})
		} else if err := state.Apply(o); err != nil {
			bad = append(bad, refused{o, err.Error()})
		}
		last = o
		return nil
	}, "SELECT "+opColumns+" FROM op ORDER BY inc, seq")
	if err != nil {
		return nil, err
	}
	for _, r := range bad {
		if err := b.quarantine(r.op, r.reason, false); err != nil {
			return nil, err
		}
	}
	return state, nil
}

type refused struct {
	op     oplog.Op
	reason string
}

func (b *batch) putState(state *oplog.State) error {
	keys := slices.SortedFunc(maps.Keys(state.Cells), oplog.Key.Compare) // in the order of the table, which is faster
	for _, k := range keys {
		if err := b.putCell(k, &slot{Cell: *state.Cells[k]}); err != nil {
			return err
		}
	}
	for _, f := range state.Facts {
		if err := b.putFact(f); err != nil {
			return err
		}
	}
	for id := range state.Voids {
		if err := b.exec("INSERT INTO void (fact) VALUES (?)", id); err != nil {
			return err
		}
	}
	return nil
}

package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"daykit/internal/data/feed"
)

// Post implements server.Mail, by seven statements for however many letters. Whoever
// posts holds the workspaces, in the order of their ids, so that two programs never wait
// for each other in a ring and letters are numbered in the order of commits.
func (s *Store) Post(ctx context.Context, all []feed.Letter, most int) (out []feed.Fate, err error) {
	if len(all) == 0 {
		return []feed.Fate{}, nil
	}
	err = s.engine.Change(ctx, func(tx *sql.Tx) (err error) {
		p := &posting{ctx: ctx, tx: tx, table: s.Table}
		if err := p.read(all, s.Lock); err != nil {
			return err
		}
		out = p.judge(all, most)
		return p.write()
	})
	if err != nil {
		return nil, wrap("post letters", err)
	}
	return out, nil
}

// posting is one call of Post.
type posting struct {
	ctx   context.Context //nolint:containedctx // it lives within one call, as its transaction does
	tx    *sql.Tx
	table func(first int, columns ...any) (from, blob string, args []any, err error)

	owner   map[string]string // workspace, by event; only of events that are somebody's
	last    map[string]int64  // number of the last letter, by workspace
	known   map[place]bool    // letters that ever came, by id
	waiting map[place]int64   // by event
	fresh   []numbered
	grown   map[place]bool  // events of fresh
	came    map[dayOf]int64 // letters of fresh
}

// place is a letter or an event in a workspace.
type place struct{ ws, name string }

// dayOf is an event on a day.
type dayOf struct {
	event string
	day   int64
}

// numbered is a letter with its place in its workspace.
type numbered struct {
	feed.Letter
	ws string
	n  int64
}

// read finds all that judging needs, and holds it.
func (p *posting) read(all []feed.Letter, lock string) error {
	p.owner, p.last = map[string]string{}, map[string]int64{}
	p.known, p.waiting, p.grown = map[place]bool{}, map[place]int64{}, map[place]bool{}
	p.came = map[dayOf]int64{}
	var events []string
	for _, l := range all {
		if isText(l.Event) {
			events = append(events, l.Event)
		}
	}
	err := p.each("SELECT k.a, (SELECT e.ws FROM event e WHERE e.id = k.a) FROM ", "", []any{unique(events)}, func(scan func(...any) error) error {
		var event string
		var ws sql.NullString
		err := scan(&event, &ws)
		if ws.Valid {
			p.owner[event] = ws.String
		}
		return err
	})
	if err != nil {
		return err
	}
	err = p.each("SELECT id, mail FROM ws WHERE id IN (SELECT k.a FROM ", ") ORDER BY id"+lock, []any{unique(values(p.owner))}, func(scan func(...any) error) error {
		var ws string
		var n int64
		err := scan(&ws, &n)
		p.last[ws] = n
		return err
	})
	if err != nil {
		return err
	}
	return p.readBoxes(all)
}

// readBoxes finds which letters are known and how many wait. Each row is looked up by
// itself, or PostgreSQL may read whole tables while it believes them to be small.
func (p *posting) readBoxes(all []feed.Letter) error {
	var ws, ids, events []string
	for _, l := range all {
		if owner, owned := p.owner[l.Event]; owned && isText(l.UUID) {
			ws, ids, events = append(ws, owner), append(ids, l.UUID), append(events, l.Event)
		}
	}
	return p.each(`SELECT k.a, k.b, k.c,
		coalesce((SELECT s.n FROM signup s WHERE s.ws = k.a AND s.id = k.b), (SELECT d.n FROM signup_done d WHERE d.ws = k.a AND d.id = k.b)),
		(SELECT m.waiting FROM mailbox m WHERE m.ws = k.a AND m.event = k.c) FROM `, "", []any{ws, ids, events}, func(scan func(...any) error) error {
		var owner, id, event string
		var n, waiting sql.NullInt64
		err := scan(&owner, &id, &event, &n, &waiting)
		if n.Valid {
			p.known[place{owner, id}] = true
		}
		p.waiting[place{owner, event}] = waiting.Int64
		return err
	})
}

// each runs a query over rows that it is given.
func (p *posting) each(before, after string, columns []any, row func(scan func(...any) error) error) error {
	from, _, args, err := p.table(1, columns...)
	if err != nil {
		return err
	}
	rows, err := p.tx.QueryContext(p.ctx, before+from+after, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// judge gives each letter its fate, in order, as feed.Machine.MailPut does, and each
// that is taken in its number.
func (p *posting) judge(all []feed.Letter, most int) []feed.Fate {
	out := make([]feed.Fate, len(all))
	for i, l := range all {
		ws, owned := p.owner[l.Event]
		letter, event := place{ws, l.UUID}, place{ws, l.Event}
		switch {
		case !owned || !isText(l.UUID):
			out[i] = feed.FateNowhere
		case p.known[letter]:
			out[i] = feed.FateKnown
		case p.waiting[event] >= int64(most):
			out[i] = feed.FateFull
		default:
			out[i] = feed.FateKept
			p.known[letter], p.grown[event] = true, true
			p.waiting[event]++
			p.came[dayOf{l.Event, l.Day}]++
			p.last[ws]++
			p.fresh = append(p.fresh, numbered{l, ws, p.last[ws]})
		}
	}
	return out
}

// write keeps the fresh letters, in the order of their keys.
func (p *posting) write() error {
	if len(p.fresh) == 0 {
		return nil
	}
	slices.SortFunc(p.fresh, func(a, b numbered) int { return cmp.Or(cmp.Compare(a.ws, b.ws), cmp.Compare(a.n, b.n)) })
	n := len(p.fresh)
	ws, ids, events, numbers, bodies := make([]string, n), make([]string, n), make([]string, n), make([]int64, n), make([][]byte, n)
	ends := map[string]int64{} // the last number, by workspace
	for i, l := range p.fresh {
		ws[i], ids[i], events[i], numbers[i], bodies[i] = l.ws, l.UUID, l.Event, l.n, l.Body
		ends[l.ws] = l.n
	}
	from, blob, args, err := p.table(1, ws, numbers, ids, events, bodies)
	if err != nil {
		return err
	}
	if err := p.exec("INSERT INTO signup (ws, n, id, event, body) SELECT k.a, k.b, k.c, k.d, "+blob+" FROM "+from, args); err != nil {
		return err
	}
	if err := p.writeTallies(); err != nil {
		return err
	}
	return p.writeEnds(ends)
}

// writeTallies counts the letters by event and day, in the order of the keys. Those that
// say no day are not counted.
func (p *posting) writeTallies() error {
	keys := slices.SortedFunc(maps.Keys(p.came), func(a, b dayOf) int { return cmp.Or(cmp.Compare(a.event, b.event), cmp.Compare(a.day, b.day)) })
	var events []string
	var days, letters []int64
	for _, k := range keys {
		if k.day > 0 {
			events, days, letters = append(events, k.event), append(days, k.day), append(letters, p.came[k])
		}
	}
	if len(events) == 0 {
		return nil
	}
	from, _, args, err := p.table(1, events, days, letters)
	if err != nil {
		return err
	}
	return p.exec("INSERT INTO tally (event, day, letters) SELECT k.a, k.b, k.c FROM "+from+
		" WHERE true ON CONFLICT (event, day) DO UPDATE SET letters = tally.letters + excluded.letters", args)
}

// writeEnds writes how far the workspaces and events have come.
func (p *posting) writeEnds(ends map[string]int64) error {
	var boxes, events, ws []string
	var waiting, last []int64
	for at := range p.grown {
		boxes, events, waiting = append(boxes, at.ws), append(events, at.name), append(waiting, p.waiting[at])
	}
	from, _, args, err := p.table(1, boxes, events, waiting)
	if err != nil {
		return err
	}
	err = p.exec("INSERT INTO mailbox (ws, event, waiting) SELECT k.a, k.b, k.c FROM "+from+
		" WHERE true ON CONFLICT (ws, event) DO UPDATE SET waiting = excluded.waiting", args)
	if err != nil {
		return err
	}
	for id, n := range ends {
		ws, last = append(ws, id), append(last, n)
	}
	if from, _, args, err = p.table(1, ws, last); err != nil {
		return err
	}
	return p.exec("UPDATE ws SET mail = k.b FROM "+from+" WHERE ws.id = k.a", args)
}

func (p *posting) exec(query string, args []any) error {
	_, err := p.tx.ExecContext(p.ctx, query, args...)
	return err
}

func values(m map[string]string) (out []string) {
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

// unique sorts and leaves out what comes twice.
func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

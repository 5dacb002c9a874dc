package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"daykit/internal/data/feed"
)

// Letter is a letter of a workspace's.
type Letter struct {
	Workspace string
	feed.Letter
}

// Post implements server.Mail. Whoever posts holds the workspaces, in the order of their
// ids, so that two programs never wait for each other in a ring and letters are numbered
// in the order of commits.
func (s *Store) Post(ctx context.Context, all []feed.Letter, most int) (out []feed.Fate, err error) {
	if len(all) == 0 {
		return []feed.Fate{}, nil
	}
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		p := &posting{ctx: ctx, tx: tx, Dialect: s.Dialect, all: all, most: int64(most)}
		if err := p.read(); err != nil {
			return err
		}
		p.judge()
		if err := p.write(); err != nil {
			return err
		}
		out = p.fates
		return nil
	})
	if err != nil {
		return nil, wrap("post letters", err)
	}
	return out, nil
}

// posting is one call of Post.
type posting struct {
	ctx context.Context //nolint:containedctx // it lives within one call, as its transaction does
	tx  *sql.Tx
	Dialect
	all   []feed.Letter
	most  int64
	fates []feed.Fate // of all

	owner   map[string]string // workspace, by event; only of events that are somebody's
	waiting map[string]int64  // letters, by event
	known   map[place]bool    // letters that ever came: of this call, and of events that may be full
	fresh   []Letter          // to be added unless they are known
	at      []int             // where fresh stand in all
}

// place is a letter in a workspace.
type place struct{ ws, id string }

// read finds whose the events are and how many letters of each wait, and holds that.
func (p *posting) read() error {
	p.owner, p.waiting, p.known = map[string]string{}, map[string]int64{}, map[place]bool{}
	var events []string
	for _, l := range p.all {
		if isText(l.Event) {
			events = append(events, l.Event)
		}
	}
	events = unique(events)
	if p.Lock != "" {
		none := func(func(...any) error) error { return nil }
		if err := p.each("SELECT id FROM ws WHERE id IN (SELECT e.ws FROM ", " JOIN event e ON e.id = k.a) ORDER BY id"+p.Lock, []any{events}, none); err != nil {
			return err
		}
	}
	err := p.each(`SELECT e.id, e.ws, CAST(coalesce((SELECT sum(t.came - t.gone) FROM tally t WHERE t.ws = e.ws AND t.event = e.id), 0) AS bigint) FROM `,
		" JOIN event e ON e.id = k.a", []any{events}, func(scan func(...any) error) error {
			var event, ws string
			var waiting int64
			err := scan(&event, &ws, &waiting)
			p.owner[event], p.waiting[event] = ws, waiting
			return err
		})
	if err != nil {
		return err
	}
	return p.readKnown()
}

// readKnown finds which letters are known of events that may not have room for all that
// came now. Of the others it is known which are, once they were added.
func (p *posting) readKnown() error {
	came := map[string]int64{}
	for _, l := range p.all {
		came[l.Event]++
	}
	var ws, ids []string
	for _, l := range p.all {
		if owner, owned := p.owner[l.Event]; owned && isText(l.UUID) && p.waiting[l.Event]+came[l.Event] > p.most {
			ws, ids = append(ws, owner), append(ids, l.UUID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return p.each("SELECT k.a, k.b FROM ", ` WHERE EXISTS (SELECT 1 FROM signup s WHERE s.ws = k.a AND s.id = k.b)
		OR EXISTS (SELECT 1 FROM signup_done d WHERE d.ws = k.a AND d.id = k.b)`, []any{ws, ids}, func(scan func(...any) error) error {
		var at place
		err := scan(&at.ws, &at.id)
		p.known[at] = true
		return err
	})
}

// each runs a query over rows that it is given.
func (p *posting) each(before, after string, columns []any, row func(scan func(...any) error) error) error {
	from, _, args, err := p.Table(1, columns...)
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

// judge gives each letter its fate, in order, as feed.Machine.MailPut does; that of those
// which it finds to be fresh is still to be seen.
func (p *posting) judge() {
	p.fates = make([]feed.Fate, len(p.all))
	for i, l := range p.all {
		ws, owned := p.owner[l.Event]
		letter := place{ws, l.UUID}
		switch {
		case !owned || !isText(l.UUID):
			p.fates[i] = feed.FateNowhere
		case p.known[letter]:
			p.fates[i] = feed.FateKnown
		case p.waiting[l.Event] >= p.most:
			p.fates[i] = feed.FateFull
		default:
			p.fates[i] = feed.FateKept
			p.known[letter] = true
			p.waiting[l.Event]++
			p.fresh, p.at = append(p.fresh, Letter{ws, l}), append(p.at, i)
		}
	}
}

// write keeps the fresh letters.
func (p *posting) write() error {
	if len(p.fresh) == 0 {
		return nil
	}
	added, err := p.Add(p.ctx, p.tx, p.fresh)
	if err != nil {
		return err
	}
	came := map[box]int64{}
	for i, l := range p.fresh {
		if !added[i] {
			p.fates[p.at[i]] = feed.FateKnown
			continue
		}
		came[box{l.Workspace, l.Event, l.Day}]++
	}
	return count(p.ctx, p.tx, p.Dialect, came)
}

// box is what is counted together: the letters of an event on a day.
type box struct {
	ws, event string
	day       int64
}

// count takes down that letters came, in the order of the keys.
func count(ctx context.Context, tx *sql.Tx, in Dialect, came map[box]int64) error {
	if len(came) == 0 {
		return nil
	}
	var ws, events []string
	var days, letters []int64
	for _, k := range slices.SortedFunc(maps.Keys(came), func(a, b box) int {
		return cmp.Or(cmp.Compare(a.ws, b.ws), cmp.Compare(a.event, b.event), cmp.Compare(a.day, b.day))
	}) {
		ws, events, days, letters = append(ws, k.ws), append(events, k.event), append(days, k.day), append(letters, came[k])
	}
	from, _, args, err := in.Table(1, ws, events, days, letters)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO tally (ws, event, day, came, gone, held) SELECT k.a, k.b, k.c, k.d, 0, 1 FROM "+from+
		" WHERE true ON CONFLICT (ws, event, day) DO UPDATE SET came = tally.came + excluded.came, held = 1", args...)
	return err
}

// unique sorts and leaves out what comes twice.
func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

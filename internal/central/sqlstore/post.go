package sqlstore

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"daykit/internal/data/feed"
)

// Letter is a letter of a workspace's.
type Letter struct {
	Workspace string
	feed.Letter
}

// Owned is an event that is somebody's, and how many of its letters wait.
type Owned struct {
	Event, Workspace string
	Waiting          int64
}

// Boxes are mailboxes as Post needs them, in one transaction.
type Boxes interface {
	// Hold finds those of the events that are somebody's, and holds their workspaces, in
	// the order of their ids, so that two programs never wait for each other in a ring and
	// letters are numbered in the order of commits.
	Hold(ctx context.Context, events []string) ([]Owned, error)
	// Known finds those of the letters that wait or were let go.
	Known(ctx context.Context, all []Letter) ([]Letter, error)
	// Keep adds and counts those letters, in their order, that are not known, and reports
	// which those were. No letter comes twice among them.
	Keep(ctx context.Context, all []Letter) (added []bool, err error)
}

// Post takes letters in as server.Mail.Post says, for an engine, which knows best how to
// write many rows at once.
func Post(ctx context.Context, in Boxes, all []feed.Letter, most int) ([]feed.Fate, error) {
	p := &posting{all: all, most: most, known: map[place]bool{}, owned: map[string]*Owned{}}
	found, err := in.Hold(ctx, p.events())
	if err != nil {
		return nil, err
	}
	for i := range found {
		p.owned[found[i].Event] = &found[i]
	}
	if doubtful := p.doubtful(); len(doubtful) > 0 {
		known, err := in.Known(ctx, doubtful)
		if err != nil {
			return nil, err
		}
		for _, l := range known {
			p.known[place{l.Workspace, l.UUID}] = true
		}
	}
	p.judge()
	if len(p.fresh) == 0 {
		return p.fates, nil
	}
	added, err := in.Keep(ctx, p.fresh)
	if err != nil {
		return nil, err
	}
	for i, yes := range added {
		if !yes {
			p.fates[p.at[i]] = feed.FateKnown
		}
	}
	return p.fates, nil
}

// posting is one call of Post.
type posting struct {
	all   []feed.Letter
	most  int
	fates []feed.Fate // of all

	owned map[string]*Owned // by event
	known map[place]bool    // letters that ever came: of this call, and of events that may be full
	fresh []Letter          // to be kept unless they are known
	at    []int             // where fresh stand in all
}

// place is a letter in a workspace.
type place struct{ ws, id string }

// events gives the events that letters are for.
func (p *posting) events() (out []string) {
	for _, l := range p.all {
		if isText(l.Event) {
			out = append(out, l.Event)
		}
	}
	return unique(out)
}

// doubtful gives the letters of events that may not have room for all that came now. Of
// the others it is known which are, once they were added.
func (p *posting) doubtful() (out []Letter) {
	came := map[string]int64{}
	for _, l := range p.all {
		came[l.Event]++
	}
	for _, l := range p.all {
		if e := p.owned[l.Event]; e != nil && isText(l.UUID) && e.Waiting+came[l.Event] > int64(l.Bound(p.most)) {
			out = append(out, Letter{e.Workspace, l})
		}
	}
	return out
}

// judge gives each letter its fate, in order, as feed.Machine.MailPut does; that of those
// which it finds to be fresh is still to be seen.
func (p *posting) judge() {
	p.fates = make([]feed.Fate, len(p.all))
	for i, l := range p.all {
		e := p.owned[l.Event]
		if e == nil || !isText(l.UUID) {
			p.fates[i] = feed.FateNowhere
			continue
		}
		letter := place{e.Workspace, l.UUID}
		switch {
		case p.known[letter]:
			p.fates[i] = feed.FateKnown
		case e.Waiting >= int64(l.Bound(p.most)):
			p.fates[i] = feed.FateFull
		default:
			p.fates[i] = feed.FateKept
			p.known[letter] = true
			e.Waiting++
			p.fresh, p.at = append(p.fresh, Letter{e.Workspace, l}), append(p.at, i)
		}
	}
}

// Box is what is counted together: the letters of an event on a day.
type Box struct {
	Workspace, Event string
	Day              int64
}

// Count sorts letters into their boxes, which come in the order of their keys.
func Count(all []Letter) (boxes []Box, came []int64) {
	n := map[Box]int64{}
	for _, l := range all {
		n[Box{l.Workspace, l.Event, l.Day}]++
	}
	boxes = slices.SortedFunc(maps.Keys(n), func(a, b Box) int {
		return cmp.Or(cmp.Compare(a.Workspace, b.Workspace), cmp.Compare(a.Event, b.Event), cmp.Compare(a.Day, b.Day))
	})
	for _, b := range boxes {
		came = append(came, n[b])
	}
	return boxes, came
}

// unique sorts and leaves out what comes twice.
func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

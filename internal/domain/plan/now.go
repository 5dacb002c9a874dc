package plan

import (
	"fmt"
	"slices"
	"time"

	"daykit/internal/domain/event"
)

// Phase is where a day stands in its running order.
type Phase string

// The phases.
const (
	PhaseBefore  Phase = "before"  // nothing has begun
	PhaseRunning Phase = "running" // something is on
	PhaseBetween Phase = "between" // nothing is on, and something follows
	PhaseAfter   Phase = "after"   // all is over
)

// Mark says when a point truly began, or that it does not take place, as somebody at the
// laptop told it.
type Mark struct {
	Index   int       `json:"index"`   // of event.Event.Programme
	Began   time.Time `json:"began"`   // or was skipped
	Skipped bool      `json:"skipped"` // it is left out from then on
}

// Point is a point of the running order as it is planned and as it runs.
type Point struct {
	Index   int                 `json:"index"` // of event.Event.Programme
	Item    event.ProgrammeItem `json:"item"`
	Planned time.Time           `json:"planned"` // begin, in the event's time zone
	Begins  time.Time           `json:"begins"`  // as it runs: marked, or moved by what stands before it
	Ends    time.Time           `json:"ends"`
	Overrun time.Duration       `json:"overrun"` // past its end and still on; 0 when it is not

	long time.Duration
}

// Moment is what is on at a moment.
type Moment struct {
	Phase Phase         `json:"phase"`
	Now   []Point       `json:"now"`  // all that is on at once, in their order; never nil
	Next  *Point        `json:"next"` // nil when nothing follows
	Delay time.Duration `json:"delay"`
}

// markHolds is how long after its end a marked point counts as still on when nobody
// marks the next: our default. After that the clock decides again.
const markHolds = time.Hour

// At tells what of an event's running order is on at a moment, and what is next.
// Without marks the clock decides. With marks, the last point that was marked is on
// until the next one is marked, at most an hour past its end (Overrun), and what
// follows moves by the delay; nothing is moved to before its planned time, since
// guests were told that. A point that was skipped is neither on nor next, and its
// minutes make up for a delay. A point without minutes lasts until the next one begins.
// It is an error when the date, a time or the time zone does not read.
func At(ev event.Event, marks []Mark, at time.Time) (Moment, error) {
	points, err := points(ev)
	if err != nil {
		return Moment{}, err
	}
	points, skipped := without(ev, points, marks, at)
	last := applyMarks(points, skipped, marks, at)
	after := follows(points, last)
	held := holds(points, last, after, at)
	if held {
		points[last].Overrun = at.Sub(points[last].Ends)
		push(points[after:], at)
	}
	out := Moment{Phase: PhaseAfter, Now: []Point{}}
	began := false
	for i, p := range points {
		switch {
		case p.Begins.After(at) || held && i >= after:
			if out.Next == nil {
				next := p
				out.Next, out.Delay = &next, max(p.Begins.Sub(p.Planned), 0)
			}
		case at.Before(p.Ends) || held && i == last:
			out.Now = append(out.Now, p)
			began = true
		default:
			began = true
		}
	}
	switch {
	case len(out.Now) > 0:
		out.Phase = PhaseRunning
	case out.Next != nil && began:
		out.Phase = PhaseBetween
	case out.Next != nil:
		out.Phase = PhaseBefore
	}
	return out, nil
}

// points gives the running order with its moments, the earliest first.
func points(ev event.Event) ([]Point, error) {
	if _, _, err := ev.Span(); err != nil {
		return nil, fmt.Errorf("running order: %w", err)
	}
	out := make([]Point, 0, len(ev.Programme))
	for i, item := range ev.Programme {
		begins, err := Instant(ev, item.At)
		if err != nil {
			return nil, fmt.Errorf("running order, point %d: %w", i+1, err)
		}
		out = append(out, Point{Index: i, Item: item, Planned: begins, long: time.Duration(max(item.Minutes, 0)) * time.Minute})
	}
	slices.SortStableFunc(out, func(a, b Point) int { return a.Planned.Compare(b.Planned) })
	lasting(ev, out)
	return out, nil
}

// Instant gives when a time of day, as 17:40, is at an event: after midnight where the
// event goes on past it. It is an error when the date, the time or the zone does not read.
func Instant(ev event.Event, clock string) (time.Time, error) {
	date := ev.Date
	if nextDay(ev, clock) {
		date = event.AddDays(date, 1)
	}
	at, _, err := event.Span(date, clock, "", ev.Timezone)
	return at, err
}

// Midnight gives when the day of an event begins, at its place.
func Midnight(ev event.Event) (time.Time, error) {
	at, _, err := event.Span(ev.Date, "00:00", "", ev.Timezone)
	return at, err
}

// lasting says when each point begins and ends as planned; one without minutes lasts
// until the next begins.
func lasting(ev event.Event, points []Point) {
	_, ends, _ := ev.Span()
	for i := range points {
		p := &points[i]
		if p.Item.Minutes <= 0 {
			p.long = max(until(points[i+1:], p.Planned, ends).Sub(p.Planned), 0)
		}
		p.Begins, p.Ends = p.Planned, p.Planned.Add(p.long)
	}
}

// until gives when the next point begins, or the event ends.
func until(rest []Point, after, ends time.Time) time.Time {
	for _, p := range rest {
		if p.Planned.After(after) {
			return p.Planned
		}
	}
	return ends
}

// nextDay reports whether a time of the running order is after midnight. Before the
// start there is only setting up, which belongs to the day itself.
func nextDay(ev event.Event, at string) bool {
	if at >= ev.Start {
		return false
	}
	if ev.End != "" {
		return ev.End <= ev.Start && at <= ev.End
	}
	start, err := time.Parse(clock, ev.Start)
	if err != nil {
		return false
	}
	t, err := time.Parse(clock, at)
	return err == nil && start.Sub(t) > 12*time.Hour
}

// without takes out what was skipped until now, and gives what was taken out.
func without(ev event.Event, points []Point, marks []Mark, at time.Time) (kept, skipped []Point) {
	for _, p := range points {
		if slices.ContainsFunc(marks, func(m Mark) bool { return m.Skipped && m.Index == p.Index && !m.Began.After(at) }) {
			skipped = append(skipped, p)
		} else {
			kept = append(kept, p)
		}
	}
	if len(skipped) > 0 {
		lasting(ev, kept)
	}
	return kept, skipped
}

// saved is what skipped points make up for: those that were planned between the last
// mark and a point, and over by the time of the point.
func saved(skipped []Point, after, until time.Time) time.Duration {
	sum := time.Duration(0)
	for _, s := range skipped {
		if !s.Planned.Before(after) && !s.Planned.Add(s.long).After(until) {
			sum += s.long
		}
	}
	return sum
}

// applyMarks moves what was marked until now to when it began, and what follows by
// its delay, as far as what was skipped does not make up for it. It gives the point that
// was marked last in the running order, or -1.
func applyMarks(points, skipped []Point, marks []Mark, at time.Time) int {
	last, delay, from := -1, time.Duration(0), time.Time{}
	for i := range points {
		p := &points[i]
		j := slices.IndexFunc(marks, func(m Mark) bool { return !m.Skipped && m.Index == p.Index && !m.Began.After(at) })
		if j >= 0 {
			last, delay, from = i, max(marks[j].Began.Sub(p.Planned), 0), p.Planned
			p.Begins = marks[j].Began
		} else {
			p.Begins = p.Planned.Add(max(delay-saved(skipped, from, p.Planned), 0))
		}
		p.Ends = p.Begins.Add(p.long)
	}
	for i := range max(last, 0) { // what stands before the last mark has ended by then, unless it was to go on beside it
		if p := &points[i]; p.Ends.After(points[last].Begins) && !p.Planned.Add(p.long).After(points[last].Planned) {
			p.Ends = points[last].Begins
		}
	}
	return last
}

// follows gives the first point that was planned for when the last marked one ends.
func follows(points []Point, last int) int {
	if last < 0 {
		return len(points)
	}
	for i := last + 1; i < len(points); i++ {
		if !points[i].Planned.Before(points[last].Planned.Add(points[last].long)) {
			return i
		}
	}
	return len(points)
}

// holds reports whether the last marked point is still on past its end: what follows
// should have begun, or nothing does.
func holds(points []Point, last, after int, at time.Time) bool {
	if last < 0 || at.Before(points[last].Ends) || at.Sub(points[last].Ends) >= markHolds {
		return false
	}
	return after == len(points) || !points[after].Begins.After(at)
}

// push moves what follows an overrun to begin now at the earliest, the rest by as much.
func push(rest []Point, at time.Time) {
	if len(rest) == 0 {
		return
	}
	by := max(at.Sub(rest[0].Begins), 0)
	for i := range rest {
		rest[i].Begins, rest[i].Ends = rest[i].Begins.Add(by), rest[i].Ends.Add(by)
	}
}

package plan

import (
	"fmt"
	"slices"
	"time"

	"daykit/internal/domain/content"
)

// SlotKind says what a point of a running order is.
type SlotKind string

// The kinds, in the order in which they come.
const (
	SlotWelcome  SlotKind = "welcome"
	SlotActivity SlotKind = "activity"
	SlotFood     SlotKind = "food"
	SlotOpen     SlotKind = "open" // time that nothing else asks for
	SlotThanks   SlotKind = "thanks"
	SlotClear    SlotKind = "clear"
)

// Slot is one point of a running order.
type Slot struct {
	Kind      SlotKind `json:"kind"`
	Title     string   `json:"title"`
	Activity  string   `json:"activity,omitempty"`  // its id
	At        string   `json:"at"`                  // 17:30; after midnight it begins again at 00:00
	Minutes   int      `json:"minutes"`             //
	Short     bool     `json:"short,omitempty"`     // an activity gets less than it usually needs
	Alongside bool     `json:"alongside,omitempty"` // it is open while other points follow each other
	Basis     string   `json:"basis"`

	low, high int // minutes of an activity
}

type orderPart struct {
	Title   string `json:"title"`
	Minutes int    `json:"minutes"`
}

type orderData struct {
	Welcome orderPart `json:"welcome"`
	Food    orderPart `json:"food"`
	Open    orderPart `json:"open"`
	Thanks  orderPart `json:"thanks"`
	Clear   orderPart `json:"clear"`
	Own     orderPart `json:"own"` // what the group brings itself
	Starts  struct {
		Usual      string            `json:"usual"`
		Earliest   string            `json:"earliest"`
		OverBy     string            `json:"over_by"`
		Activities map[string]string `json:"activities"`
	} `json:"starts"`
	NotAtTables []string `json:"no_guests_at_tables"`
}

const (
	grain     = 5  // minutes that points are rounded to
	leastOpen = 15 // minutes from which time left over is a point of its own
	usualLong = 60 // minutes of an activity that says nothing
	maxLong   = 24 * 60
)

// RunningOrder proposes what happens when: a welcome, the activities for their usual
// minutes, food where no activity is a meal, thanks and clearing up, all between start
// and end. With too little time everything shrinks alike and the smaller parts go
// first; with too much, activities grow up to their longest and the rest is open. An
// activity without minutes of its own, as an exhibition, goes alongside the others.
// Without an end it takes what it usually takes. What the group brings itself comes
// after the activities. It is empty without a start, without anything to do, or when
// there is no time at all. All minutes are our planning default.
func RunningOrder(pack *content.Pack, req Request) []Slot {
	start, err := time.Parse(clock, req.Start)
	activities := chosen(pack, req.Activities)
	if err != nil || len(activities) == 0 && !req.Own {
		return []Slot{}
	}
	slots, alongside := parts(activities, req.Own)
	total := minutesOf(slots)
	if end, err := time.Parse(clock, req.End); err == nil {
		total = int(end.Sub(start).Minutes())
		if total <= 0 {
			total += maxLong
		}
	}
	slots = dropped(slots, total)
	if len(slots) == 0 {
		return []Slot{}
	}
	slots = fit(slots, total)
	return timed(slots, alongside, start)
}

const clock = "15:04"

func minutesOf(slots []Slot) int {
	total := 0
	for _, s := range slots {
		total += s.Minutes
	}
	return total
}

// UsualTimes gives when an event with these activities usually begins and ends, for
// one whose times nobody has said yet: in the evening, or by day where an activity
// needs light or belongs to the day; as long as its running order takes, in full
// quarters of an hour. A long evening begins earlier, so that it is over by ten, and where
// only the end is given, by then. A start that is given is kept. All of it is our planning
// default.
func UsualTimes(pack *content.Pack, req Request) (start, end string) {
	activities, d := chosen(pack, req.Activities), needs().Order.Starts
	slots, _ := parts(activities, req.Own || len(activities) == 0)
	const quarter = 15
	long := time.Duration(min((minutesOf(slots)+quarter-1)/quarter*quarter, maxLong-quarter)) * time.Minute
	start = req.Start
	if start == "" {
		start = d.Usual
		for _, a := range activities {
			if by, ok := d.Activities[a.ID]; ok {
				start = min(start, by)
			}
		}
		if req.End != "" {
			start = inTimeFor(start, req.End, "00:00", long)
		} else {
			start = inTimeFor(start, d.OverBy, d.Earliest, long)
		}
	}
	begins, err := time.Parse(clock, start)
	if err != nil {
		return start, ""
	}
	return start, begins.Add(long).Format(clock)
}

// inTimeFor moves a start to where what is so long is over by a time, but never to before
// the earliest.
func inTimeFor(start, overBy, earliest string, long time.Duration) string {
	at, err := time.Parse(clock, start)
	until, uerr := time.Parse(clock, overBy)
	first, ferr := time.Parse(clock, earliest)
	if err != nil || uerr != nil || ferr != nil || !at.Add(long).After(until) {
		return start
	}
	at = until.Add(-long)
	if at.Before(first) {
		at = first
	}
	return min(start, at.Format(clock))
}

// parts gives the points with the minutes that they usually take, and apart from them
// what is open alongside.
func parts(activities []content.Activity, own bool) (slots, alongside []Slot) {
	d := needs().Order
	fixed := func(k SlotKind, p orderPart) Slot {
		return Slot{Kind: k, Title: p.Title, Minutes: p.Minutes, Basis: OurDefault, high: p.Minutes}
	}
	slots = append(slots, fixed(SlotWelcome, d.Welcome))
	meal, tables := false, false
	for _, a := range activities {
		s := Slot{Kind: SlotActivity, Title: a.Name, Activity: a.ID, Basis: a.Minutes.Basis, low: min(value(a.Minutes.Low), maxLong)}
		s.Minutes = min(value(a.Minutes.Typical), maxLong)
		s.high = max(min(value(a.Minutes.High), maxLong), s.Minutes)
		meal = meal || slices.Contains(law().Activities[a.ID], "food")
		tables = tables || !slices.Contains(d.NotAtTables, a.ID)
		if s.Minutes == 0 {
			alongside = append(alongside, s)
			continue
		}
		slots = append(slots, s)
	}
	if own {
		s := fixed(SlotActivity, d.Own)
		s.high = maxLong
		slots, tables = append(slots, s), true
	}
	if len(slots) == 1 { // only what has no minutes: the first of it is the programme
		alongside[0].Minutes, alongside[0].high = usualLong, maxLong
		slots, alongside = append(slots, alongside[0]), alongside[1:]
	}
	if tables && !meal {
		slots = append(slots, fixed(SlotFood, d.Food))
	}
	slots = append(slots, fixed(SlotThanks, d.Thanks))
	if tables {
		slots = append(slots, fixed(SlotClear, d.Clear))
	}
	return slots, alongside
}

// dropped leaves out parts, the least needed first, until each can have its grain.
func dropped(slots []Slot, total int) []Slot {
	for _, k := range []SlotKind{SlotFood, SlotClear, SlotThanks, SlotWelcome} {
		if len(slots)*grain <= total {
			break
		}
		slots = slices.DeleteFunc(slots, func(s Slot) bool { return s.Kind == k })
	}
	if len(slots)*grain > total {
		return nil
	}
	return slots
}

// fit gives every point its minutes, so that together they make up total.
func fit(slots []Slot, total int) []Slot {
	usual, room := 0, 0
	for _, s := range slots {
		usual += s.Minutes
		room += s.high - s.Minutes
	}
	if total < usual {
		weights := make([]int, len(slots))
		for i, s := range slots {
			weights[i] = max(s.Minutes-grain, 0)
			slots[i].Minutes = grain
		}
		grow(slots, weights, total-len(slots)*grain)
		for i, s := range slots {
			slots[i].Short = s.Minutes < s.low
		}
		return slots
	}
	extra := total - usual
	weights := make([]int, len(slots))
	for i, s := range slots {
		weights[i] = s.high - s.Minutes
	}
	grow(slots, weights, min(extra, room))
	if extra > room {
		slots = spare(slots, extra-room)
	}
	return slots
}

// grow shares out minutes by weights in whole grains, the first points first where
// they do not divide; what is less than a grain goes to the last.
func grow(slots []Slot, weights []int, minutes int) {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	left := minutes
	for i, w := range weights {
		if sum == 0 {
			break
		}
		part := minutes * w / sum / grain * grain
		slots[i].Minutes += part
		left -= part
	}
	for i := 0; left >= grain && sum > 0; i = (i + 1) % len(slots) {
		if weights[i] > 0 {
			slots[i].Minutes += grain
			left -= grain
		}
	}
	slots[len(slots)-1].Minutes += left
}

// spare puts time that nothing asks for before the thanks, or to the end when it is
// little.
func spare(slots []Slot, minutes int) []Slot {
	if minutes < leastOpen {
		slots[len(slots)-1].Minutes += minutes
		return slots
	}
	at := slices.IndexFunc(slots, func(s Slot) bool { return s.Kind == SlotThanks })
	if at < 0 {
		at = len(slots)
	}
	return slices.Insert(slots, at, Slot{Kind: SlotOpen, Title: needs().Order.Open.Title, Minutes: minutes, Basis: OurDefault})
}

// timed says when each point begins, and lays what goes alongside beside them.
func timed(slots, alongside []Slot, start time.Time) []Slot {
	at, from, until := 0, 0, 0
	out := []Slot{}
	for _, s := range slots {
		s.At = start.Add(time.Duration(at) * time.Minute).Format(clock)
		if s.Kind == SlotWelcome {
			from = s.Minutes
		}
		at += s.Minutes
		if s.Kind != SlotThanks && s.Kind != SlotClear {
			until = at
		}
		out = append(out, s)
	}
	i := 0
	if len(out) > 0 && out[0].Kind == SlotWelcome {
		i = 1
	}
	for _, s := range alongside {
		s.At, s.Minutes, s.Alongside = start.Add(time.Duration(from)*time.Minute).Format(clock), until-from, true
		out = slices.Insert(out, i, s)
		i++
	}
	return out
}

// String gives a point in one line, as 17:30 Welcome (10 min).
func (s Slot) String() string { return fmt.Sprintf("%s %s (%d min)", s.At, s.Title, s.Minutes) }

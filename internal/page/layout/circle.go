package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// circlePoster is a poster of two languages as equals: both headlines within a
// ring of strands, and the event in two columns, each in its own language and
// direction. With one language it is the ring and one column.
type circlePoster struct {
	*poster
	other  *poster // the second language's words; nil for none
	ground display.Color
	forms  map[words][]headForm
}

// layCircle makes both languages smaller together, then the ring slimmer, then
// larger than the page; at last words go from both.
func layCircle(p *poster) {
	c := newCirclePoster(p)
	plan := c.choose()
	c.draw(plan)
	c.tell()
}

func newCirclePoster(p *poster) *circlePoster {
	c := &circlePoster{poster: p, ground: marigold, forms: map[words][]headForm{}}
	if p.in.SaveInk {
		c.ground = white
	}
	if p.in.Second != "" && p.in.Second != p.in.Lang {
		in := p.in
		in.Lang, in.Second, in.Photo = p.in.Second, "", nil
		c.other = newPoster(p.s, in, p.format)
		c.other.iconGround = c.ground
		c.dropRepeats()
		for _, pr := range c.other.problems.list {
			p.problems.take(pr)
		}
		for _, n := range c.other.notes.list {
			p.notes.take(n)
		}
	}
	c.credit.color = ink
	c.iconGround = c.ground
	for _, w := range c.both() {
		w.inks(ink, ink)
		if c.other != nil {
			w.title.role, w.date.role = fonts.Bold, fonts.Text
			w.date.text = wholeDay(w.date.text)
		}
	}
	return c
}

// both are the words of either language.
func (c *circlePoster) both() []*posterWords {
	if c.other == nil {
		return []*posterWords{&c.posterWords}
	}
	return []*posterWords{&c.posterWords, &c.other.posterWords}
}

// dropRepeats takes out what the second language would only say again, because it
// has no words of its own.
func (c *circlePoster) dropRepeats() {
	mine := c.all()
	for i, w := range c.other.all() {
		if w.text == mine[i].text && w.lang == mine[i].lang {
			w.text = ""
		}
	}
}

// circlePlan is every block at its size, and the ring round the headlines.
type circlePlan struct {
	ring     ring
	heads    []placedBlock
	credit   block // of the photo in the ring
	facts    circleFacts
	factsTop float64
	foot     footBlock
}

// placedBlock is a block and where it stands.
type placedBlock struct {
	block
	x, y, w float64
	side    align
}

// circleTry is an arrangement: how generous the words below are, the least size of
// the headline in points on A4, and how many strands. When it is tight, guests read
// the time once, beside the place, the date in short, and the group alone at the foot.
type circleTry struct {
	ease    ease
	want    float64
	strands int
	share   float64 // of a wide page's width, for the ring
	tight   bool
}

func circleTries() []circleTry {
	return []circleTry{
		{ease: 1, want: 34, strands: 6, share: 0.46},
		{ease: 0.5, want: 28, strands: 6, share: 0.43},
		{want: 22, strands: 6, share: 0.41},
		{want: 18, strands: 5, share: 0.38},
		{strands: 3, share: 0.36},
		{strands: 3, share: 0.36, tight: true},
	}
}

// choose finds the first arrangement in which everything fits, with fewer words
// where there is none.
func (c *circlePoster) choose() circlePlan {
	restore := c.keep()
	if c.photo != nil {
		for range 2 {
			if plan, fits := c.arranged(circleTries()[:photoTries]); fits {
				return plan
			}
			if c.icons == noIcons {
				break
			}
			c.withoutIcons()
		}
		restore()
		c.withoutPhoto()
	}
	tries := circleTries()
	if plan, fits := c.arranged(tries[:iconTries(len(tries))]); fits {
		return plan
	}
	c.withoutIcons()
	plan, fits := c.arranged(tries)
	for !fits && c.dropWords(plan) {
		tries = tries[max(0, len(tries)-2):]
		plan, fits = c.arranged(tries)
	}
	if fits && len(c.offers) > 0 {
		return c.putBack(plan, tries)
	}
	return plan
}

// arranged is the first arrangement that fits. Where there are no headlines, the
// titles lead if the ring has room for them.
func (c *circlePoster) arranged(tries []circleTry) (plan circlePlan, fits bool) {
	if c.headless() {
		restore := c.keep()
		for _, w := range c.both() {
			w.headline, w.title.text = w.title, ""
			w.headline.tag, w.headline.role = display.H1, fonts.Display
		}
		if plan, fits = c.first(tries); fits {
			return plan, true
		}
		restore()
	}
	return c.first(tries)
}

func (c *circlePoster) headless() bool {
	for _, w := range c.both() {
		if w.headline.text != "" {
			return false
		}
	}
	return true
}

// first is the first arrangement in which everything fits and no word is broken; or
// else one with a broken word.
func (c *circlePoster) first(tries []circleTry) (plan circlePlan, fits bool) {
	var worse *circlePlan
	for _, try := range tries {
		next, ok := c.plan(try)
		plan = next
		switch {
		case !ok:
		case next.facts.whole(c.poster):
			return next, true
		case worse == nil:
			worse = &next
		}
	}
	if worse != nil {
		return *worse, true
	}
	return plan, false
}

// dropWords takes away, in both languages, the least of the words that fill the page:
// those below the ring while they crowd it, else the headlines.
func (c *circlePoster) dropWords(plan circlePlan) bool {
	order := []func(*posterWords) *words{
		c.aboutShown,
		func(w *posterWords) *words { return &w.access },
		func(w *posterWords) *words { return &w.headline },
		func(w *posterWords) *words { return &w.title },
		func(w *posterWords) *words { return &w.place },
	}
	if plan.ring.outer > c.roomy() {
		order = order[2:3]
	}
	for _, pick := range order {
		dropped := false
		for _, w := range c.both() {
			dropped = dropped || pick(w).text != ""
			c.without(pick(w))
		}
		if dropped {
			return true
		}
	}
	return false
}

// aboutShown is the description, which only a poster in one language has room for.
func (c *circlePoster) aboutShown(w *posterWords) *words {
	if c.other != nil {
		return &words{}
	}
	return &w.about
}

// without takes words off. That access goes from a flyer in two languages is no
// fault of the words.
func (c *circlePoster) without(w *words) {
	if w.text != "" && w.rank == near && c.brief() {
		c.drop(w)
		return
	}
	c.leaveOut(w)
}

// roomy is the radius from which a ring is not crowded by the words below.
func (c *circlePoster) roomy() float64 { return min(c.page.W, c.page.H) * 0.3 }

// plan sets everything in one arrangement.
func (c *circlePoster) plan(try circleTry) (out circlePlan, fits bool) {
	defer c.keep()()
	if try.tight {
		c.tighten()
	}
	box := c.factsBox(try.share)
	out.foot = c.setFoot(box.W)
	gap := try.ease.between(11, 20) * c.air
	room := display.Rect{X: 0, Y: c.artTop(), W: c.page.W, H: c.page.H - 2*c.artTop()}
	free := span{c.box.Y, c.box.Y + c.box.H - out.foot.height() - gap}
	if c.photo != nil {
		over := box
		over.Y = c.box.Y
		if out.heads, fits = c.setHeads(try.want*photoWant*c.k, photoHeadMost*c.k, c.overRing(over)); !fits {
			return out, false
		}
		free.top = bottomOf(out.heads, free.top) + gap
		out.credit = c.setCredit(c.box.W * 0.6)
	}
	out.facts = c.setFacts(try, box, free.height())
	free.bottom -= out.facts.h
	out.factsTop = free.bottom
	if c.wide() {
		out.factsTop = (free.top + free.bottom) / 2
	}
	if free.height() < 0 {
		return out, false
	}
	if c.wide() {
		room.W = box.X
		if c.rtl {
			room.X, room.W = box.X+box.W, c.page.W-box.X-box.W
		}
	} else {
		if c.photo != nil {
			room.Y = free.top
		}
		room.H = free.bottom - gap*0.9 - room.Y
	}
	if len(out.credit.lines) > 0 {
		room.H -= out.credit.height() + c.creditGap()
	}
	if room.H <= 0 {
		return out, false
	}
	out.ring = c.setRing(room, try)
	if c.photo != nil {
		return out, c.roomForPhoto(out.ring)
	}
	out.heads, fits = c.setHeads(try.want*c.k, ringMost*c.k, c.inRing(out.ring))
	return out, fits
}

// keep remembers the words and gives what brings them back.
func (c *circlePoster) keep() (restore func()) {
	var kept []posterWords
	for _, w := range c.both() {
		kept = append(kept, *w)
	}
	return func() {
		for i, w := range c.both() {
			*w = kept[i]
		}
	}
}

// tighten says what can be said in fewer words.
func (c *circlePoster) tighten() {
	if c.clock.text != "" {
		c.place.text = typeset.Isolate(c.clock.text) + " · " + c.place.text
	}
	for _, w := range c.both() {
		w.foot.text, w.hashtag.text, w.clock.text = "", "", ""
	}
	c.shortDates()
}

func (c *circlePoster) shortDates() {
	for _, w := range c.both() {
		w.date.text = locale.ShortDate(w.date.lang, c.in.Event.Date)
	}
}

// artMargin is how near the ring comes to the edge of the page.
func (c *circlePoster) artMargin() float64 { return min(c.page.W, c.page.H) * 0.055 }

// artTop is the same at the top and the bottom, clear of where a band may say that
// words are a draft.
func (c *circlePoster) artTop() float64 {
	if c.screen() {
		return c.artMargin()
	}
	return max(c.artMargin(), display.MM(SafeEndMM))
}

// factsBox is where the words stand that are not in the ring.
func (c *circlePoster) factsBox(share float64) display.Rect {
	if !c.wide() {
		return c.box
	}
	ringW := min(c.page.H-c.artMargin()*2, c.page.W*share) + c.artMargin()
	box := c.box
	box.W = c.page.W - ringW - c.margin*1.3 - c.margin
	if !c.rtl {
		box.X = c.page.W - c.margin - box.W
	}
	return box
}

// setRing fills the room with the ring, or runs it off the page.
func (c *circlePoster) setRing(room display.Rect, try circleTry) ring {
	r := ring{seed: string(c.in.Event.ID), strands: try.strands, ground: c.ground, hollow: c.in.SaveInk}
	r.outer = min(room.H/(1+r.rise()), room.W/2-c.artMargin())
	r.outer = display.Round(r.outer)
	spare := max(0, room.H-r.outer*(1+r.rise()))
	r.centre = display.Point{X: display.Round(room.X + room.W/2), Y: display.Round(room.Y + room.H - r.outer - spare*0.45)}
	return r
}

// tell completes what the result says: the alternative text names both languages.
func (c *circlePoster) tell() {
	if c.other == nil {
		return
	}
	for _, w := range c.both() {
		if w.about.text != "" {
			c.notes.add("texts.about", w.about.lang, foundNoAboutInTwo)
			w.about.text = ""
		}
	}
	join := func(a *words, b words) {
		if a.text != "" && b.text != "" {
			a.text += ". " + typeset.Isolate(b.text)
		}
	}
	join(&c.headline, c.other.headline)
	join(&c.title, c.other.title)
	join(&c.date, c.other.date)
	join(&c.access, c.other.access)
}

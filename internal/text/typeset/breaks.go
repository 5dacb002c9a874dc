package typeset

import "unicode"

// opportunity is a place where a line may end. Widths are in millionths of the
// nominal size, summed in logical order from the start of the paragraph.
type opportunity struct {
	at     int   // the line ends before this character
	end    int   // the same, without white space
	x      int64 // up to at
	shown  int64 // up to end, with the hyphen if one appears
	must   bool
	hyphen bool // a soft hyphen stands here and is drawn when the line ends
	marked bool // a translator allowed it, by a zero-width space, or it follows a space
	short  bool // the word before has one letter, and should not end a line
	inside bool // between syllables of what may be one word
	bond   bond // how firmly it keeps what is around it together
	up     int64
	down   int64 // ink above and below the baseline since the last opportunity
	chars  int   // drawn characters since the last opportunity; those of Chinese, Japanese and Korean count double
}

// findBreaks finds where lines may end (UAX #14), leaving out places within a
// cluster, and between them the starts of syllables.
func (s *Shaper) findBreaks(p *Para) {
	m := p.measureClusters()
	bonds := bondsOf(p.text)
	s.breaker.Init(p.text)
	it := s.breaker.LineIterator()
	from, fine := 0, 0
	for it.Next() {
		line := it.Line()
		at := line.Offset + len(line.Text)
		if at < len(p.text) && (!m.starts[at] || inSpan(p.text, at) || beforeDash(p.text, at)) {
			continue
		}
		must := line.IsMandatoryBreak && at < len(p.text)
		o := p.opportunity(from, at, must, m)
		o.bond = bonds[at]
		p.breaks = append(p.breaks, o)
		for i := from + 1; i < at; i++ {
			if m.starts[i] && syllableStart(p.text, i) {
				o := p.opportunity(fine, i, false, m)
				o.inside = true
				p.fine, fine = append(p.fine, o), i
			}
		}
		last := p.opportunity(fine, at, must, m)
		last.bond = bonds[at]
		p.fine = append(p.fine, last)
		from, fine = at, at
	}
	p.parted = only(p.breaks, func(o opportunity) bool { return o.bond < firm })
	p.whole = only(p.parted, func(o opportunity) bool { return o.bond == free })
}

// inSpan reports whether a place is after the dash of a span of numbers, such as
// 2–5, where UAX #14 would break.
func inSpan(t []rune, at int) bool {
	if at < 2 || t[at-1] != '–' && t[at-1] != '-' {
		return false
	}
	return unicode.IsDigit(t[at-2]) && unicode.IsDigit(t[at])
}

// beforeDash reports whether a dash between spaces follows: it ends a line and
// never begins one.
func beforeDash(t []rune, at int) bool {
	return (t[at] == '—' || t[at] == '–') && at+1 < len(t) && trimmed(t[at+1])
}

func (p *Para) opportunity(from, at int, must bool, m *clusterMeasure) opportunity {
	end := at
	for end > from && trimmed(p.text[end-1]) {
		end--
	}
	o := opportunity{at: at, end: end, x: m.sum[at], shown: m.sum[end], must: must}
	o.marked = end < at || p.text[at-1] == zeroWidthSpace || at == len(p.text)
	if at < len(p.text) && p.text[at-1] == softHyphen {
		o.hyphen = true
		o.shown += p.hyphenWidth(at - 1)
	}
	for i := from; i < at; i++ {
		o.up, o.down = max(o.up, m.up[i]), max(o.down, m.down[i])
		if i < end && !hidden(p.text[i]) && !unicode.Is(unicode.M, p.text[i]) {
			o.chars++
			if fullWidth(p.text[i]) {
				o.chars++
			}
		}
	}
	o.short = o.chars == 1 && end < at && unicode.IsLetter(p.text[end-1])
	return o
}

// fullWidth reports whether a character is as wide as it is high.
func fullWidth(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// trimmed reports whether a character vanishes at the end of a line.
func trimmed(r rune) bool {
	return r == '\n' || r == zeroWidthSpace || unicode.Is(unicode.Zs, r) && r != noBreakSpace && r != '\u202f'
}

// clusterMeasure holds, for every character, what the cluster that begins there
// measures.
type clusterMeasure struct {
	starts   []bool
	sum      []int64 // width of everything before
	up, down []int64
}

func (p *Para) measureClusters() *clusterMeasure {
	n := len(p.text)
	m := &clusterMeasure{starts: make([]bool, n+1), sum: make([]int64, n+1), up: make([]int64, n), down: make([]int64, n)}
	width := make([]int64, n)
	for _, r := range p.runs {
		m.starts[r.from] = true
		for _, g := range r.glyphs {
			width[g.cluster] += r.face.measure(g.width)
			m.starts[g.cluster] = true
			if box, ok := r.face.SFNT.Bounds(g.gid); ok {
				m.up[g.cluster] = max(m.up[g.cluster], r.face.measure(box.YMax+g.dy))
				m.down[g.cluster] = max(m.down[g.cluster], r.face.measure(-box.YMin-g.dy))
			}
		}
		p.markHidden(r, m.starts)
	}
	for i, w := range width {
		m.sum[i+1] = m.sum[i] + w
	}
	return m
}

// markHidden counts hidden characters, whose glyphs are gone, as clusters, and so
// what follows them.
func (p *Para) markHidden(r run, starts []bool) {
	for i := r.from; i < r.to; i++ {
		if hidden(p.text[i]) {
			starts[i] = true
			if i+1 < r.to {
				starts[i+1] = true
			}
		}
	}
}

func (p *Para) hyphenWidth(at int) int64 {
	f, gid := p.hyphenFace(at)
	if f == nil {
		return 0
	}
	return f.measure(f.SFNT.Advance(gid))
}

// hyphenFace gives the face at a place and its hyphen.
func (p *Para) hyphenFace(at int) (*face, int) {
	for _, r := range p.runs {
		if at < r.from || at >= r.to {
			continue
		}
		for _, h := range []rune{'\u2010', '-'} {
			if gid, ok := r.face.SFNT.Glyph(h); ok {
				return r.face, gid
			}
		}
	}
	return nil, 0
}

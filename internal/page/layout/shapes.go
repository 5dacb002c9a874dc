package layout

import (
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// shapeKey is all that the shape of words depends on.
type shapeKey struct {
	text, lang string
	role       fonts.Role
}

// shapes keeps words that were shaped: a kit says the same in many formats, a
// preview changes one text at a time, and who has seen names prints them.
type shapes struct {
	paras map[shapeKey]*typeset.Para
	size  int               // bytes of text
	hands []*typeset.Shaper // for other cores, beside the Setter's own
}

// maxShapes bounds the text that a Setter keeps the shapes of, in bytes: the names
// of ten thousand people. A byte of text takes some hundred of its shape.
const maxShapes = 1 << 18

func newShapes() shapes { return shapes{paras: map[shapeKey]*typeset.Para{}} }

// keep keeps a shape, and forgets all others when they get too many.
func (c *shapes) keep(key shapeKey, p *typeset.Para) {
	if c.size += len(key.text); c.size > maxShapes {
		clear(c.paras)
		c.size = len(key.text)
	}
	c.paras[key] = p
}

func (k shapeKey) shape(s *typeset.Shaper) *typeset.Para {
	return s.Shape(k.text, typeset.Style{Role: k.role, Lang: k.lang})
}

// para shapes a text, once.
func (s *Setter) para(key shapeKey) *typeset.Para {
	p, ok := s.shapes.paras[key]
	if !ok {
		p = key.shape(s.shaper)
		s.shapes.keep(key, p)
	}
	return p
}

// fewWords are shaped before another core has begun.
const fewWords = 16

// shapeAll shapes many words on all cores, so that shape finds them. A shape is the
// same whichever core makes it.
func (s *Setter) shapeAll(list []words) {
	var keys []shapeKey
	seen := map[shapeKey]bool{}
	for _, w := range list {
		key := shapeKey{strings.TrimSpace(w.text), w.lang, w.role}
		if _, kept := s.shapes.paras[key]; !kept && !seen[key] && key.text != "" {
			keys, seen[key] = append(keys, key), true
		}
	}
	cores := runtime.GOMAXPROCS(0)
	if len(keys) < fewWords || cores == 1 {
		return
	}
	for len(s.shapes.hands) < cores-1 {
		s.shapes.hands = append(s.shapes.hands, typeset.New(s.library))
	}
	paras := make([]*typeset.Para, len(keys))
	var next atomic.Int64
	work := func(with *typeset.Shaper) {
		for i := int(next.Add(1)) - 1; i < len(keys); i = int(next.Add(1)) - 1 {
			paras[i] = keys[i].shape(with)
		}
	}
	var wait sync.WaitGroup
	for _, hand := range s.shapes.hands[:cores-1] {
		wait.Go(func() { work(hand) })
	}
	work(s.shaper)
	wait.Wait()
	for i, key := range keys {
		s.shapes.keep(key, paras[i])
	}
}

// shapeNames shapes what names and groups will be set in.
func (b *badges) shapeNames(groups bool) {
	var all []words
	for _, p := range b.list {
		lang := fonts.LangFor(p.Name, p.Lang)
		all = append(all, words{text: p.Name, lang: lang, role: fonts.Bold})
		if groups {
			all = append(all, words{text: p.Org, lang: fonts.LangFor(p.Org, lang), role: fonts.Text})
		}
	}
	b.s.shapeAll(all)
}

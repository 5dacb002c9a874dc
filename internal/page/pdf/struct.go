package pdf

import (
	"errors"
	"fmt"
	"strconv"

	"daykit/internal/domain/display"
)

// tree is the structure of one page: what its marks mean, in reading order. The
// trees of all pages hang below one document.
type tree struct {
	root    element
	path    []*element // open elements, innermost last
	marking bool       // a marked-content sequence is open in the stream
	marks   []*element // for each marked sequence, its element
}

// element is one structure element, or an artifact, which is not written.
type element struct {
	tag  display.Tag
	kids []kid
	box  *display.Rect // of what a Figure draws
	obj  int
}

// kid is one child: an element, a link, or else a marked sequence.
type kid struct {
	element *element
	link    *link
	mcid    int
}

// open starts an element below the innermost open one. All below an artifact is
// an artifact too.
func (t *tree) open(c *canvas, tag display.Tag) {
	t.leave(c)
	parent := t.top()
	e := &element{tag: tag}
	e.tag.Artifact = tag.Artifact || parent.tag.Artifact
	if !e.tag.Artifact {
		parent.kids = append(parent.kids, kid{element: e})
	}
	t.path = append(t.path, e)
}

func (t *tree) close(c *canvas) error {
	if len(t.path) == 0 {
		return errors.New("end without a tag")
	}
	t.leave(c)
	t.path = t.path[:len(t.path)-1]
	return nil
}

func (t *tree) balanced() error {
	if n := len(t.path); n > 0 {
		return fmt.Errorf("%d tags are not closed", n)
	}
	return nil
}

func (t *tree) top() *element {
	if len(t.path) == 0 {
		return &t.root
	}
	return t.path[len(t.path)-1]
}

// enter makes sure that what is drawn next belongs to the innermost element; a
// figure wants to know where that is. Marks outside every element are decoration.
func (t *tree) enter(c *canvas, box func() display.Rect) {
	e := t.top()
	if len(t.path) > 0 && !e.tag.Artifact && e.tag.Role == display.Figure {
		e.cover(box())
	}
	if t.marking {
		return
	}
	t.marking = true
	if len(t.path) == 0 || e.tag.Artifact {
		c.raw("/Artifact BMC\n")
		return
	}
	c.raw("/" + string(e.tag.Role) + "<</MCID ")
	c.buf = strconv.AppendInt(c.buf, int64(len(t.marks)), 10)
	c.raw(">>BDC\n")
	e.kids = append(e.kids, kid{mcid: len(t.marks)})
	t.marks = append(t.marks, e)
}

func (t *tree) leave(c *canvas) {
	if t.marking {
		c.raw("EMC\n")
		t.marking = false
		c.said = nil
	}
}

func (e *element) cover(r display.Rect) {
	if e.box == nil {
		e.box = &r
		return
	}
	x, y := min(e.box.X, r.X), min(e.box.Y, r.Y)
	e.box.W, e.box.H = max(e.box.X+e.box.W, r.X+r.W)-x, max(e.box.Y+e.box.H, r.Y+r.H)-y
	e.box.X, e.box.Y = x, y
}

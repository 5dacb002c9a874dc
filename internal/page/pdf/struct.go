package pdf

import (
	"errors"
	"fmt"
	"strings"

	"daykit/internal/domain/display"
)

// tree is the structure tree: what the marks on the pages mean, in reading order.
type tree struct {
	root    element
	path    []*element // open elements of the page, innermost last
	marking bool       // a marked-content sequence is open in the stream
	page    int
	pages   [][]*element // for each page and each marked sequence, its element
}

// element is one structure element, or an artifact, which is not written.
type element struct {
	tag  display.Tag
	kids []kid
	box  *display.Rect // of what a Figure draws, with its page
	page int           // first page with content
	obj  int
}

// kid is one child: an element, a marked sequence on a page, or a link.
type kid struct {
	element *element
	page    int
	mcid    int
	link    *link
}

func (t *tree) startPage(index int) {
	t.page = index
	t.pages = append(t.pages, nil)
}

// open starts an element below the innermost open one. All below an artifact is
// an artifact too.
func (t *tree) open(c *canvas, tag display.Tag) {
	t.leave(c)
	parent := t.top()
	e := &element{tag: tag, page: -1}
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

// enter makes sure that what is drawn next belongs to the innermost element.
// Marks outside every element are decoration.
func (t *tree) enter(c *canvas, box display.Rect) {
	e := t.top()
	if len(t.path) > 0 && !e.tag.Artifact && e.tag.Role == display.Figure {
		e.cover(box)
	}
	if t.marking {
		return
	}
	t.marking = true
	if len(t.path) == 0 || e.tag.Artifact {
		c.raw("/Artifact BMC\n")
		return
	}
	mcid := len(t.pages[t.page])
	c.raw(fmt.Sprintf("/%s<</MCID %d>>BDC\n", e.tag.Role, mcid))
	e.kids = append(e.kids, kid{page: t.page, mcid: mcid})
	if e.page < 0 {
		e.page = t.page
	}
	t.pages[t.page] = append(t.pages[t.page], e)
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

// addTree writes the structure tree and gives the number of its root.
func (d *document) addTree(t *tree, links []*link, pages []*display.Page, refs []int) int {
	root := d.alloc()
	t.root.tag.Role = "Document"
	w := treeWriter{d: d, pages: pages, refs: refs}
	w.element(&t.root, root)
	var nums strings.Builder
	for i, es := range t.pages {
		fmt.Fprintf(&nums, "%d[%s]", i, elementRefs(es))
	}
	for i, l := range links {
		fmt.Fprintf(&nums, "%d %d 0 R ", len(pages)+i, l.element.obj)
	}
	d.set(root, fmt.Sprintf("<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>",
		t.root.obj, nums.String(), len(pages)+len(links)))
	return root
}

func elementRefs(es []*element) string {
	var b strings.Builder
	for _, e := range es {
		fmt.Fprintf(&b, "%d 0 R ", e.obj)
	}
	return b.String()
}

type treeWriter struct {
	d     *document
	pages []*display.Page
	refs  []int // object numbers of the pages
}

func (w treeWriter) element(e *element, parent int) {
	e.obj = w.d.alloc()
	var kids strings.Builder
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			w.element(k.element, e.obj)
			fmt.Fprintf(&kids, "%d 0 R ", k.element.obj)
		case k.link != nil:
			fmt.Fprintf(&kids, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", w.refs[k.link.page], k.link.obj)
		default:
			fmt.Fprintf(&kids, "<</Type/MCR/Pg %d 0 R/MCID %d>>", w.refs[k.page], k.mcid)
		}
	}
	w.d.set(e.obj, fmt.Sprintf("<</Type/StructElem/S/%s/P %d 0 R%s/K[%s]>>", e.tag.Role, parent, w.attributes(e), kids.String()))
}

// attributes gives language and texts, the box of a figure and the scope of a
// table header.
func (w treeWriter) attributes(e *element) string {
	var b strings.Builder
	for _, a := range []struct{ key, text string }{
		{"Lang", e.tag.Lang}, {"Alt", e.tag.Alt}, {"ActualText", withoutControls(e.tag.Text)},
	} {
		if a.text != "" {
			b.WriteString("/" + a.key + textString(a.text))
		}
	}
	if e.box != nil && e.page >= 0 {
		h := w.pages[e.page].H
		fmt.Fprintf(&b, "/A<</O/Layout/Placement/Block/BBox[%s %s %s %s]>>",
			num(e.box.X), num(h-e.box.Y-e.box.H), num(e.box.X+e.box.W), num(h-e.box.Y))
	}
	if e.tag.Role == display.TH {
		b.WriteString("/A<</O/Table/Scope/Column>>")
	}
	return b.String()
}

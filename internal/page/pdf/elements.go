package pdf

import (
	"strconv"

	"daykit/internal/domain/display"
)

// addTree writes the structure tree and gives the number of its root. A file of
// many letters has more elements than all else, so they are written tersely.
func (b *book) addTree(d *document, refs []pageRef) int {
	root, document := d.alloc(), d.alloc()
	w := elementWriter{d: d, boxes: b.boxes}
	var kids, parents []byte
	links := 0
	for i, s := range b.sheets {
		w.page, w.height = refs[i].page, b.pages[i].H
		kids = w.elements(kids, s.tree.root.kids, document, b.options.Lang)
		parents = strconv.AppendInt(parents, int64(i), 10)
		parents = append(parents, '[')
		for _, e := range s.tree.marks {
			parents = appendRef(parents, e.obj)
		}
		parents = append(parents, ']')
		links += len(s.links)
	}
	for i, l := range b.links() {
		parents = strconv.AppendInt(parents, int64(len(b.pages)+i), 10)
		parents = append(parents, ' ')
		parents = appendRef(parents, l.element.obj)
	}
	d.set(document, "<</S/Document/P "+strconv.Itoa(root)+" 0 R/K["+string(kids)+"]>>")
	d.set(root, "<</Type/StructTreeRoot/K "+strconv.Itoa(document)+" 0 R/ParentTree<</Nums["+string(parents)+
		"]>>/ParentTreeNextKey "+strconv.Itoa(len(b.pages)+links)+">>")
	return root
}

func appendRef(b []byte, n int) []byte {
	return append(strconv.AppendInt(b, int64(n), 10), " 0 R "...)
}

// elementWriter writes the elements of one page after another.
type elementWriter struct {
	d      *document
	boxes  boxes
	page   int // number of its object
	height float64
}

// elements writes the elements among kids and appends references to them.
func (w *elementWriter) elements(refs []byte, kids []kid, parent int, lang string) []byte {
	for _, k := range kids {
		if k.element != nil {
			w.element(k.element, parent, lang)
			refs = appendRef(refs, k.element.obj)
		}
	}
	return refs
}

// element writes one element. A language that its parent has too is left out.
func (w *elementWriter) element(e *element, parent int, lang string) {
	e.obj = w.d.alloc()
	b := make([]byte, 0, 160)
	b = append(b, "<</S/"+e.tag.Role+"/P "...)
	b = appendRef(b, parent)
	if e.tag.Lang != "" && e.tag.Lang != lang {
		lang = e.tag.Lang
		b = append(b, "/Lang"+textString(lang)...)
	}
	b = w.attributes(b, e)
	if w.ownsContent(e) {
		b = append(b, "/Pg "...)
		b = appendRef(b, w.page)
	}
	b = append(b, "/K["...)
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			b = w.elements(b, []kid{k}, e.obj, lang)
		case k.link != nil:
			b = append(b, "<</Type/OBJR/Obj "...)
			b = append(appendRef(b, k.link.obj), ">>"...)
		default:
			b = append(strconv.AppendInt(b, int64(k.mcid), 10), ' ')
		}
	}
	w.d.objects[e.obj] = append(b, "]>>"...)
}

func (w *elementWriter) ownsContent(e *element) bool {
	for _, k := range e.kids {
		if k.element == nil {
			return true
		}
	}
	return false
}

// attributes appends the texts of an element, the box of a figure and the scope
// of a table header.
func (w *elementWriter) attributes(b []byte, e *element) []byte {
	for _, a := range [...]struct{ key, text string }{
		{"/Alt", e.tag.Alt}, {"/ActualText", withoutControls(e.tag.Text)},
	} {
		if a.text != "" {
			b = append(b, a.key+textString(a.text)...)
		}
	}
	if e.box != nil {
		b = append(b, "/A<</O/Layout/Placement/Block/BBox"+w.boxes.array(*e.box, w.height)+">>"...)
	}
	if e.tag.Role == display.TH {
		b = append(b, "/A<</O/Table/Scope/Column>>"...)
	}
	return b
}

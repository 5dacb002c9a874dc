package pdf

import (
	"fmt"
	"strings"

	"daykit/internal/domain/display"
)

// linkRole is the structure element round a link.
const linkRole display.Role = "Link"

// link is one link annotation and the structure element that owns it.
type link struct {
	display.Link
	element *element
	obj     int
}

// addLink notes a link. Within a decoration it has no meaning to read out, but an
// annotation must be owned, so it then stands below the document itself.
func (s *sheet) addLink(l display.Link) {
	owner := s.tree.top()
	if owner.tag.Artifact {
		owner = &s.tree.root
	}
	if owner.tag.Role != linkRole {
		e := &element{tag: display.Tag{Role: linkRole}}
		owner.kids = append(owner.kids, kid{element: e})
		owner = e
	}
	s.links = append(s.links, &link{Link: l, element: owner})
	owner.kids = append(owner.kids, kid{link: s.links[len(s.links)-1]})
}

// links lists the links of all pages.
func (b *book) links() (all []*link) {
	for _, s := range b.sheets {
		all = append(all, s.links...)
	}
	return all
}

// addLinks writes the annotations and gives for each page the value of /Annots.
// Flag 4 lets a link be printed, as archive profiles demand; it has no ink.
func (b *book) addLinks(d *document) []string {
	annots := make([]string, len(b.pages))
	parent := len(b.pages)
	for i, s := range b.sheets {
		var refs []byte
		for _, l := range s.links {
			l.obj = d.add(fmt.Sprintf("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect%s"+
				"/Contents%s/A<</S/URI/URI%s>>/StructParent %d>>",
				b.boxes.array(l.Rect, b.pages[i].H), textString(l.URL), uriString(l.URL), parent))
			refs = appendRef(refs, l.obj)
			parent++
		}
		annots[i] = string(refs)
	}
	return annots
}

// uriString writes an address, which PDF wants in ASCII: other bytes are
// percent-encoded.
func uriString(url string) string {
	var b strings.Builder
	for i := range len(url) {
		if c := url[i]; c <= ' ' || c > '~' {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return textString(b.String())
}

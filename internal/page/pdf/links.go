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
	page    int
	element *element
	obj     int
}

// addLink notes a link. Within a decoration it has no meaning to read out, but an
// annotation must be owned, so it then stands below the document itself.
func (b *book) addLink(page int, l display.Link) {
	owner := b.tree.top()
	if owner.tag.Artifact {
		owner = &b.tree.root
	}
	if owner.tag.Role != linkRole {
		e := &element{tag: display.Tag{Role: linkRole}, page: page}
		owner.kids = append(owner.kids, kid{element: e})
		owner = e
	}
	b.links = append(b.links, &link{Link: l, page: page, element: owner})
	owner.kids = append(owner.kids, kid{link: b.links[len(b.links)-1]})
}

// addLinks writes the annotations and gives for each page the value of /Annots.
// Flag 4 lets a link be printed, as archive profiles demand; it has no ink.
func (d *document) addLinks(links []*link, pages []*display.Page) []string {
	refs := make([]strings.Builder, len(pages))
	for i, l := range links {
		h := pages[l.page].H
		l.obj = d.add(fmt.Sprintf("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%s %s %s %s]"+
			"/Contents%s/A<</S/URI/URI%s>>/StructParent %d>>",
			num(l.Rect.X), num(h-l.Rect.Y-l.Rect.H), num(l.Rect.X+l.Rect.W), num(h-l.Rect.Y),
			textString(l.URL), uriString(l.URL), len(pages)+i))
		fmt.Fprintf(&refs[l.page], "%d 0 R ", l.obj)
	}
	out := make([]string, len(pages))
	for i := range refs {
		out[i] = refs[i].String()
	}
	return out
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

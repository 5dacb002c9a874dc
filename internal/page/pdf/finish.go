package pdf

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// resources is the number of gofpdf's resource dictionary, shared by all pages.
const resources = 2

var pagePattern = regexp.MustCompile(`^<</Type /Page\n(?s:.*)/Contents (\d+) 0 R`)

// pageRef holds the numbers of two objects.
type pageRef struct{ page, contents int }

// finish turns gofpdf's file into ours.
func (b *book) finish(raw []byte) ([]byte, error) {
	d, err := open(raw, b.crew)
	if err != nil {
		return nil, err
	}
	refs := d.pageRefs()
	if len(refs) != len(b.pages) {
		return nil, fmt.Errorf("%w: %d pages of %d", errLayout, len(refs), len(b.pages))
	}
	profile := d.addDeflated("/N 3", d.crew.deflate(srgb()))
	if err := b.addContent(d, refs, profile); err != nil {
		return nil, err
	}
	annots := b.addLinks(d)
	root := b.addTree(d, refs)
	for i, ref := range refs {
		d.set(ref.page, b.pageDict(i, ref, annots[i]))
	}
	d.finishCatalog(root, profile, b.options)
	return d.encode(), nil
}

func (d *document) pageRefs() (refs []pageRef) {
	for n, body := range d.objects {
		if m := pagePattern.FindSubmatch(body); m != nil {
			contents, _ := strconv.Atoi(string(m[1])) // digits only
			refs = append(refs, pageRef{n, contents})
		}
	}
	return refs
}

// addContent embeds fonts, photos, shared parts and the content of pages. What
// costs time is done on all cores.
func (b *book) addContent(d *document, refs []pageRef, profile int) error {
	faces, sheets := b.stock.faces, b.all()
	fonts := make([]embedded, len(faces))
	content := make([][]byte, len(sheets))
	b.crew.each(len(faces)+len(sheets), func(i int, w *worker) {
		if i < len(faces) {
			fonts[i] = faces[i].embed(&w.deflater, b.options.Profile == Archive)
		} else {
			content[i-len(faces)] = sheets[i-len(faces)].deflated(&w.deflater)
		}
	})
	dict, err := b.addFonts(d, fonts)
	if err != nil {
		return err
	}
	for i, ref := range refs {
		d.objects[ref.contents] = stream("/Filter/FlateDecode", content[i])
	}
	shown := b.addShown(d, dict, profile, content[len(refs):])
	d.set(resources, "<<"+dict+shown+">>")
	return nil
}

// addFonts gives the entry of a resource dictionary that names all fonts.
func (b *book) addFonts(d *document, fonts []embedded) (string, error) {
	var list strings.Builder
	for i, f := range b.stock.faces {
		if fonts[i].err != nil {
			return "", fonts[i].err
		}
		fmt.Fprintf(&list, "/%s %d 0 R", f.name, d.addFont(f, fonts[i]))
	}
	return fmt.Sprintf("/Font %d 0 R", d.add("<<"+list.String()+">>")), nil
}

// addShown adds photos and shared parts and gives the entry of a resource
// dictionary that names them all. A part names only what it shows itself, so that
// no reader runs in circles.
func (b *book) addShown(d *document, fonts string, profile int, content [][]byte) string {
	space := "/DeviceRGB" // which the output intent says is sRGB
	if b.options.Profile == PrintShop {
		space = fmt.Sprintf("[/ICCBased %d 0 R]", profile)
	}
	objects := xobjects{}
	var names []string
	note := func(name string, object int) {
		objects[name] = object
		names = append(names, name)
	}
	for i, p := range b.stock.pictures {
		note(pictureName(i), d.addPicture(p, space))
	}
	for i := range b.parts {
		note(partName(i), d.alloc())
	}
	for i, s := range b.parts {
		dict := partDict(b.stock.parts[i], fonts+objects.dict(s.uses))
		d.objects[objects[partName(i)]] = stream(dict+"/Filter/FlateDecode", content[i])
	}
	return objects.dict(names)
}

func (b *book) pageDict(i int, ref pageRef, annots string) string {
	more := ""
	if annots != "" {
		more = "/Annots[" + annots + "]"
	}
	return fmt.Sprintf("<</Type/Page/Parent 1 0 R/Resources %d 0 R%s/Contents %d 0 R/StructParents %d/Tabs/S%s>>",
		resources, b.boxes.dict(b.pages[i]), ref.contents, i, more)
}

// finishCatalog writes the catalog and what the file says about itself. Home
// printers must not scale: a sheet that is read again is measured in millimetres.
func (d *document) finishCatalog(structure, profile int, o Options) {
	intents := ""
	if !o.CMYK {
		intents = fmt.Sprintf("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"+
			"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]", profile)
	}
	lang := ""
	if o.Lang != "" {
		lang = "/Lang" + textString(o.Lang)
	}
	d.set(d.root, fmt.Sprintf("<</Type/Catalog/Pages 1 0 R%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R"+
		"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>%s/Metadata %d 0 R>>",
		lang, structure, intents, d.addStream("/Type/Metadata/Subtype/XML", xmp(o))))
	d.set(d.info, info(o))
}

// info is the old-style twin of the XMP metadata; both say the same.
func info(o Options) string {
	s := "<</Producer" + textString(producer)
	if o.Title != "" {
		s += "/Title" + textString(withoutControls(o.Title))
	}
	if !o.Date.IsZero() {
		date := o.Date.UTC().Format("(D:20060102150405+00'00')")
		s += "/CreationDate" + date + "/ModDate" + date
	}
	return s + ">>"
}

package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"daykit/internal/domain/display"
)

// resources is the number of gofpdf's resource dictionary, shared by all pages.
const resources = 2

var (
	pagePattern     = regexp.MustCompile(`^<</Type /Page\n`)
	boxPattern      = regexp.MustCompile(`/MediaBox \[[^\]]*\]\n`)
	contentsPattern = regexp.MustCompile(`/Contents (\d+) 0 R`)
)

// finish turns gofpdf's file into ours.
func (b *book) finish(raw []byte, pages []*display.Page, o Options) ([]byte, error) {
	d, err := open(raw)
	if err != nil {
		return nil, err
	}
	refs := d.pageObjects()
	if len(refs) != len(pages) {
		return nil, fmt.Errorf("%w: %d pages of %d", errLayout, len(refs), len(pages))
	}
	if err := d.finishContent(refs, b.fonts.list); err != nil {
		return nil, err
	}
	annots := d.addLinks(b.links, pages)
	root := d.addTree(&b.tree, b.links, pages, refs)
	for i, n := range refs {
		d.finishPage(n, i, pages[i], annots[i])
	}
	d.finishCatalog(root, o)
	return d.encode(), nil
}

func (d *document) pageObjects() (refs []int) {
	for n, body := range d.objects {
		if pagePattern.Match(body) {
			refs = append(refs, n)
		}
	}
	return refs
}

// finishContent embeds the fonts and compresses the pages, all at once.
func (d *document) finishContent(refs []int, list []*font) error {
	fonts := make([]embedded, len(list))
	content := make([][]byte, len(refs))
	each(len(list)+len(refs), func(i int, z *deflater) {
		if i < len(list) {
			fonts[i] = list[i].embed(z)
		} else {
			content[i-len(list)] = d.compressed(refs[i-len(list)], z)
		}
	})
	var dict strings.Builder
	for i, f := range list {
		if fonts[i].err != nil {
			return fonts[i].err
		}
		fmt.Fprintf(&dict, "/%s %d 0 R\n", f.name, d.addFont(f, fonts[i]))
	}
	for i, n := range refs {
		d.objects[d.contents(n)] = content[i]
	}
	const mark = "/Font <<\n"
	if !bytes.Contains(d.objects[resources], []byte(mark)) {
		return fmt.Errorf("%w: no font dictionary", errLayout)
	}
	d.objects[resources] = bytes.Replace(d.objects[resources], []byte(mark), []byte(mark+dict.String()), 1)
	return nil
}

// contents gives the number of a page's content stream.
func (d *document) contents(page int) int {
	n, _ := strconv.Atoi(string(contentsPattern.FindSubmatch(d.objects[page])[1])) // digits only
	return n
}

func (d *document) compressed(page int, z *deflater) []byte {
	b := d.objects[d.contents(page)]
	at, length := streamAt(b)
	return stream("/Filter/FlateDecode", z.deflate(b[at:at+length]))
}

// finishPage adds what gofpdf cannot say, and the exact size: gofpdf rounds it to
// 1/100 pt.
func (d *document) finishPage(n, index int, p *display.Page, annots string) {
	more := fmt.Sprintf("/MediaBox [0 0 %s %s]\n/StructParents %d/Tabs/S", num(p.W), num(p.H), index)
	if annots != "" {
		more += "/Annots[" + annots + "]"
	}
	b := boxPattern.ReplaceAll(d.objects[n], nil)
	end := bytes.LastIndex(b, []byte(">>"))
	d.objects[n] = fmt.Appendf(nil, "%s\n%s>>", b[:end], more)
}

// finishCatalog writes the catalog and what the file says about itself. Home
// printers must not scale: a sheet that is read again is measured in millimetres.
func (d *document) finishCatalog(structure int, o Options) {
	profile := d.addDeflated("/N 3", d.z.deflate(srgb()))
	intent := d.add(fmt.Sprintf("<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"+
		"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>", profile))
	metadata := d.addStream("/Type/Metadata/Subtype/XML", xmp(o))
	lang := ""
	if o.Lang != "" {
		lang = "/Lang" + textString(o.Lang)
	}
	d.set(d.root, fmt.Sprintf("<</Type/Catalog/Pages 1 0 R%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R"+
		"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>/OutputIntents[%d 0 R]/Metadata %d 0 R>>",
		lang, structure, intent, metadata))
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

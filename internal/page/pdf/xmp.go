package pdf

import (
	"encoding/xml"
	"strings"
)

// producer is all that a file says about the program that made it.
const producer = "Daykit"

// xmp is the metadata of a file: title, language, date and program. It names no
// person and no machine. An archive copy also says which standard it keeps.
func xmp(o Options) []byte {
	var b strings.Builder
	archive, spaces := "", ""
	if o.Profile == Archive {
		archive = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"
		spaces = ` xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"`
	}
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"` + spaces + ">" + archive)
	b.WriteString("<dc:format>application/pdf</dc:format>")
	if o.Title != "" {
		b.WriteString(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escaped(withoutControls(o.Title)) + "</rdf:li></rdf:Alt></dc:title>")
	}
	if o.Lang != "" {
		b.WriteString("<dc:language><rdf:Bag><rdf:li>" + escaped(o.Lang) + "</rdf:li></rdf:Bag></dc:language>")
	}
	if !o.Date.IsZero() {
		date := o.Date.UTC().Format("2006-01-02T15:04:05Z")
		b.WriteString("<xmp:CreateDate>" + date + "</xmp:CreateDate><xmp:ModifyDate>" + date + "</xmp:ModifyDate>")
	}
	b.WriteString("<pdf:Producer>" + producer + "</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes all
	return b.String()
}

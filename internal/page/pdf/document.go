package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// document is the object table of a PDF file, open for changes.
type document struct {
	objects    [][]byte // by number; objects[0] is unused
	root, info int
	crew       crew
}

// errLayout says that gofpdf wrote something else than this package knows.
var errLayout = errors.New("unexpected layout of gofpdf's file")

var (
	startPattern   = regexp.MustCompile(`startxref\n(\d+)\n`)
	tablePattern   = regexp.MustCompile(`^xref\n0 (\d+)\n`)
	trailerPattern = regexp.MustCompile(`/Root (\d+) 0 R\s*/Info (\d+) 0 R`)
)

const xrefEntry = 20 // bytes of one line of a cross-reference table

// open reads a file that gofpdf just wrote: one revision, one classic
// cross-reference table. It is no reader of PDF files from elsewhere.
func open(file []byte, c crew) (*document, error) {
	table := number(startPattern, file[max(0, len(file)-64):])
	if table <= 0 || table >= len(file) {
		return nil, fmt.Errorf("%w: no cross-reference table", errLayout)
	}
	count := number(tablePattern, file[table:])
	head := len(tablePattern.Find(file[table:]))
	if count <= 0 || table+head+count*xrefEntry > len(file) {
		return nil, fmt.Errorf("%w: short cross-reference table", errLayout)
	}
	d := &document{objects: make([][]byte, count), crew: c}
	for n := 1; n < count; n++ {
		line := file[table+head+n*xrefEntry:]
		at, err := strconv.Atoi(string(line[:10]))
		if err != nil || at >= table {
			return nil, fmt.Errorf("%w: object %d has no place", errLayout, n)
		}
		if d.objects[n], err = body(file[at:table]); err != nil {
			return nil, fmt.Errorf("object %d: %w", n, err)
		}
	}
	m := trailerPattern.FindSubmatch(file[table:])
	if m == nil {
		return nil, fmt.Errorf("%w: no trailer", errLayout)
	}
	d.root, _ = strconv.Atoi(string(m[1])) // the pattern lets digits through only
	d.info, _ = strconv.Atoi(string(m[2]))
	return d, nil
}

func number(p *regexp.Regexp, b []byte) int {
	m := p.FindSubmatch(b)
	if m == nil {
		return -1
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		return -1
	}
	return n
}

// body gives what stands between "n 0 obj" and "endobj". A stream is skipped by
// its length, so that what it holds is never looked at.
func body(b []byte) ([]byte, error) {
	start := bytes.Index(b, []byte(" obj\n"))
	if start < 0 {
		return nil, fmt.Errorf("%w: no start", errLayout)
	}
	b = b[start+5:]
	dict, length := streamAt(b)
	skip := dict + length
	end := bytes.Index(b[min(skip, len(b)):], []byte("\nendobj"))
	if end < 0 {
		return nil, fmt.Errorf("%w: no end", errLayout)
	}
	return b[:skip+end], nil
}

var lengthPattern = regexp.MustCompile(`/Length (\d+)`)

// streamAt gives where the data of a stream object starts and how long it is,
// and 0, 0 for an object without a stream.
func streamAt(b []byte) (at, length int) {
	mark := []byte(">>\nstream\n")
	at = bytes.Index(b, mark)
	if e := bytes.Index(b, []byte("endobj")); at < 0 || e >= 0 && e < at {
		return 0, 0
	}
	length = number(lengthPattern, b[:at])
	return at + len(mark), max(length, 0)
}

func (d *document) alloc() int {
	d.objects = append(d.objects, nil)
	return len(d.objects) - 1
}

func (d *document) set(n int, body string) { d.objects[n] = []byte(body) }

func (d *document) add(body string) int {
	n := d.alloc()
	d.set(n, body)
	return n
}

// addStream adds an uncompressed stream; dict is more entries for its dictionary.
func (d *document) addStream(dict string, data []byte) int {
	n := d.alloc()
	d.objects[n] = stream(dict, data)
	return n
}

// addDeflated adds a stream whose data is deflated already.
func (d *document) addDeflated(dict string, data []byte) int {
	return d.addStream(dict+"/Filter/FlateDecode", data)
}

func stream(dict string, data []byte) []byte {
	b := make([]byte, 0, len(dict)+len(data)+64)
	b = append(b, "<<"+dict+"/Length "...)
	b = strconv.AppendInt(b, int64(len(data)), 10)
	b = append(b, ">>\nstream\n"...)
	b = append(b, data...)
	return append(b, "\nendstream"...)
}

func isStream(body []byte) bool { return bytes.HasSuffix(body, []byte("\nendstream")) }

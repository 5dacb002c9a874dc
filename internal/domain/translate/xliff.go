package translate

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"daykit/internal/domain/content"
)

const xliffSpace = "urn:oasis:names:tc:xliff:document:1.2"

// maxDepth is how deep elements may lie in each other; translators' programs need
// about eight.
const maxDepth = 32

// xliffStates are the words of XLIFF 1.2 for ours.
func xliffStates() map[content.State]string {
	return map[content.State]string{
		content.Missing: "needs-translation", content.Unreviewed: "needs-review-translation",
		content.Stale: "needs-adaptation", content.Reviewed: "final",
	}
}

func writeXLIFF(b *bytes.Buffer, units []Unit) {
	b.WriteString(xml.Header)
	fmt.Fprintf(b, "<xliff version=\"1.2\" xmlns=%q>\n", xliffSpace)
	fmt.Fprintf(b, " <file original=\"daykit\" datatype=\"plaintext\" source-language=%q target-language=%q>\n  <body>\n",
		units[0].SourceLang, units[0].TargetLang)
	states := xliffStates()
	for _, u := range units {
		fmt.Fprintf(b, "   <trans-unit id=\"%s\" xml:space=\"preserve\">\n    <source>%s</source>\n", escaped(u.Key), escaped(u.Source))
		fmt.Fprintf(b, "    <target state=%q>%s</target>\n", states[u.State], escaped(u.Target))
		if u.Note != "" {
			fmt.Fprintf(b, "    <note>%s</note>\n", escaped(u.Note))
		}
		b.WriteString("   </trans-unit>\n")
	}
	b.WriteString("  </body>\n </file>\n</xliff>\n")
}

func escaped(s string) string {
	var b strings.Builder
	// A builder takes everything.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// xliffReader walks through a file by hand: encoding/xml alone sets no limit to
// depth and lets declarations pass.
type xliffReader struct {
	dec    *xml.Decoder
	open   int // how many elements are open
	units  []Unit
	source string // the languages of the file that is open
	target string
}

func readXLIFF(b []byte) ([]Unit, error) {
	r := &xliffReader{dec: xml.NewDecoder(bytes.NewReader(b))}
	for {
		token, err := r.next()
		if errors.Is(err, io.EOF) {
			return r.units, nil
		}
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := r.element(start); err != nil {
				return nil, err
			}
		}
	}
}

// next gives a token and keeps count of the open elements.
func (r *xliffReader) next() (xml.Token, error) {
	token, err := r.dec.Token()
	if errors.Is(err, io.EOF) {
		return nil, io.EOF // the decoder has seen to it that nothing is left open
	}
	if err != nil {
		return nil, fmt.Errorf("read XLIFF: %w", err)
	}
	switch token.(type) {
	case xml.Directive:
		return nil, errors.New("read XLIFF: declarations such as <!DOCTYPE> are not taken")
	case xml.StartElement:
		if r.open++; r.open > maxDepth {
			return nil, errors.New("read XLIFF: the elements lie too deep in each other")
		}
	case xml.EndElement:
		r.open--
	}
	return token, nil
}

func (r *xliffReader) element(start xml.StartElement) error {
	if r.open == 1 {
		if start.Name != (xml.Name{Space: xliffSpace, Local: "xliff"}) {
			return errors.New("read XLIFF: this is not XLIFF 1.2; save it as version 1.2")
		}
		return nil
	}
	switch start.Name.Local {
	case "file":
		r.source, r.target = attr(start, "source-language"), attr(start, "target-language")
	case "trans-unit":
		return r.unit(start)
	case "group", "body":
	default:
		return r.skip()
	}
	return nil
}

func (r *xliffReader) unit(start xml.StartElement) error {
	if len(r.units) == MaxUnits {
		return ErrTooLarge
	}
	u := Unit{Key: attr(start, "id"), SourceLang: r.source, TargetLang: r.target, State: content.Missing}
	depth := r.open
	seen := map[string]bool{}
	for {
		token, err := r.next()
		if err != nil {
			return err
		}
		if r.open < depth {
			r.units = append(r.units, u)
			return nil
		}
		if part, ok := token.(xml.StartElement); ok {
			name := part.Name.Local
			if seen[name] && (name == "source" || name == "target") {
				return fmt.Errorf("read XLIFF: the text %q has a second %s", u.Key, name)
			}
			seen[name] = true
			if err := r.part(&u, part); err != nil {
				return err
			}
		}
	}
}

// part reads an element of a unit.
func (r *xliffReader) part(u *Unit, start xml.StartElement) (err error) {
	switch start.Name.Local {
	case "source":
		u.Source, err = r.text(u.Key)
	case "target":
		u.State = stateOf(attr(start, "state"))
		u.Target, err = r.text(u.Key)
	case "note":
		if u.Note != "" {
			return r.skip() // others add notes of their own after ours
		}
		u.Note, err = r.text(u.Key)
	default:
		return r.skip()
	}
	return err
}

// stateOf understands the states that translators' programs set.
func stateOf(s string) content.State {
	switch s {
	case "final", "signed-off":
		return content.Reviewed
	case "needs-adaptation":
		return content.Stale
	case "needs-translation", "new":
		return content.Missing
	}
	return content.Unreviewed
}

// text reads the characters up to the end of the element that has just begun.
// Programs put marks round sentences, which hold nothing but the words; any other
// markup is refused, since our texts have none.
func (r *xliffReader) text(key string) (string, error) {
	var b strings.Builder
	depth := r.open
	for {
		token, err := r.next()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			if t.Name.Local != "mrk" && t.Name.Local != "g" {
				return "", fmt.Errorf("read XLIFF: the text %q has markup in it: <%s>", key, t.Name.Local)
			}
		}
		if r.open < depth {
			return b.String(), nil
		}
	}
}

// skip passes over the element that has just begun.
func (r *xliffReader) skip() error {
	for depth := r.open; r.open >= depth; {
		if _, err := r.next(); err != nil {
			return err
		}
	}
	return nil
}

func attr(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

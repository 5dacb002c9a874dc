package stranger

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"daykit/internal/data/wire"
)

// page is what there is on a page that can lead or run anything.
type page struct {
	at       *url.URL
	text     string // all words of it, for knowing which page it is
	scripts  []script
	form     map[string]string // attributes of the form of the sign-up; nil for none
	fields   []string          // names of what can be filled in, anywhere
	findings []Finding
}

type script struct {
	at  *url.URL
	sum string // of the attribute integrity
}

// read reads a page as browsers do. One that was cut off is an UnseenError.
func read(body []byte, at *url.URL) (*page, error) {
	if !bytes.Contains(bytes.ToLower(body[max(0, len(body)-64):]), []byte("</html>")) {
		return nil, unseen("the page was cut off on the way")
	}
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, unseen("something else than the page came")
	}
	p := &page{at: at}
	var text strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			text.WriteString(n.Data + " ")
		}
		if n.Type == html.ElementNode {
			p.element(n)
		}
	}
	p.text = folded(text.String())
	return p, nil
}

// codeElements run something, or change what the rest of a page means. The page has none
// of them.
var codeElements = []string{"iframe", "frame", "frameset", "object", "embed", "applet", "noscript", "template", "portal", "fencedframe", "base", "animate", "set"}

func (p *page) element(n *html.Node) {
	attrs := attributes(n)
	if slices.Contains(codeElements, n.Data) {
		p.found(MoreCode)
	}
	switch n.Data {
	case "script":
		p.script(n, attrs)
	case "form":
		if p.form != nil {
			p.found(MoreCode)
			break
		}
		p.form = attrs
	case "input", "textarea", "select", "button":
		if name := attrs["name"]; name != "" {
			p.fields = append(p.fields, name)
		}
	case "meta":
		if strings.EqualFold(attrs["http-equiv"], "refresh") {
			p.found(Elsewhere)
		}
	case "style":
		if n.FirstChild != nil && fetches(n.FirstChild.Data) {
			p.found(Elsewhere)
		}
	}
	for key, value := range attrs {
		p.attribute(key, value)
	}
}

func (p *page) script(n *html.Node, attrs map[string]string) {
	if attrs["src"] == "" || n.FirstChild != nil || len(p.scripts) > 0 {
		p.found(MoreCode)
	}
	if attrs["src"] != "" {
		p.scripts = append(p.scripts, script{p.resolve(attrs["src"]), attrs["integrity"]})
	}
}

// leading are attributes whose value is an address, or several.
var leading = []string{
	"src", "href", "xlink:href", "action", "formaction", "srcset", "imagesrcset", "poster", "data", "ping", "background", "cite", "manifest", "longdesc", "codebase", "archive",
}

func (p *page) attribute(key, value string) {
	switch {
	case strings.HasPrefix(key, "on"), key == "srcdoc":
		p.found(MoreCode)
	case key == "style" && fetches(value):
		p.found(Elsewhere)
	case slices.Contains(leading, key):
		for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' }) {
			p.lead(part)
		}
	}
}

// lead looks where an address leads.
func (p *page) lead(address string) {
	u := p.resolve(address)
	switch {
	case u == nil, u.Scheme == "javascript", u.Scheme == "data", u.Scheme == "blob":
		p.found(MoreCode)
	case u.Host != p.at.Host || u.Scheme != p.at.Scheme:
		p.found(Elsewhere)
	}
}

// resolve gives the address that a browser would go to; nil for one that cannot be read.
func (p *page) resolve(address string) *url.URL {
	u, err := p.at.Parse(strings.ReplaceAll(strings.TrimSpace(address), `\`, "/")) // as browsers read it
	if err != nil {
		return nil
	}
	u.Host = strings.ToLower(u.Host)
	return u
}

// fetches reports whether a style asks for anything.
func fetches(style string) bool {
	s := strings.ToLower(style)
	return strings.Contains(s, "url(") || strings.Contains(s, "@import") || strings.Contains(s, "image-set(") || strings.Contains(s, `\`)
}

func (p *page) found(f Finding) {
	if !slices.Contains(p.findings, f) {
		p.findings = append(p.findings, f)
	}
}

// of reports whether this is the page of the event, honest or not: it names the event in
// its form, or has its title. A network's own page that merely repeats the address does
// neither.
func (p *page) of(want Published) bool {
	if p.form["data-event"] == want.Event && want.Event != "" {
		return true
	}
	return slices.ContainsFunc(want.Titles, func(t string) bool {
		t = folded(t)
		return t != "" && strings.Contains(p.text, t)
	})
}

// compare gives what is not as it was published.
func (p *page) compare(want Published) []Finding {
	if p.form == nil {
		p.found(NoForm)
		return p.findings
	}
	if len(p.scripts) == 0 {
		p.found(NoScript)
	}
	box := "/signup"
	if want.Asks {
		box = "/feedback"
	}
	if to := p.resolve(p.form["action"]); to == nil || to.Path != strings.TrimSuffix(basePath(p.at), "/")+"/e/"+want.Event+box {
		p.found(Elsewhere)
	}
	p.signed(want)
	return p.findings
}

// basePath is what stands before /e/ in the address of a page.
func basePath(at *url.URL) string {
	i := strings.LastIndex(strings.ToLower(at.Path), "/e/")
	return at.Path[:max(i, 0)]
}

// signed compares what the page seals to, and what it asks.
func (p *page) signed(want Published) {
	key, err1 := base64.StdEncoding.DecodeString(p.form["data-key"])
	signature, err2 := base64.StdEncoding.DecodeString(p.form["data-signature"])
	got := wire.SignedStatement{Statement: p.form["data-statement"], Key: key, Signature: signature}
	read, alike := signupOf, same[wire.Statement]
	if want.Asks {
		read, alike = howOf, same[wire.FeedbackStatement]
	}
	event, may, err := read(got)
	if err1 != nil || err2 != nil || err != nil || event != want.Event || wire.KeyFingerprint(key) != want.Fingerprint {
		p.found(Unsigned)
		return
	}
	if got.Statement != want.Signed.Statement && !alike(got.Statement, want.Signed.Statement) {
		p.found(OtherSigned)
	}
	if slices.ContainsFunc(p.fields, func(name string) bool { return !slices.Contains(may, name) }) {
		p.found(Fields)
	}
}

// signupOf reads a statement of signing up: whose it is, and the names of the fields that a
// page with it has.
func signupOf(s wire.SignedStatement) (event string, may []string, err error) {
	st, err := s.Open()
	return st.Event, mayAsk(st.Ask), err
}

// howOf is signupOf for a statement of how it was.
func howOf(s wire.SignedStatement) (event string, may []string, err error) {
	st, err := s.OpenFeedback()
	return st.Event, append([]string{"lang", "website", "quote"}, st.Ask...), err
}

// same reports whether two statements of a kind say the same, as far as this program reads
// them.
func same[T any](a, b string) bool {
	var x, y T
	return json.Unmarshal([]byte(a), &x) == nil && json.Unmarshal([]byte(b), &y) == nil && bytes.Equal(wire.Raw(x), wire.Raw(y))
}

// mayAsk are the names of fields that a page with this statement has.
func mayAsk(ask wire.Ask) []string {
	out := []string{"lang", "website"} // the second is the trap for robots
	for name, asked := range map[string]bool{
		"name": ask.Name, "contact": ask.Contact, "party": ask.Party > 1,
		"tick": len(ask.Ticks) > 0, "food": len(ask.Food) > 0, "access": len(ask.Access) > 0,
	} {
		if asked {
			out = append(out, name)
		}
	}
	return out
}

func attributes(n *html.Node) map[string]string {
	out := make(map[string]string, len(n.Attr))
	for _, a := range n.Attr {
		key := a.Key
		if a.Namespace != "" {
			key = a.Namespace + ":" + key
		}
		if _, twice := out[key]; !twice { // browsers take the first
			out[key] = a.Val
		}
	}
	return out
}

// folded is a text without what layout adds.
func folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

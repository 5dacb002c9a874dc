package stranger

import (
	"slices"
	"strings"
)

// mustBe are the directives of a page with a form, and the one source of each. They are
// those of the server of the first release; a later one may name more that are as strict.
var mustBe = map[string]string{
	"default-src": "'none'",
	"script-src":  "'self'",
	"connect-src": "'self'",
	"form-action": "'self'",
	"base-uri":    "'none'",
}

// policed reports whether a page's Content-Security-Policy lets browsers run and reach
// what the page needs and nothing else. Of several policies a browser keeps to all, so
// that one which is as it should be is enough.
func policed(headers []string) bool {
	for _, h := range headers {
		if slices.ContainsFunc(strings.Split(h, ","), strict) {
			return true
		}
	}
	return false
}

func strict(policy string) bool {
	got := directives(policy)
	for name, source := range mustBe {
		if sources := got[name]; len(sources) != 1 || sources[0] != source {
			return false
		}
	}
	for name, sources := range got {
		if strings.HasSuffix(name, "-src") || strings.HasPrefix(name, "script-src-") || strings.HasPrefix(name, "style-src-") {
			if slices.ContainsFunc(sources, func(s string) bool { return s != "'self'" && s != "'none'" }) {
				return false
			}
		}
	}
	return true
}

// directives reads a policy; of one that is named twice browsers take the first.
func directives(policy string) map[string][]string {
	out := map[string][]string{}
	for _, d := range strings.Split(policy, ";") {
		words := strings.Fields(strings.ToLower(d))
		if len(words) == 0 || out[words[0]] != nil {
			continue
		}
		out[words[0]] = append([]string{}, words[1:]...)
	}
	return out
}

package translate

import (
	"bytes"
	"fmt"
	"strings"

	"daykit/internal/domain/content"
)

// statePrefix begins the comment that carries the state of a text, the first of
// those for the translator.
const statePrefix = "state: "

func writePO(b *bytes.Buffer, units []Unit) {
	b.WriteString("msgid \"\"\nmsgstr \"\"\n")
	for _, line := range []string{
		"Project-Id-Version: daykit",
		"MIME-Version: 1.0",
		"Content-Type: text/plain; charset=UTF-8",
		"Content-Transfer-Encoding: 8bit",
		"Language: " + strings.ReplaceAll(units[0].TargetLang, "-", "_"),
		"X-Source-Language: " + strings.ReplaceAll(units[0].SourceLang, "-", "_"),
	} {
		b.WriteString(quoted(line+"\n") + "\n")
	}
	for _, u := range units {
		fmt.Fprintf(b, "\n#. %s%s\n", statePrefix, u.State)
		if u.Note != "" {
			for _, line := range strings.Split(u.Note, "\n") {
				b.WriteString("#. " + line + "\n")
			}
		}
		if fuzzy(u.State) {
			b.WriteString("#, fuzzy\n")
		}
		writePOText(b, "msgctxt", u.Key)
		writePOText(b, "msgid", u.Source)
		writePOText(b, "msgstr", u.Target)
	}
}

// fuzzy is gettext's word for a translation that somebody must look at.
func fuzzy(s content.State) bool { return s == content.Unreviewed || s == content.Stale }

// writePOText writes a text of several lines as gettext does, a line a string.
func writePOText(b *bytes.Buffer, keyword, text string) {
	lines := strings.SplitAfter(text, "\n")
	if len(lines) == 1 {
		fmt.Fprintf(b, "%s %s\n", keyword, quoted(text))
		return
	}
	b.WriteString(keyword + " \"\"\n")
	for _, line := range lines {
		if line != "" {
			b.WriteString(quoted(line) + "\n")
		}
	}
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}

package locale_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"daykit/internal/domain/locale"
)

func TestLocalDate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ lang, date, want string }{
		{"fa", "2026-12-18", "27 آذر 1405 – تقویم هجری شمسی"},
		{"prs", "2026-12-18", "27 قوس 1405 – تقویم هجری شمسی"},
		{"am", "2026-12-18", "9 ታኅሣሥ 2019 – የኢትዮጵያ የቀን አቆጣጠር"},
		{"am", "2027-09-11", "6 ጳጉሜን 2019 – የኢትዮጵያ የቀን አቆጣጠር"}, // the short month at its longest
		{"am", "2027-09-12", "1 መስከረም 2020 – የኢትዮጵያ የቀን አቆጣጠር"},
		{"ti", "2026-12-18", "9 ታሕሳስ 2019 – ናይ ግእዝ ዓውደ ኣዋርሕ"},
		{"ar", "2026-12-18", "9 رجب 1448 هـ – التقويم الهجري (أم القرى)"},
		{"ur-PK", "2026-12-18", "9 رجب، 1448 ہجری – ہجری کیلنڈر (ام القریٰ)"},
		{"th", "2026-12-18", "18 ธันวาคม 2569 – ปฏิทินพุทธ"},
		{"fa", "2025-01-01", "12 دی 1403 – تقویم هجری شمسی"},
		{"fa", "2040-12-31", "11 دی 1419 – تقویم هجری شمسی"},
	} {
		if got, ok := locale.LocalDate(tt.lang, tt.date); !ok || got != tt.want {
			t.Errorf("LocalDate(%s, %s): got %q, %v; want %q", tt.lang, tt.date, got, ok, tt.want)
		}
	}
	for _, none := range [][2]string{{"en", "2026-12-18"}, {"xx", "2026-12-18"}, {"", ""}, {"fa", "soon"}, {"fa", "2026-02-30"}, {"fa", "2024-12-31"}, {"fa", "2041-01-01"}} {
		if got, ok := locale.LocalDate(none[0], none[1]); ok || got != "" {
			t.Errorf("LocalDate(%q, %q): got %q", none[0], none[1], got)
		}
	}
}

// The table against Intl: every 29th day as it was written down from Node 20, and
// every single day of the 16 years where there is a Node to ask.
func TestLocalDateAgreesWithIntl(t *testing.T) {
	t.Parallel()
	written, err := os.ReadFile("testdata/intl.txt")
	if err != nil {
		t.Fatal(err)
	}
	said := [][]byte{written}
	if _, err := exec.LookPath("node"); err == nil {
		live, err := exec.CommandContext(t.Context(), "node", "testdata/intl.mjs", "1").Output()
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, live)
	}
	lang := map[string]string{"persian": "ps", "ethiopic": "ti", "islamic-umalqura": "ar", "buddhist": "th"}
	for _, list := range said {
		lines := strings.Split(strings.TrimSpace(string(list)), "\n")
		if len(lines) < 800 {
			t.Errorf("Intl said only %d dates", len(lines))
		}
		for _, line := range lines {
			f := strings.Fields(line)
			year, month, day, ok := locale.InCalendar(lang[f[0]], f[1])
			if got := fmt.Sprintf("%d-%d-%d", year, month, day); !ok || got != f[2] {
				t.Errorf("%s in the %s calendar: got %s, Intl says %s", f[1], f[0], got, f[2])
			}
		}
	}
}

package sqlite_test

import (
	"path/filepath"
	"testing"
	"time"

	"daykit/internal/central/server"
)

// TestTamperingIsFound changes the file behind the server's back, as somebody could who
// has it, and looks whether the first broken line is named.
func TestTamperingIsFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		statement string
		want      int64
	}{
		"nothing":                 {"SELECT 1", 0},
		"who did it":              {"UPDATE audit SET who = 'somebody else' WHERE n = 3", 3},
		"when":                    {"UPDATE audit SET at = at + 1 WHERE n = 2", 2},
		"one line gone":           {"DELETE FROM audit WHERE n = 4", 4},
		"the first lines gone":    {"DELETE FROM audit WHERE n <= 2", 1},
		"the last lines gone":     {"DELETE FROM audit WHERE n > 3", 4},
		"all gone":                {"DELETE FROM audit", 1},
		"a hash of another size":  {"UPDATE audit SET hash = x'00' WHERE n = 5", 5},
		"pruned by somebody else": {"DELETE FROM audit WHERE n <= 2; UPDATE audit_end SET floor_n = 2", 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "server.db")
			s := open(t, path)
			for range 5 {
				if err := s.Note(t.Context(), server.AuditLine{At: time.Unix(1_800_000_000, 0), Who: server.WhoConsole, What: server.ActInvite, Target: "ws"}); err != nil {
					t.Fatal(err)
				}
			}
			exec(t, path, c.statement)
			if v, err := server.VerifyAudit(t.Context(), s); err != nil || v.Broken != c.want {
				t.Errorf("broken at %d (%v), want %d", v.Broken, err, c.want)
			}
		})
	}
}

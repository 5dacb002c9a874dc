package desktop_test

import (
	"encoding/json"
	"os"
	"testing"

	"daykit/internal/domain/feedback"
)

// TestTheWindowAsksTheSame holds that the window's words for the questions are those of
// the form that is typed in.
func TestTheWindowAsksTheSame(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../../frontend/src/i18n/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]string
	if err := json.Unmarshal(b, &words); err != nil {
		t.Fatal(err)
	}
	same := func(key, want string) {
		if got := words[key]; got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
	for _, q := range feedback.Questions() {
		same("said.q."+q.Key, q.Words)
		for _, o := range q.Options {
			same("said.a."+q.Key+"."+o.Key, o.Words)
		}
	}
	for _, q := range feedback.CrewQuestions() {
		same("said.c."+q.Key, q.Words)
	}
}

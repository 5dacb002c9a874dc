package desktop_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"daykit/app/desktop"
	"daykit/internal/desk"
)

// TestAnAnswerThatCannotBeWritten leaves the new laptop paired, and says that the file has
// no answer. Nobody, not even root, can put a file beside one in /proc.
func TestAnAnswerThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	first, second := newLaptop(t), newLaptop(t)
	event := must[string](t)(first.AddSample())
	stick := filepath.Join(first.dir, "new-laptop.daykit")
	first.answer(t, stick)
	made := must[desk.HandedOver](t)(first.HandOver(event, desk.RoleOrganiser))
	f := must[*os.File](t)(os.Open(stick))
	defer f.Close()
	second.answer(t, fmt.Sprintf("/proc/self/fd/%d", f.Fd()))
	got := must[desktop.Accepted](t)(second.Accept(made.Code, "Amina's laptop"))
	if got.Group == "" || got.Came == "" || got.Same || got.Reply != "" {
		t.Errorf("got %+v, want a group and an event, and no file to take back", got)
	}
}

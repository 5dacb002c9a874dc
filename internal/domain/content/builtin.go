package content

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"sync"

	"daykit/internal/domain/event"
)

// The folder as a whole, since article1.json is only there once the build has
// made it.
//
//go:embed data
var files embed.FS

// Builtin gives the pack that is built in. It is shared: callers must not change it.
func Builtin() *Pack { return builtin() }

var builtin = sync.OnceValue(func() *Pack {
	p, err := load(files)
	if err != nil {
		// The files are part of the program, and its tests load them.
		panic("internal error: " + err.Error())
	}
	return p
})

func load(from fs.FS) (*Pack, error) {
	p := &Pack{phrases: map[string]catalogue{}, articles: map[string]Article{}}
	for _, name := range []string{"campaign.json", "facts.json", "activities.json", "objectives.json"} {
		if err := readFile(from, name, p); err != nil {
			return nil, err
		}
	}
	if err := p.loadTasks(from); err != nil {
		return nil, err
	}
	if err := p.loadArticles(from); err != nil {
		return nil, err
	}
	return p, p.loadPhrases(from)
}

func (p *Pack) loadTasks(from fs.FS) error {
	var f struct {
		Tasks []event.TaskTemplate `json:"tasks"`
	}
	if err := readFile(from, "tasks.json", &f); err != nil {
		return err
	}
	p.tasks = f.Tasks
	for i := range p.Activities {
		a := &p.Activities[i]
		for j := range a.Checklist {
			a.Checklist[j].Activity, a.Checklist[j].Gate = a.ID, gateOf(a.Checklist[j].DaysBefore)
		}
	}
	return nil
}

// gateOf names the heading of a task by the days before the event.
func gateOf(days int) string {
	if days < 0 {
		return "after"
	}
	return fmt.Sprintf("d%d", days)
}

func readFile(from fs.FS, name string, v any) error {
	b, err := fs.ReadFile(from, path.Join("data", name))
	if err != nil {
		return fmt.Errorf("read content: %w", err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("read content %s: %w", name, err)
	}
	return nil
}

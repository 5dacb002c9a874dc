// Command pocketbase is stock PocketBase (https://pocketbase.io) with one collection of
// sign-ups that anybody may add to, so that build/bench can measure daykit-server beside
// it. It is a module of its own and is linked into no program of ours. It takes
// PocketBase's own command line:
//
//	pocketbase serve --http 127.0.0.1:8090 --dir DIR
package main

import (
	"fmt"
	"os"

	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/core"
)

const collection = "signups"

func main() {
	app := pocketbase.New()
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.InstallerFunc = nil // it would open a browser for whoever sets it up
		if err := ensure(e.App); err != nil {
			return err
		}
		return e.Next()
	})
	if err := app.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "pocketbase:", err)
		os.Exit(1)
	}
}

// ensure makes the collection: an event, the id that the visitor's browser drew, once an
// event, and the sealed sign-up in base64.
func ensure(app core.App) error {
	if app.HasTable(collection) {
		return nil
	}
	anybody := ""
	c := core.NewBaseCollection(collection)
	c.CreateRule, c.ListRule = &anybody, &anybody
	c.Fields.Add(
		&core.TextField{Name: "event", Required: true, Max: 16},
		&core.TextField{Name: "uuid", Required: true, Max: 36},
		&core.TextField{Name: "body", Required: true, Max: 5000},
	)
	c.AddIndex("signups_uuid", true, "event, uuid", "")
	return app.Save(c)
}

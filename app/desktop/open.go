package desktop

import (
	"context"
	"os/exec"

	"daykit/internal/domain/fault"
)

// opener gives the function that shows a finished file: Wails' own refuses files.
func opener(conf config) func(ctx context.Context, file string) error {
	return func(ctx context.Context, file string) error {
		command := viewer(file)
		if conf.opener != "" {
			command = []string{conf.opener, file}
		}
		return launch(ctx, command)
	}
}

// launch starts a program that outlives the call and the window.
func launch(ctx context.Context, command []string) error {
	cmd := exec.CommandContext(context.WithoutCancel(ctx), command[0], command[1:]...)
	if err := cmd.Start(); err != nil {
		return fault.Wrap(err, fault.NotFound, "no program was found to open the file", "save it instead and open it from your files")
	}
	go func() { _ = cmd.Wait() }() // else it would stay as a zombie
	return nil
}

package desktop

import (
	"flag"
	"fmt"
	"log/slog"
	"unicode"
	"unicode/utf8"

	"daykit/internal/desk"
)

// Version is set by the build (-ldflags -X).
var Version = "dev"

// config is where the window keeps its data and how it asks for files.
type config struct {
	dir     string // the data folder
	answers string // file that answers file dialogs, in tests; empty asks the person
	opener  string // program that opens a finished PDF; empty means the system's
	level   slog.Level
	version bool
}

// configFrom reads defaults, then the environment, then flags.
func configFrom(p Process) (config, error) {
	dir, err := desk.DefaultDir(p.Getenv)
	if err != nil {
		fmt.Fprintf(p.Stderr, "daykit: %v\n", err)
		return config{}, err
	}
	conf := config{dir: dir, answers: p.Getenv("DAYKIT_ANSWERS"), opener: p.Getenv("DAYKIT_OPENER"), level: slog.LevelWarn}
	fl := flag.NewFlagSet("daykit-window", flag.ContinueOnError)
	fl.SetOutput(p.Stderr)
	fl.StringVar(&conf.dir, "data", conf.dir, "keep events in `DIR` (or set DAYKIT_DATA)")
	fl.TextVar(&conf.level, "log", conf.level, "log from this `LEVEL` on: debug, info, warn or error")
	fl.BoolVar(&conf.version, "version", false, "print the version and end")
	return conf, fl.Parse(p.Args)
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// Command assets cuts what the build embeds out of the npm packages of this
// folder: fonts, and texts. It runs from the root of the project, after `npm ci`
// in build/assets, and writes only files that git ignores.
//
//	go run ./build/assets          make everything
//	go run ./build/assets -lock    write the hashes of the installed fonts into fonts.lock.json
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// step makes one kind of asset and says in a few words what it made.
type step struct {
	name string
	do   func() (string, error)
}

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("assets", flag.ContinueOnError)
	flags.SetOutput(stderr)
	lock := flags.Bool("lock", false, "write the hashes of the installed fonts into "+lockFile)
	if err := flags.Parse(args); err != nil {
		return 2
	}
	steps := []step{{"fonts", fonts}, {"article1", article1}}
	if *lock {
		steps = []step{{"lock", relock}}
	}
	for _, s := range steps {
		made, err := s.do()
		if err != nil {
			fmt.Fprintf(stderr, "assets: %s: %v\n", s.name, err)
			return 1
		}
		fmt.Fprintf(stdout, "assets: %s: %s\n", s.name, made)
	}
	return 0
}

// Command main is Daykit's window. It stands at the root because the Wails
// command builds only there.
package main

import (
	"os"

	"daykit/app/desktop"
	"daykit/frontend"
)

func main() {
	p := desktop.Process{Args: os.Args[1:], Getenv: os.Getenv, Stderr: os.Stderr}
	os.Exit(desktop.Run(p, frontend.Assets()))
}

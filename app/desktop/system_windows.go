package desktop

// viewer shows a file in the program that the person chose for its kind.
func viewer(file string) []string { return []string{"rundll32", "url.dll,FileProtocolHandler", file} }

// readyForWindow has nothing to prepare on Windows.
func readyForWindow(func(string) string) error { return nil }

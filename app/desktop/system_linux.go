package desktop

import (
	"os"

	"daykit/internal/domain/fault"
)

// viewer shows a file in the program that the person chose for its kind.
func viewer(file string) []string { return []string{"xdg-open", file} }

// readyForWindow refuses a start that GTK would end with a stack trace, and works
// around a blank window on NVIDIA's driver (wails issues 2977 and 5295). Both must
// happen before Wails starts.
func readyForWindow(getenv func(string) string) error {
	if getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == "" {
		return fault.New(fault.Denied, "there is no display to open a window on", "start daykit from a desktop, or use the daykit command")
	}
	const dmabuf = "WEBKIT_DISABLE_DMABUF_RENDERER"
	if _, err := os.Stat("/sys/module/nvidia"); err == nil && getenv(dmabuf) == "" {
		return os.Setenv(dmabuf, "1")
	}
	return nil
}

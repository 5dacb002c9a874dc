package desk

import (
	"os"
	"path/filepath"
	"runtime"
)

// DefaultDir is the user's data folder for Daykit: the value of DAYKIT_DATA as
// getenv knows it, or the place that the operating system sets aside.
func DefaultDir(getenv func(string) string) (string, error) {
	if dir := getenv("DAYKIT_DATA"); dir != "" {
		return dir, nil
	}
	if runtime.GOOS == "linux" {
		if dir := getenv("XDG_DATA_HOME"); dir != "" {
			return filepath.Join(dir, "daykit"), nil
		}
		if home := getenv("HOME"); home != "" {
			return filepath.Join(home, ".local", "share", "daykit"), nil
		}
	}
	if dir := getenv("LOCALAPPDATA"); runtime.GOOS == "windows" && dir != "" {
		return filepath.Join(dir, "Daykit"), nil
	}
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "daykit"), err
}

package desk

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// freeDisk is how many bytes a user may still write in dir, or in the nearest
// folder above it that exists.
func freeDisk(dir string) (uint64, error) {
	for {
		p, err := windows.UTF16PtrFromString(dir)
		if err != nil {
			return 0, err
		}
		var free uint64
		err = windows.GetDiskFreeSpaceEx(p, &free, nil, nil)
		if err == nil {
			return free, nil
		}
		up := filepath.Dir(dir)
		if !os.IsNotExist(err) || up == dir {
			return 0, err
		}
		dir = up
	}
}

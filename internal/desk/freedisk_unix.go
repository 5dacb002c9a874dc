//go:build unix

package desk

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// freeDisk is how many bytes a user may still write in dir, or in the nearest
// folder above it that exists.
func freeDisk(dir string) (uint64, error) {
	for {
		var st unix.Statfs_t
		err := unix.Statfs(dir, &st)
		if err == nil {
			return st.Bavail * uint64(st.Bsize), nil
		}
		up := filepath.Dir(dir)
		if !os.IsNotExist(err) || up == dir {
			return 0, err
		}
		dir = up
	}
}

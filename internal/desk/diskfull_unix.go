//go:build unix

package desk

import (
	"errors"
	"syscall"
)

// isDiskFull reports whether err says that no room is left.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

package desk

import (
	"errors"
	"syscall"
)

// isDiskFull reports whether err says that no room is left: ERROR_DISK_FULL or
// ERROR_HANDLE_DISK_FULL of winerror.h.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.Errno(112)) || errors.Is(err, syscall.Errno(39))
}

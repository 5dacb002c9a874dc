package pgtest

import (
	"errors"
	"os"
	"os/user"
	"runtime"
	"strconv"
	"syscall"
)

// attributes make a program end with the one that started it, and run it as a user
// who is not root. The first needs the starting thread to stay, see hold.
func attributes() *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{Pdeathsig: syscall.SIGQUIT}
	if uid, gid, err := other(); err == nil && os.Getuid() == 0 {
		a.Credential = &syscall.Credential{Uid: uid, Gid: gid}
	}
	return a
}

// hold keeps the calling goroutine's thread until it is released.
func hold() (release func()) {
	runtime.LockOSThread()
	return runtime.UnlockOSThread
}

// own gives files to the user that PostgreSQL runs as.
func own(paths ...string) error {
	if os.Getuid() != 0 {
		return nil
	}
	uid, gid, err := other()
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := os.Chown(path, int(uid), int(gid)); err != nil {
			return err
		}
	}
	return nil
}

// other is a user with few rights.
func other() (uid, gid uint32, err error) {
	for _, name := range []string{"postgres", "nobody"} {
		u, lookup := user.Lookup(name)
		if lookup != nil {
			err = errors.Join(err, lookup)
			continue
		}
		id, errU := strconv.ParseUint(u.Uid, 10, 32)
		group, errG := strconv.ParseUint(u.Gid, 10, 32)
		return uint32(id), uint32(group), errors.Join(errU, errG)
	}
	return 0, 0, err
}

package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"runtime"
	"strconv"
	"strings"
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

// limit sets how large files of a process and its children may grow. New children get
// it from their parent. The program prlimit does it as the user whose processes they
// are, which needs no right that root may lack in a container.
func limit(pid int, n uint64) error {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		return err
	}
	size := "unlimited"
	if n > 0 {
		size = strconv.FormatUint(n, 10)
	}
	for _, id := range append([]string{strconv.Itoa(pid)}, strings.Fields(string(raw))...) {
		number, err := strconv.Atoi(id)
		if err != nil {
			return err
		}
		cmd := exec.CommandContext(context.Background(), "prlimit", "--pid", id, "--fsize="+size+":")
		cmd.SysProcAttr = attributes()
		if out, err := cmd.CombinedOutput(); err != nil {
			if errors.Is(syscall.Kill(number, 0), syscall.ESRCH) {
				continue // it ended meanwhile
			}
			return fmt.Errorf("prlimit: %w: %s", err, out)
		}
	}
	return nil
}

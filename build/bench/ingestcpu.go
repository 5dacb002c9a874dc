package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit in which Linux tells a process's time to programs, whatever the
// kernel's own is: USER_HZ, see proc_pid_stat(5).
const tick = 10 * time.Millisecond

// ownTime is what one process has used, and those below it that have ended and were
// waited for.
func ownTime(pid int) (sum time.Duration, err error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(raw), ") ") // after the name, which may hold anything
	f := strings.Fields(rest)
	const first = 11 // utime, stime, cutime and cstime
	if len(f) < first+4 {
		return 0, fmt.Errorf("process %d has no times", pid)
	}
	for _, s := range f[first : first+4] {
		n, err := strconv.Atoi(s)
		if err != nil {
			return 0, err
		}
		sum += time.Duration(n) * tick
	}
	return sum, nil
}

// processorTime is what a process and all below it have used.
func processorTime(pid int) (time.Duration, error) {
	sum, err := ownTime(pid)
	if err != nil {
		return 0, err
	}
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	if err != nil {
		return 0, err
	}
	for _, list := range lists {
		children, err := os.ReadFile(list)
		if err != nil {
			continue // that thread has ended
		}
		for _, child := range strings.Fields(string(children)) {
			id, err := strconv.Atoi(child)
			if err != nil {
				return 0, err
			}
			below, err := processorTime(id)
			if os.IsNotExist(err) {
				continue // it has ended, and its parent has its time
			}
			if err != nil {
				return 0, err
			}
			sum += below
		}
	}
	return sum, nil
}

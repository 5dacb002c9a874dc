//go:build !linux

package pgtest

import (
	"errors"
	"syscall"
)

func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{} }

func hold() (release func()) { return func() {} }

func own(...string) error { return nil }

func limit(int, uint64) error { return errors.New("files can be kept small on Linux only") }

func claim(string) (release func() error, err error) { return func() error { return nil }, nil }

func sweep(string) {}

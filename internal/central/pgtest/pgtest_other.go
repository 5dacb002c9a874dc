//go:build !linux

package pgtest

import "syscall"

func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{} }

func hold() (release func()) { return func() {} }

func own(...string) error { return nil }

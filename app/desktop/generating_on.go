//go:build bindings

package desktop

const generating = true

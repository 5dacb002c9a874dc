//go:build !bindings

package desktop

// generating is true in the program that only lists what the page may call: it
// opens no window and takes no flags of ours.
const generating = false

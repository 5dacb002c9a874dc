// Package sim runs random histories over the two sides of the log, which are the
// product's own (oplog and feed): laptops that write, forget their power, are
// restored and copied, carry sticks to each other and sync over a network that
// drops, doubles, delays and reorders, with a server that stops and rolls back. A
// seed gives the same history always. After each the network heals, and then
// nothing may be lost, doubled, different or stuck: see check.go.
package sim

// Package proof looks at finished pages the way the world will: a phone that
// reads their codes, a printer that pays for their ink. It draws them by package
// raster and changes nothing.
package proof

package typeset

// Levels is levels, whose results the tests compare with another implementation.
var Levels = levels

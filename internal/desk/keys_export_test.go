package desk

// ParseGroups lets a fuzzer reach what reads typed groups.
var ParseGroups = parseGroups

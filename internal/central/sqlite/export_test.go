package sqlite

// OpenWith is Open with more parameters of each connection, such as a vfs.
var OpenWith = openWith

package sqlite

// OpenWith is Open with more parameters of each connection, such as a vfs.
var OpenWith = openWith

// Opened opens a database whose connections keep their statements.
var Opened = opened

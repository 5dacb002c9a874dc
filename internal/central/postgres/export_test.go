package postgres

// WithoutPassword takes the password out of an address.
var WithoutPassword = withoutPassword

package server

// SignupPolicy is what a page with a form may do.
const SignupPolicy = signupPolicy

// CoordPolicy is what a coordinator's page may do.
const CoordPolicy = coordPolicy

// ReadUpload reads the file of a form.
var ReadUpload = readUpload

// TouchPath is the address of the coordinators' script.
func TouchPath() string { return newScriptAt("/coordinator.", coordScript).Path }

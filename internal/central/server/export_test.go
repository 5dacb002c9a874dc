package server

// SignupPolicy is what a page with a form may do.
const SignupPolicy = signupPolicy

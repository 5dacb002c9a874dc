package pgtest

// Sweep removes what was left below another folder than that for temporary files.
var Sweep = sweep

// Dir is the cluster's folder.
func (c *Cluster) Dir() string { return c.dir }

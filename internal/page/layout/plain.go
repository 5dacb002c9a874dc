package layout

// layPlain sets large print in black.
func layPlain(p *poster) { layWeave(p) }

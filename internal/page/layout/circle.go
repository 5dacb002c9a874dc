package layout

// layCircle sets a poster of two languages as equals.
func layCircle(p *poster) { layWeave(p) }

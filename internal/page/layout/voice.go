package layout

// layVoice sets a poster that an ambassador's words lead.
func layVoice(p *poster) { layWeave(p) }

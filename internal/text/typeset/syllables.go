package typeset

// Thai, Khmer and Burmese put no spaces between words, and UAX #14 leaves finding
// them to a dictionary, which we do not have. So a line ends at a space, or where
// a translator put U+200B. Only a phrase that does not fit a line alone is broken
// at a place where, by the spelling, a syllable is sure to begin; that may be
// inside a word, as at the end of any narrow column, but never inside a syllable
// that is drawn as one.

// syllableStart reports whether a syllable of one of these scripts surely begins
// at a place within a text.
func syllableStart(t []rune, at int) bool {
	switch before, r := t[at-1], t[at]; {
	case isThai(before) && isThai(r):
		return thaiStart(t, at)
	case isKhmer(before) && isKhmer(r):
		return before != khmerCoeng && khmerStart(t[at:])
	case isBurmese(before) && isBurmese(r):
		return before != burmeseVirama && burmeseStart(t[at:])
	}
	return false
}

func isThai(r rune) bool    { return r >= 0x0e01 && r <= 0x0e4e }
func isKhmer(r rune) bool   { return r >= 0x1780 && r <= 0x17d3 }
func isBurmese(r rune) bool { return r >= 0x1000 && r <= 0x103f }

const (
	khmerCoeng    = '\u17d2' // the next consonant goes below
	burmeseVirama = '\u1039' // the same
	burmeseAsat   = '\u103a' // the consonant ends a syllable
	burmeseDot    = '\u1037' // a tone, which may stand before the asat
)

// thaiStart: a vowel that is written before its consonant begins a syllable, and
// so does a consonant after a vowel that nothing can follow, or one that bears a
// vowel or a tone itself. It leaves alone the second consonants of a cluster, what
// a vowel before the cluster embraces, and the short vowels that may be silent.
func thaiStart(t []rune, at int) bool {
	before, r := t[at-1], t[at]
	switch {
	case thaiLeads(before):
		return false
	case thaiLeads(r):
		return true
	case r > 'ฮ':
		return false
	case before == 'ะ' || before == 'ำ' || before == 'ๆ':
		return true
	}
	embraced := at > 1 && thaiLeads(t[at-2])
	second := r == 'ร' || r == 'ล' || r == 'ว' || before == 'ห' || before == 'อ'
	return !embraced && !second && thaiBears(t[at+1:])
}

// thaiLeads reports whether a vowel is written before its consonant.
func thaiLeads(r rune) bool { return r >= 'เ' && r <= 'ไ' }

// thaiBears reports whether what follows a consonant shows it to be sounded.
func thaiBears(after []rune) bool {
	if len(after) == 0 {
		return false
	}
	r := after[0]
	sounded := r >= 'ะ' && r <= 'ู' && r != 'ิ' && r != 'ุ' || r >= '็' && r <= '๋'
	return sounded && (len(after) == 1 || after[1] != '์')
}

// khmerStart: a consonant with a vowel begins a syllable; one without may end it.
func khmerStart(t []rune) bool {
	if t[0] > 0x17b3 {
		return false
	}
	for i := 1; i < len(t); i++ {
		switch r := t[i]; {
		case r >= 0x17b6 && r <= 0x17c5:
			return true
		case r == khmerCoeng:
			i++ // and the consonant below
		case r != 0x17c9 && r != 0x17ca && r != 0x17cc:
			return false
		}
	}
	return false
}

// burmeseStart: a letter begins a syllable unless an asat says that it ends one,
// or a virama that it stands above the next.
func burmeseStart(t []rune) bool {
	if t[0] > 0x102a && t[0] != 0x103f {
		return false
	}
	i := 1
	for i < len(t) && t[i] == burmeseDot {
		i++
	}
	return i == len(t) || t[i] != burmeseAsat && t[i] != burmeseVirama
}

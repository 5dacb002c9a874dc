package seal

// RingCall lets a test hand in a keyring that never answers.
var RingCall = OSKeyring.call

// WordList is the list of BIP 39.
func WordList() []string { return wordList() }

// The check symbols of a sheet and of a code, for tests of what they catch.
var (
	CheckWord      = field2048.check
	CheckCharacter = field32.check
)

// ExportDigest and ExportOptions let a test sign a hostile export.
var (
	ExportDigest  = exportDigest
	ExportOptions = exportOptions
)

// ReadContent and DecodeKeybag let a fuzzer reach what lies behind age and behind the
// signature.
var (
	ReadContent  = readContent
	DecodeKeybag = decodeKeybag
)

// KeyMemory gives the memory in which the keys lie, to see it overwritten.
func KeyMemory(k *Keys) [][]byte {
	out := [][]byte{k.sign}
	for _, keys := range k.classes {
		for _, key := range keys {
			out = append(out, key.key)
		}
	}
	for _, keys := range k.events {
		for _, key := range keys {
			out = append(out, key.id.seed)
		}
	}
	return out
}

package desk_test

import (
	"bytes"
	"testing"

	"daykit/internal/desk"
)

// FuzzEventFile reads what another laptop might say: it is refused, or what was read can
// be written and read again.
func FuzzEventFile(f *testing.F) {
	head := `{"daykit_event":1,"workspace":"00","event":"E1","title":"T","from":"D","made":""}`
	op := `{"op":{"i":"0102030405060708","s":1,"t":"1","c":2,"k":1,"b":"e30=","h":"00112233445566778899aabbccddeeff"}}`
	for _, seed := range []string{
		"", "\n", "{}", head, head + "\n" + op, head + "\n" + op + "\n{\"later\":1}\n", head + "\n" + `{"keybag":"AAAA"}`,
		head + "\n" + `{"picture":{"name":"../../x.jpg","jpeg":"/9j/"}}`, `{"daykit_event":9,"event":"E1"}`,
		`{"daykit_event":1,"event":"E1/x"}`, head + "\n{\"op\":{\"i\":\"zz\"}}", head + "\n[",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		first, second, err := desk.DecodeEvent(bytes.NewReader(b))
		if err != nil && first > 0 {
			t.Errorf("what was read does not read again: %v", err)
		}
		if err == nil && first != second {
			t.Errorf("got %d lines and then %d", first, second)
		}
	})
}

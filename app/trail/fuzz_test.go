package trail

import (
	"strings"
	"testing"
)

// FuzzPosition: what the keyring holds as the head of the chain is a position, which reads the same when it is written again.
func FuzzPosition(f *testing.F) {
	for _, seed := range []string{"", "1", "1 " + Genesis, "01 " + Genesis, "-1 " + Genesis, "99999999999999999999 " + Genesis, " " + Genesis, "7 " + strings.ToUpper(Genesis)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, err := parsePosition(text)
		if err != nil {
			return
		}
		if again, err := parsePosition(at.String()); err != nil || again != at {
			t.Errorf("%q is %+v, and that written %+v (%v)", text, at, again, err)
		}
	})
}

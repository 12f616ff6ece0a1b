// Package accesscode makes the codes that are read aloud, printed and typed back: an alphabet without look-alikes, groups,
// and a check character that finds every mistyped and every swapped neighbour.
package accesscode

import (
	"crypto/rand"
	"math/big"
	"strings"
)

// Groups and GroupLength are the printed form, "ABCD-EFGH-JKLM".
const (
	Groups      = 3
	GroupLength = 4
)

// alphabet leaves out 0, O, 1, I and L. Its 31 characters are a prime number of them, so that a weighted sum finds every
// single wrong character and every swap.
const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

const length = Groups * GroupLength

// New makes a code of 11 random characters (54 bits, crypto/rand) and a check character, grouped.
func New() string {
	code := make([]byte, length)
	for i := range length - 1 {
		code[i] = alphabet[randomBelow(len(alphabet))]
	}
	code[length-1] = check(code[:length-1])
	return grouped(string(code))
}

// Digits makes n random digits, for a code that a caller reads back from a telephone.
func Digits(n int) string {
	digits := make([]byte, n)
	for i := range digits {
		digits[i] = byte('0' + randomBelow(10))
	}
	return string(digits)
}

// Compact is the form in which codes are compared: upper case, without blanks and hyphens of any kind.
func Compact(typed string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\u00a0', '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014':
			return -1
		}
		return r
	}, strings.ToUpper(typed))
}

// WellFormed says whether what was typed can be a code at all: its length, its alphabet and its check character.
func WellFormed(typed string) bool {
	code := Compact(typed)
	if len(code) != length {
		return false
	}
	for i := range code {
		if strings.IndexByte(alphabet, code[i]) < 0 {
			return false
		}
	}
	return code[length-1] == check([]byte(code[:length-1]))
}

func check(code []byte) byte {
	sum := 0
	for i, c := range code {
		sum += (i + 2) * strings.IndexByte(alphabet, c)
	}
	return alphabet[(len(alphabet)-sum%len(alphabet))%len(alphabet)]
}

func grouped(code string) string {
	parts := make([]string, 0, Groups)
	for i := 0; i < length; i += GroupLength {
		parts = append(parts, code[i:i+GroupLength])
	}
	return strings.Join(parts, "-")
}

func randomBelow(n int) int {
	value, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		// crypto/rand never fails on the systems Go supports; going on with a guessable code would be worse.
		panic(err)
	}
	return int(value.Int64())
}

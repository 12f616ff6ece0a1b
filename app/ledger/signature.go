package ledger

// signature tells, without the text, that something is not in it: one bit for each three bytes in a row that are. It holds nothing
// that could be read, and spares the store from being read for calls that cannot be meant.
type signature [4]uint64

const signatureBits = 4 * 64

// signatureOf makes the signature of a folded text.
func signatureOf(text string) (s signature) {
	for i := 0; i+3 <= len(text); i++ {
		hash := (uint32(text[i])<<16 | uint32(text[i+1])<<8 | uint32(text[i+2])) * 0x9e3779b1
		bit := hash >> 24 % signatureBits
		s[bit/64] |= 1 << (bit % 64)
	}
	return s
}

// mayHold is false when a text with this signature certainly does not hold one with the other.
func (s *signature) mayHold(other *signature) bool {
	return other[0]&^s[0]|other[1]&^s[1]|other[2]&^s[2]|other[3]&^s[3] == 0
}

package language

// Chosen answers the tongue that scripts are said in at the moment; nil stands for that of the window.
type Chosen func() Tongue

// Now is the tongue at the moment.
func (c Chosen) Now() Tongue {
	if c == nil {
		return Tongue{}
	}
	return c()
}

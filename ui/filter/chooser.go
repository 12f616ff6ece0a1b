package filter

import (
	"slices"
	"unicode/utf8"

	"portaldesk/ui/parts"
)

// NewChooser is one whose first option is the one without a choice; name is what it narrows the list by. changed is called after another was chosen.
func NewChooser(name string, options []string, changed func()) *parts.Chooser {
	c := parts.NewChooser("", options, nil)
	c.Call(name)
	c.SetSelectedIndex(0)
	Widen(c)
	c.OnChanged = func(string) { changed() }
	return c
}

// Widen gives a chooser the room of its longest option: what opens below it is no wider than it is.
func Widen(c *parts.Chooser) {
	c.PlaceHolder = slices.MaxFunc(c.Options, func(a, b string) int { return utf8.RuneCountInString(a) - utf8.RuneCountInString(b) })
	c.Refresh()
}

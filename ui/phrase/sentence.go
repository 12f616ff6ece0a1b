package phrase

import (
	"strings"

	"fyne.io/fyne/v2/lang"
)

// Sentence is what an agent reads when something did not go as it should.
type Sentence struct {
	// Title is what happened, short enough for a heading.
	Title string
	// Body is what that means and what was kept.
	Body string
	// Next is what to do now.
	Next string
}

// String is the whole in one line.
func (s Sentence) String() string {
	return strings.Join(s.parts(), " ")
}

// Detail is what follows the title.
func (s Sentence) Detail() string {
	return strings.TrimSpace(s.Body + " " + s.Next)
}

func (s Sentence) parts() []string {
	var parts []string
	for _, part := range []string{ended(s.Title), s.Body, s.Next} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// ended puts the full stop that a heading goes without.
func ended(title string) string {
	if title == "" || strings.ContainsAny(title[len(title)-1:], ".?!") {
		return title
	}
	return title + "."
}

// translated is the sentence in the agent's language, its facts filled in.
func (s Sentence) translated(facts map[string]any) Sentence {
	return Sentence{say(s.Title, facts), say(s.Body, facts), say(s.Next, facts)}
}

func say(key string, facts map[string]any) string {
	if key == "" {
		return ""
	}
	return lang.L(key, facts)
}

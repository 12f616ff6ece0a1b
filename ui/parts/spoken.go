package parts

import (
	"strings"

	"fyne.io/fyne/v2/lang"
)

// These are the states that are only drawn, in words for screen readers.

func greyedWord(greyed bool) string {
	if greyed {
		return lang.L("not available now")
	}
	return ""
}

func checkedWord(checked bool) string {
	if checked {
		return lang.L("checked")
	}
	return lang.L("not checked")
}

// UnfoldedWord says whether what a button hides and shows is shown.
func UnfoldedWord(unfolded bool) string {
	if unfolded {
		return lang.L("expanded")
	}
	return lang.L("collapsed")
}

// ChosenWord says which of several is chosen; empty stands for none of them.
func ChosenWord(choice string) string {
	if choice == "" {
		return lang.L("nothing chosen")
	}
	return lang.L("{{.Choice}} is chosen", map[string]any{"Choice": choice})
}

func choicesWord(options []string) string {
	return lang.L("choices: {{.Choices}}", map[string]any{"Choices": strings.Join(options, ", ")})
}

// filledWord is what stands in a field, or of one that is private only whether anything does.
func filledWord(text string, private bool) string {
	switch {
	case strings.TrimSpace(text) == "":
		return lang.L("empty")
	case private:
		return lang.L("filled in")
	default:
		return text
	}
}

func lockedWord(locked bool) string {
	if locked {
		return lang.L("cannot be changed")
	}
	return ""
}

// rowWord says where the mark of a list is, and what stands there.
func rowWord(at, count int, words string) string {
	if count == 0 {
		return lang.L("no rows")
	}
	return Together(lang.L("row {{.At}} of {{.Count}}:", map[string]any{"At": at, "Count": count}), words)
}

// readWord is a text, or what stands in the place of a secret.
func readWord(text string, secret bool) string {
	if secret && text != "" {
		return lang.L("On the screen only, not read out")
	}
	return text
}

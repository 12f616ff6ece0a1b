package parts

import (
	"strings"

	"fyne.io/fyne/v2"
)

// AsButton is part of every widget that is operated: the toolkit has no other role for that.
type AsButton struct{}

// AccessibilityRole is that of a button.
func (AsButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AsText is part of every widget that is read or typed into.
type AsText struct{}

// AccessibilityRole is that of a text.
func (AsText) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AsContainer is part of every widget that only holds others, which speak for themselves.
type AsContainer struct{}

// AccessibilityRole is that of a container.
func (AsContainer) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// Said is what a screen reader says of objects, in their order: the names of what is shown in them.
func Said(objects ...fyne.CanvasObject) string {
	var said []string
	for _, object := range objects {
		if object == nil || !object.Visible() {
			continue
		}
		if speaking, ok := object.(fyne.Accessible); ok && speaking.AccessibilityRole() != fyne.AccessibleRoleContainer {
			said = append(said, speaking.AccessibilityLabel())
			continue
		}
		said = append(said, Said(childrenOf(object)...))
	}
	return Together(said...)
}

// Together is what there is of some words in one sentence.
func Together(words ...string) string {
	all := ""
	for _, each := range words {
		switch each = strings.TrimSpace(each); {
		case each == "":
		case all == "":
			all = each
		case strings.HasSuffix(all, ".") || strings.HasSuffix(all, "?") || strings.HasSuffix(all, "!") || strings.HasSuffix(all, ":"):
			all += " " + each
		default:
			all += ", " + each
		}
	}
	return all
}

package uitest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
)

// MustBeNamed holds everything in the window that can have the focus against what a screen reader needs of it: a name of its
// own, and a role that fits. [Window.MustSee] does so too.
func (w *Window) MustBeNamed() {
	w.t.Helper()
	for _, layer := range w.layers() {
		names := map[string]bool{}
		for _, control := range controls(layer) {
			name, wrong := called(control)
			if wrong == "" && names[name] {
				wrong = "is the second one of its name"
			}
			if names[name] = true; wrong != "" {
				w.t.Errorf("for a screen reader the %T %q (%q) %s", control, Stop(control), name, wrong)
			}
		}
	}
}

// MustNotSay holds everything that the window has for screen readers against texts that must not be in it.
func (w *Window) MustNotSay(texts ...string) {
	w.t.Helper()
	var said []string
	for _, layer := range w.layers() {
		walk(layer, func(object fyne.CanvasObject) bool {
			if speaking, ok := object.(fyne.Accessible); ok {
				said = append(said, speaking.AccessibilityLabel())
			}
			return true
		})
	}
	for _, text := range texts {
		if strings.Contains(strings.Join(said, "\n"), text) {
			w.t.Errorf("a screen reader is told %q: %s", text, strings.Join(said, " | "))
		}
	}
}

// layers are the content and what lies over it.
func (w *Window) layers() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{w.Content()}, w.Canvas().Overlays().List()...)
}

// walk goes through what is shown of a tree, in the order in which it is drawn; visit says whether to go on below an object.
func walk(in fyne.CanvasObject, visit func(fyne.CanvasObject) bool) {
	if !in.Visible() || !visit(in) {
		return
	}
	var children []fyne.CanvasObject
	switch in := in.(type) {
	case *fyne.Container:
		children = in.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(in).Objects()
	}
	for _, child := range children {
		walk(child, visit)
	}
}

// controls are what can have the focus in a tree.
func controls(in fyne.CanvasObject) []fyne.Focusable {
	var all []fyne.Focusable
	walk(in, func(object fyne.CanvasObject) bool {
		control, ok := object.(fyne.Focusable)
		if ok {
			all = append(all, control)
		}
		return !ok
	})
	return all
}

// called is the name of a control, and what is wrong with how it is called.
func called(control fyne.Focusable) (name, wrong string) {
	speaking, ok := control.(fyne.Accessible)
	if !ok {
		return "", "says nothing"
	}
	name = speaking.AccessibilityLabel()
	if named, ok := control.(interface{ Name() string }); ok && !isButton(control) && named.Name() == "" {
		return name, "says what stands in it, but not what it is for"
	}
	switch role := speaking.AccessibilityRole(); {
	case strings.TrimSpace(name) == "":
		return name, "has no name"
	case role != fitting(control):
		return name, "is called a " + string(role)
	default:
		return name, ""
	}
}

// fitting is the role of a control: what is typed into or read row by row is a text, everything else is pressed.
func fitting(control fyne.Focusable) fyne.AccessibleRole {
	switch control.(type) {
	case *parts.Entry, *parts.List:
		return fyne.AccessibleRoleText
	default:
		return fyne.AccessibleRoleButton
	}
}

func isButton(control fyne.Focusable) bool {
	_, ok := control.(*parts.Action)
	return ok
}

package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FunctionKey is a shortcut of one key without a modifier. The toolkit's menu shows it but does not listen for it: the
// window does, in OnTypedKey, which the widgets of this package call for keys they have no use for.
func FunctionKey(key fyne.KeyName) fyne.Shortcut { return &desktop.CustomShortcut{KeyName: key} }

// Ctrl is a shortcut with the platform's own modifier: Control, or Command on a Mac.
func Ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

// CtrlShift is Ctrl with Shift.
func CtrlShift(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// IsFunctionKey says whether a key is F1 to F12.
func IsFunctionKey(key fyne.KeyName) bool {
	return len(key) >= 2 && key[0] == 'F' && strings.Trim(string(key[1:]), "0123456789") == ""
}

// IsEnter says whether a key is Return or the Enter of the number pad.
func IsEnter(key fyne.KeyName) bool { return key == fyne.KeyReturn || key == fyne.KeyEnter }

// HandOn gives a key that a widget has no use for to the window the widget is in.
func HandOn(w fyne.CanvasObject, ev *fyne.KeyEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(w)
	if canvas == nil {
		return
	}
	if typed := canvas.OnTypedKey(); typed != nil {
		typed(ev)
	}
}

// ShortcutText is a shortcut as it is printed: "Ctrl+Shift+H", "F2"; empty for nil.
func ShortcutText(s fyne.Shortcut) string {
	keys, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return ""
	}
	return modifierText(keys.Mod()) + keyText(keys.Key())
}

func modifierText(mod fyne.KeyModifier) string {
	var text strings.Builder
	for _, m := range []struct {
		mod  fyne.KeyModifier
		text string
	}{
		{fyne.KeyModifierControl, "Ctrl+"},
		{fyne.KeyModifierAlt, "Alt+"},
		{fyne.KeyModifierShift, "Shift+"},
		{fyne.KeyModifierSuper, superText},
	} {
		if mod&m.mod != 0 {
			text.WriteString(m.text)
		}
	}
	return text.String()
}

func keyText(key fyne.KeyName) string {
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		return "Enter"
	case fyne.KeyEscape:
		return "Esc"
	default:
		return string(key)
	}
}

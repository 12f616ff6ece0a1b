package parts_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

// spoken is a widget as it is told to a screen reader.
type spoken struct {
	widget fyne.Accessible
	label  string
	role   fyne.AccessibleRole
}

func mustSay(t *testing.T, all ...spoken) {
	t.Helper()
	for _, s := range all {
		if label, role := s.widget.AccessibilityLabel(), s.widget.AccessibilityRole(); label != s.label || role != s.role {
			t.Errorf("%T says %q as a %s, not %q as a %s", s.widget, label, role, s.label, s.role)
		}
	}
}

const (
	button    = fyne.AccessibleRoleButton
	text      = fyne.AccessibleRoleText
	container = fyne.AccessibleRoleContainer
)

func TestAButtonSaysItsWordWhatItIsAboutAndItsState(t *testing.T) {
	uitest.App(t)
	plain, greyed := parts.NewAction("Save", nil), parts.NewAction("Send code", nil)
	greyed.Shortcut = "Ctrl+S"
	greyed.Call("***-0199")
	greyed.SetGreyed(true)
	fold := parts.NewFold("More", parts.NewEntry("inside"))
	mustSay(t, spoken{plain, "Save", button}, spoken{greyed, "Send code, ***-0199, Ctrl+S, not available now", button},
		spoken{fold.Head(), "More, collapsed", button}, spoken{fold, "More", container},
		spoken{parts.NewTile("Keycloak", "A server.", nil), "Keycloak, A server.", button})
	fold.Unfold(true)
	mustSay(t, spoken{fold.Head(), "More, expanded", button})
}

func TestAChoiceSaysWhatIsChosenOfWhat(t *testing.T) {
	uitest.App(t)
	segments, chooser, toggle := parts.NewSegments([]string{"Light", "Dark"}, nil), parts.NewChooser("Outcome", []string{"Done"}, nil), parts.NewToggle("Minors only", nil)
	segments.Call("Colours")
	mustSay(t, spoken{segments, "Colours, nothing chosen, choices: Light, Dark", button}, spoken{chooser, "Outcome, nothing chosen", button},
		spoken{toggle, "Minors only, not checked", button})
	segments.Choose(1)
	chooser.SetSelectedIndex(0)
	toggle.SetChecked(true)
	mustSay(t, spoken{segments, "Colours, Dark is chosen, choices: Light, Dark", button}, spoken{chooser, "Outcome, Done is chosen", button},
		spoken{toggle, "Minors only, checked", button})
}

func TestAFieldSaysItsCaptionWhatStandsInItAndWhatIsWrong(t *testing.T) {
	uitest.App(t)
	folder, choose := parts.NewEntry("/home"), parts.NewAction("Choose…", nil)
	row := parts.NewField("Folder", parts.Spread(0, nil, folder, choose), "Any.")
	mustSay(t, spoken{folder, "Folder, empty", text}, spoken{choose, "Choose…, Folder", button}, spoken{row, "Folder", container})
	folder.SetText("/tmp")
	folder.Disable()
	row.SetError("It is full.")
	mustSay(t, spoken{folder, "Folder, /tmp, cannot be changed, It is full.", text})
	row.SetError("")
	folder.Enable()
	mustSay(t, spoken{folder, "Folder, /tmp", text}, spoken{parts.NewEntry("Search"), "Search, empty", text})
}

func TestWhatIsSecretIsNeverSaid(t *testing.T) {
	uitest.App(t)
	password, code := parts.NewPasswordEntry("Password"), parts.NewEntry("Code")
	password.SetText("hunter2")
	code.SetText("123456")
	code.Private = true
	line, spelled := parts.NewText("abcd-efgh", parts.Plain), parts.NewParagraph("a as in Alpha", parts.Plain)
	line.Secret, spelled.Secret = true, true
	const kept = "On the screen only, not read out"
	mustSay(t, spoken{password, "Password, filled in", text}, spoken{code, "Code, filled in", text}, spoken{line, kept, text}, spoken{spelled, kept, text})
	line.SetText("")
	mustSay(t, spoken{line, "", text})
}

func TestAListSaysTheRowItsMarkIsOn(t *testing.T) {
	rows := []string{"Today", "one", "two"}
	list := parts.NewList(func() fyne.CanvasObject { return parts.NewText("", parts.Plain) },
		func(row int, content fyne.CanvasObject) { content.(*parts.Text).SetText(rows[row]) })
	list.Call("Promised calls")
	list.IsHeading = func(row int) bool { return row == 0 }
	inWindow(t, list)
	mustSay(t, spoken{list, "Promised calls, no rows", text})
	list.SetRows(3)
	mustSay(t, spoken{list, "Promised calls, row 1 of 2: one", text})
	press(list, fyne.KeyDown)
	mustSay(t, spoken{list, "Promised calls, row 2 of 2: two", text})
}

func TestWhatIsOnlyReadSaysAllOfItsWords(t *testing.T) {
	uitest.App(t)
	notice, banner := parts.NewNotice(), parts.NewBanner()
	notice.Say(parts.Bad, "It failed", "Try again.")
	banner.Say(parts.Warning, "Offline.", "Notes wait.")
	banner.Offer("Sign in", nil)
	panel := parts.NewStatePanel(parts.State{Title: "No calls yet", Body: "F2 opens one."})
	mustSay(t, spoken{notice, "It failed, Try again.", text}, spoken{banner, "Offline. Notes wait. Sign in", container},
		spoken{panel, "No calls yet, F2 opens one.", container}, spoken{parts.NewPill(parts.Good, "", "Locked"), "Locked", text})
	notice.Clear()
	if said := parts.Said(parts.Stack(0, parts.NewText("First", parts.Plain), notice), parts.NewPanel(parts.NewParagraph("Last", parts.Plain))); said != "First, Last" {
		t.Errorf("together they say %q", said)
	}
}

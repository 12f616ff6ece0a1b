package uitest_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

// complaints gathers what a check says instead of failing the test.
type complaints struct {
	testing.TB
	said []string
}

func (c *complaints) Errorf(format string, args ...any) {
	c.said = append(c.said, fmt.Sprintf(format, args...))
}

func TestWhatAScreenReaderCannotTellIsFound(t *testing.T) {
	labelled := func(label string) fyne.CanvasObject { return parts.NewField(label, parts.NewEntry(""), "") }
	again := parts.NewAction("Send", nil)
	again.Call("to the other")
	for _, c := range []struct {
		name    string
		content []fyne.CanvasObject
		want    string // empty: nothing is wrong
	}{
		{"a field in a row of a form", []fyne.CanvasObject{labelled("Login"), labelled("Reason")}, ""},
		{"a field without a name", []fyne.CanvasObject{parts.NewEntry("")}, "not what it is for"},
		{"a choice without a name", []fyne.CanvasObject{parts.NewSegments([]string{"a", "b"}, nil)}, "not what it is for"},
		{"a button without a word", []fyne.CanvasObject{parts.NewAction("", nil)}, "has no name"},
		{"two of one name", []fyne.CanvasObject{labelled("Login"), labelled("Login")}, "second one of its name"},
		{"one word, about two things", []fyne.CanvasObject{parts.NewAction("Send", nil), again}, ""},
		{"what is not shown", []fyne.CanvasObject{hidden(parts.NewEntry(""))}, ""},
		{"a widget that says nothing", []fyne.CanvasObject{widget.NewCheck("Yes", nil)}, "says nothing"},
		{"a button that says it is a text", []fyne.CanvasObject{newPosing()}, "is called a text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			uitest.App(t)
			heard := &complaints{TB: t}
			uitest.Open(heard, parts.NewPanel(parts.Scrolling(parts.Stack(0, c.content...))), 400, 300).MustBeNamed()
			switch said := strings.Join(heard.said, "; "); {
			case c.want == "" && said != "":
				t.Errorf("it is said that %s", said)
			case !strings.Contains(said, c.want):
				t.Errorf("it is said that %q, not %q", said, c.want)
			}
		})
	}
}

func hidden(object fyne.CanvasObject) fyne.CanvasObject {
	object.Hide()
	return object
}

// posing is a button that says it is a text.
type posing struct {
	widget.Button
	parts.AsText
}

func newPosing() *posing {
	p := &posing{}
	p.Text = "Press"
	p.ExtendBaseWidget(p)
	return p
}

func (p *posing) AccessibilityLabel() string { return p.Text }

func (p *posing) AccessibilityRole() fyne.AccessibleRole { return p.AsText.AccessibilityRole() }

func TestWhatIsSaidOfASecretIsFound(t *testing.T) {
	uitest.App(t)
	heard := &complaints{TB: t}
	code := parts.NewEntry("Code")
	code.SetText("123456")
	w := uitest.Open(heard, parts.Stack(0, code), 400, 300)
	if w.MustNotSay("123456"); len(heard.said) != 1 {
		t.Errorf("it is said that %v", heard.said)
	}
	code.Private = true
	if w.MustNotSay("123456"); len(heard.said) != 1 {
		t.Errorf("of a private field it is said that %v", heard.said)
	}
}

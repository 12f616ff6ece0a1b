package parts

import (
	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/theme"
)

// State is what a place says when it has nothing to show: why, and what to do next.
type State struct {
	Tone Tone
	// Icon is the tone's own when empty.
	Icon fyne.ThemeIconName
	// Title is what happened, Body what it means, Next what to do. Body and Next may be empty.
	Title, Body, Next string
	// Action and Do are the button below it; none when Do is nil.
	Action string
	Do     func()
}

// Loading is the state of a place whose content is being fetched. Nothing moves in it.
func Loading(title string) State { return State{Icon: toolkit.IconNameViewRefresh, Title: title} }

// Empty is the state of a place that has nothing and needs nothing.
func Empty(title, body string) State {
	return State{Icon: toolkit.IconNameConfirm, Title: title, Body: body}
}

// stateWidth keeps its sentences short enough to read.
const stateWidth = 440

// StatePanel shows a [State] in the middle of the place it is given.
type StatePanel struct {
	widget.BaseWidget
	AsContainer // a leaf that fills the window and goes is freed by toolkit 2.8.1 on Windows while a reader may still hold it
	icon        *Icon
	title       *Paragraph
	body, next  *Paragraph
	action      *Action
	arrangement *fyne.Container
}

// NewStatePanel makes a panel that shows a state.
func NewStatePanel(state State) *StatePanel {
	p := &StatePanel{icon: NewIcon("", ""), action: NewAction("", nil),
		title: NewParagraph("", Heading), body: NewParagraph("", Plain), next: NewParagraph("", Muted)}
	p.arrangement = Centred(stateWidth, Stack(theme.Grid, Line(0, p.icon), p.title, p.body, p.next, Line(0, p.action)))
	p.ExtendBaseWidget(p)
	p.Set(state)
	return p
}

// Set shows another state.
func (p *StatePanel) Set(state State) {
	icon := state.Icon
	if icon == "" {
		icon = state.Tone.Icon()
	}
	p.icon.Set(icon, state.Tone.Fore())
	p.icon.Large = true
	p.title.SetText(state.Title)
	showText(p.body, state.Body)
	showText(p.next, state.Next)
	p.action.OnTapped = state.Do
	p.action.SetText(state.Action)
	showIf(p.action, state.Do != nil)
	p.Refresh()
}

// Focusable is the button, or nil when the state has none.
func (p *StatePanel) Focusable() fyne.Focusable {
	if p.action.Visible() {
		return p.action
	}
	return nil
}

// AccessibilityLabel is all that it says, and what it offers.
func (p *StatePanel) AccessibilityLabel() string { return Said(p.title, p.body, p.next, p.action) }

// Title is the title it shows.
func (p *StatePanel) Title() string { return p.title.Text() }

// CreateRenderer draws the panel.
func (p *StatePanel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(p.arrangement)
}

func showText(p *Paragraph, text string) {
	p.SetText(text)
	showIf(p, text != "")
}

func showIf(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
	} else {
		o.Hide()
	}
}

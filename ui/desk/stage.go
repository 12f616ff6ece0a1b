package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// stage is the right side of the screen: the account, or why there is none.
type stage struct {
	content *fyne.Container
	state   *parts.StatePanel
	empty   fyne.CanvasObject
	account *parts.Scroll
}

// columnLeast is how narrow the proof and the findings may be before they are set below each other.
const columnLeast = 340

func newStage(s *Screen) *stage {
	g := &stage{state: parts.NewStatePanel(nobodyYet())}
	side := &fyne.Container{Layout: parts.NewColumns(columnLeast, theme.Grid), Objects: []fyne.CanvasObject{
		group(parts.Column(0, s.proof.Content())), group(s.view.Findings), // what is scrolled to is as tall as it needs, not as its neighbour
	}}
	g.account = parts.Scrolling(&fyne.Container{Layout: besideBar{}, Objects: []fyne.CanvasObject{
		&fyne.Container{Layout: parts.NewFill(12), Objects: []fyne.CanvasObject{
			s.view.Heading, s.flags.Content(), s.view.Facts, side, s.bar.Content(), s.view.Histories,
		}},
	}})
	g.empty = parts.NewPanel(g.state)
	g.content = container.NewStack(g.empty, parts.NewBox(accountLook, g.account))
	g.say(nobodyYet())
	return g
}

var accountLook = parts.Look{Fill: theme.Surface, Border: theme.Border, Vertical: 12, Horizontal: 2}

// besideBar keeps its one object clear of the scroll bar.
type besideBar struct{}

const sides = 12

func (besideBar) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*sides, 0)
}

func (besideBar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(sides, 0))
	objects[0].Resize(fyne.NewSize(max(0, size.Width-2*sides), size.Height))
}

// group holds what belongs together within the account.
func group(content fyne.CanvasObject) fyne.CanvasObject {
	return parts.NewBox(parts.Look{Fill: theme.Raised, Border: theme.Border, Radius: theme.Round, Vertical: 10, Horizontal: 12}, content)
}

func nobodyYet() parts.State {
	return parts.State{Icon: toolkit.IconNameAccount, Title: lang.L("No account is open"),
		Body: lang.L("Look the patient up at the left. Down goes into the list, Enter opens an account."),
		Next: lang.L("F2 opens a call. F1 lists all keys.")}
}

// say shows a state in the place of the account.
func (g *stage) say(state parts.State) {
	g.state.Set(state)
	g.content.Objects[0].Show()
	g.content.Objects[1].Hide()
	g.content.Refresh()
}

// showAccount shows the account from its top.
func (g *stage) showAccount() {
	g.content.Objects[0].Hide()
	g.content.Objects[1].Show()
	g.content.Refresh()
	g.account.Refresh() // texts that wrap know their height only now that they have a width
}

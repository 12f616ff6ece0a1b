package trail

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// view is how the screen is put together: what can be done and the filters above, the list below.
type view struct {
	s       *Screen
	count   *parts.Text
	own     *parts.Paragraph // that these are her own entries only
	why     *parts.Notice    // why not all entries are on the list
	door    *parts.Action    // the first stop of the screen
	list    *parts.List
	state   *parts.StatePanel
	none    *parts.Scroll // holds the state
	table   *fyne.Container
	content *fyne.Container
	lines   int  // of a row
	large   bool // the filters are behind a button
}

var listLook = parts.Look{Fill: theme.Surface, Border: theme.Border, Vertical: theme.Grid, Horizontal: theme.Grid}

func newView(s *Screen) *view {
	v := &view{s: s, count: parts.NewText("", parts.Muted), why: parts.NewNotice()}
	v.own = parts.NewParagraph(lang.L("You see your own entries only: your role does not read what others did."), parts.Caption)
	v.own.Hidden = s.o.Desk.ReadsOthersTrail()
	v.list = v.newList()
	v.table = parts.Frame(v.heads(), v.list, nil)
	v.state = parts.NewStatePanel(parts.State{})
	v.none = parts.Scrolling(v.state)
	top := parts.Stack(theme.Grid, v.head(), v.own, s.form.fold, v.why)
	v.content = &fyne.Container{Layout: adaptive{v}, Objects: []fyne.CanvasObject{top, parts.NewBox(listLook, container.NewStack(v.none, v.table))}}
	return v
}

// head is the title, how much is shown, and what can be done with the whole trail.
func (v *view) head() fyne.CanvasObject {
	buttons := parts.Line(theme.Grid)
	for _, command := range v.s.Commands() {
		if command.Name == commandRead {
			continue
		}
		action := parts.NewAction(command.Title, command.Run)
		action.Shortcut = parts.ShortcutText(command.Shortcut)
		buttons.Add(action)
		v.door = cmp.Or(v.door, action)
	}
	return parts.Flow(theme.Grid, parts.NewText(lang.L("Trail"), parts.Title), v.count, layout.NewSpacer(), buttons)
}

// setState shows why there is no list, or the list when there is nothing to say.
func (v *view) setState(state parts.State, said bool) {
	if !said {
		v.none.Hide()
		v.table.Show()
		return
	}
	v.table.Hide()
	v.none.Show()
	v.state.Set(state)
}

// lay gives everything its place anew, after something came or went.
func (v *view) lay() { v.content.Refresh() }

// How wide the screen has to be at 100 % text for an entry to take one line, or two; below that it takes three.
const (
	oneLineLeast  = 940
	twoLinesLeast = 600
)

// scale is the text size as a multiple of that at 100 %.
func scale() float32 { return toolkit.TextSize() / 14 }

// linesOf is how many lines a row takes on a screen of a width.
func linesOf(width float32) int {
	switch {
	case width >= oneLineLeast*scale():
		return 1
	case width >= twoLinesLeast*scale():
		return 2
	default:
		return 3
	}
}

// adapt chooses the shape for a width.
func (v *view) adapt(width float32) {
	lines, large := linesOf(width), parts.LargeText()
	if large != v.large {
		v.large = large
		v.s.form.setFolding(large)
	}
	if lines != v.lines {
		v.lines = lines
		v.list.Refresh()
	}
}

// adaptive gives the top its height and the rest to the list, in the shape that the width allows.
type adaptive struct{ v *view }

const (
	margin = theme.Grid
	// leastHeight shows at least one entry.
	leastHeight = 120
)

func (a adaptive) MinSize(objects []fyne.CanvasObject) fyne.Size {
	top, body := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(top.Width, body.Width)+2*margin, top.Height+max(leastHeight, body.Height)+2*margin+theme.Grid)
}

func (a adaptive) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - 2*margin
	a.v.adapt(width)
	top, body := objects[0], objects[1]
	top.Move(fyne.NewPos(margin, margin))
	top.Resize(fyne.NewSize(width, top.MinSize().Height))
	height := top.MinSize().Height // wrapped lines are known now
	top.Resize(fyne.NewSize(width, height))
	y := margin + height + theme.Grid
	body.Move(fyne.NewPos(margin, y))
	body.Resize(fyne.NewSize(width, max(0, size.Height-y-margin)))
}

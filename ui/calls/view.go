package calls

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// view is how the screen is put together: the form above, the list and the call beside each other below. Where there is no
// room for both, the call takes the list's place while it is open.
type view struct {
	s       *Screen
	count   *parts.Text
	export  *parts.Action
	notice  *parts.Notice // what became of something that was asked for
	why     *parts.Notice // why not all calls are on the list
	list    *parts.List
	state   *parts.StatePanel
	none    *parts.Scroll // holds the state
	table   fyne.CanvasObject
	calls   *parts.Box // the list, or why there is none
	content *fyne.Container
	shape   shape
}

// shape is how the room is used.
type shape struct {
	// single: the list and the call take turns; inCall: it is the call's.
	single, inCall bool
	// compact: a row of the list takes three lines.
	compact bool
	// folding: the filters are behind a button.
	folding bool
}

var listLook = parts.Look{Fill: theme.Surface, Border: theme.Border, Radius: theme.Round, Vertical: theme.Grid, Horizontal: theme.Grid}

func newView(s *Screen) *view {
	v := &view{s: s, count: parts.NewText("", parts.Muted), notice: parts.NewNotice(), why: parts.NewNotice()}
	v.export = parts.NewAction(lang.L("Export…"), s.Export)
	v.export.Shortcut = parts.ShortcutText(exportKeys)
	v.list = v.newList()
	v.table = parts.Frame(v.heads(), v.list, nil)
	v.state = parts.NewStatePanel(parts.State{})
	v.none = parts.Scrolling(v.state)
	v.calls = parts.NewBox(listLook, container.NewStack(v.none, v.table))
	head := parts.Flow(theme.Gap, parts.NewText(lang.L("Calls"), parts.Title), v.count, layout.NewSpacer(), v.export)
	body := &fyne.Container{Layout: sides{v}, Objects: []fyne.CanvasObject{v.calls, s.pane.content}}
	top := parts.Stack(theme.Grid, head, s.form.content(), v.notice, v.why)
	v.content = &fyne.Container{Layout: adaptive{v}, Objects: []fyne.CanvasObject{top, body}}
	return v
}

// say shows why there are no calls in the place of the list, or above it why there are not all of them.
func (v *view) say(state parts.State, said, rows bool) {
	v.why.Clear()
	if rows {
		v.none.Hide()
		v.table.Show()
	} else {
		v.table.Hide()
		v.none.Show()
	}
	switch {
	case said && rows:
		v.why.Say(state.Tone, state.Title, strings.TrimSpace(state.Body+" "+state.Next))
	case said:
		v.state.Set(state)
	}
	v.place()
}

// lay gives everything its place anew, after something came or went.
func (v *view) lay() { v.content.Refresh() }

// showCall goes on to the call, showList back to the list.
func (v *view) showCall() {
	v.shape.inCall = true
	v.place()
	v.lay()
	parts.Focus(v.s.pane.first())
}

func (v *view) showList() {
	v.shape.inCall = false
	v.place()
	v.lay()
}

// place shows what has its turn.
func (v *view) place() {
	rows := v.s.book.len() > 0
	v.calls.Hidden = v.shape.single && v.shape.inCall && rows
	v.s.pane.setBack(v.shape.single)
	v.s.pane.content.Hidden = !rows || v.shape.single && !v.shape.inCall
}

const (
	// besideLeast is how wide the screen has to be at 100 % text for the list and the call to stand beside each other,
	// lineLeast how wide the list for a row of two lines.
	besideLeast = 780
	lineLeast   = 600
	// listShare is how much of the width the list takes.
	listShare = 0.58
)

// scale is the text size as a multiple of that at 100 %.
func scale() float32 { return toolkit.TextSize() / 14 }

// adapt chooses the shape for a width.
func (v *view) adapt(width float32) {
	now := shape{single: width < besideLeast*scale(), inCall: v.shape.inCall, folding: parts.LargeText()}
	listed := width
	if !now.single && !v.s.pane.content.Hidden {
		listed = width * listShare
	}
	now.compact = listed < lineLeast*scale()
	before := v.shape
	if now == before {
		return
	}
	v.shape = now
	v.place()
	if now.folding != before.folding {
		v.s.form.SetFolding(now.folding)
	}
	if now.compact != before.compact {
		v.list.Refresh()
	}
}

// adaptive gives the form its height and the rest to the calls, in the shape that the width allows.
type adaptive struct{ v *view }

func (a adaptive) MinSize(objects []fyne.CanvasObject) fyne.Size {
	top, body := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(top.Width, body.Width)+2*margin, top.Height+body.Height+2*margin+theme.Grid)
}

const margin = theme.Grid

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

// sides sets the list and the call beside each other, or gives one of them the whole place.
type sides struct{ v *view }

func (sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(objects[0].MinSize().Width, objects[1].MinSize().Width), leastHeight)
}

// leastHeight shows at least one call.
const leastHeight = 120

func (l sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	list, call := objects[0], objects[1]
	width := size.Width
	if list.Visible() && call.Visible() {
		width = size.Width * listShare
	}
	list.Move(fyne.NewPos(0, 0))
	list.Resize(fyne.NewSize(width, size.Height))
	x := float32(0)
	if list.Visible() && call.Visible() {
		x = width + theme.Grid
	}
	call.Move(fyne.NewPos(x, 0))
	call.Resize(fyne.NewSize(size.Width-x, size.Height))
}

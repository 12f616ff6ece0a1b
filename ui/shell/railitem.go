package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// railItem is one screen in the rail: an icon, its name with the keys, and a count.
type railItem struct {
	widget.BaseWidget
	parts.Keyed
	parts.AsButton
	box   *parts.Box
	icon  *parts.Icon
	word  *parts.Text
	count *parts.Pill
	keys  *parts.Text
	name  fyne.ThemeIconName
	open  func()

	chosen, focused, hovered bool
}

var (
	_ fyne.Focusable    = (*railItem)(nil)
	_ fyne.Tappable     = (*railItem)(nil)
	_ desktop.Hoverable = (*railItem)(nil)
	_ fyne.Accessible   = (*railItem)(nil)
)

func newRailItem(icon fyne.ThemeIconName, title string, keys fyne.Shortcut, open func()) *railItem {
	i := &railItem{name: icon, open: open, icon: parts.NewIcon(icon, theme.Muted), word: parts.NewText(title, parts.Plain),
		count: parts.NewPill(parts.Neutral, "", "")}
	i.count.Hide()
	i.keys = parts.NewText(parts.ShortcutText(keys), parts.Caption)
	i.box = parts.NewBox(parts.Look{}, parts.Stack(2, parts.Spread(theme.Grid, i.icon, i.word, nil),
		&fyne.Container{Layout: foot{i}, Objects: []fyne.CanvasObject{i.keys, i.count}}))
	i.ExtendBaseWidget(i)
	i.paint()
	return i
}

// AccessibilityLabel is the screen with its keys and its count, and whether it is the one that is open.
func (i *railItem) AccessibilityLabel() string {
	open := ""
	if i.chosen {
		open = lang.L("open now")
	}
	return parts.Together(parts.Said(i.box), open)
}

func (i *railItem) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(i.box) }

// foot sets the keys at the left and the count at the right. It is as high as with a count, so that nothing moves when a note
// is queued; in large text, where the keys are left to the menu so that all screens find room, it is there for a count only.
type foot struct{ item *railItem }

func (f foot) MinSize([]fyne.CanvasObject) fyne.Size {
	count := f.item.count.MinSize()
	switch {
	case !f.item.keys.Hidden:
		return fyne.NewSize(f.item.keys.MinSize().Width+theme.Grid+count.Width, count.Height)
	case f.item.count.Hidden:
		return fyne.Size{}
	default:
		return count
	}
}

func (f foot) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	keys, count := f.item.keys.MinSize(), f.item.count.MinSize()
	f.item.keys.Resize(keys)
	f.item.keys.Move(fyne.NewPos(0, (size.Height-keys.Height)/2))
	f.item.count.Resize(count)
	f.item.count.Move(fyne.NewPos(size.Width-count.Width, (size.Height-count.Height)/2))
}

// MinSize keeps the rails of all languages at least this wide, with room for the word in bold, as it is when it is chosen.
func (i *railItem) MinSize() fyne.Size {
	i.keys.Hidden = parts.LargeText()
	bold := fyne.MeasureText(i.word.Text(), toolkit.TextSize(), fyne.TextStyle{Bold: true})
	return i.BaseWidget.MinSize().AddWidthHeight(max(0, bold.Width-i.word.MinSize().Width), 0).Max(fyne.NewSize(theme.Rail, 0))
}

func (i *railItem) setChosen(chosen bool) {
	i.chosen = chosen
	i.paint()
}

func (i *railItem) setCount(count int, urgent bool) {
	tone, icon := parts.Info, toolkit.IconNameHistory
	if urgent {
		tone, icon = parts.Warning, toolkit.IconNameWarning
	}
	i.count.Set(tone, icon, badge(count))
	i.count.Hidden = count <= 0
	i.Refresh()
}

func (i *railItem) paint() {
	look := parts.Look{Radius: theme.Round, Vertical: theme.Grid, Horizontal: theme.Grid, Focused: i.focused}
	style, color := parts.Plain, theme.Muted
	switch {
	case i.chosen:
		look.Fill = toolkit.ColorNameSelection
		style, color = parts.Strong, toolkit.ColorNameForeground
	case i.hovered:
		look.Fill = toolkit.ColorNameHover
	}
	i.box.SetLook(look)
	i.word.Set(i.word.Text(), style)
	i.icon.Set(i.name, color)
	i.Refresh()
}

// Tapped opens the screen.
func (i *railItem) Tapped(*fyne.PointEvent) { i.open() }

// FocusGained shows the ring.
func (i *railItem) FocusGained() { i.focused = true; i.paint() }

// FocusLost hides it.
func (i *railItem) FocusLost() { i.focused = false; i.paint() }

// TypedRune takes no text.
func (i *railItem) TypedRune(rune) {}

// TypedKey opens the screen with Enter or the space bar.
func (i *railItem) TypedKey(ev *fyne.KeyEvent) {
	if parts.IsEnter(ev.Name) || ev.Name == fyne.KeySpace {
		i.open()
		return
	}
	parts.HandOn(i, ev)
}

// MouseIn lights it up.
func (i *railItem) MouseIn(*desktop.MouseEvent) { i.hovered = true; i.paint() }

// MouseMoved changes nothing.
func (i *railItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (i *railItem) MouseOut() { i.hovered = false; i.paint() }

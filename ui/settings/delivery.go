package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Delivery is how notes leave while the window is closed. Both may take a while and are called off the UI goroutine.
type Delivery interface {
	On() (bool, error)
	Turn(on bool) error
}

// delivering is the choice whether they do.
type delivering struct {
	by      Delivery
	runner  parts.Runner
	choice  *parts.Segments
	field   *parts.Field
	notice  *parts.Notice
	content fyne.CanvasObject
	// showing: what is chosen now is what is so, nobody chose it.
	showing bool
}

func newDelivering(by Delivery, runner parts.Runner) *delivering {
	d := &delivering{by: by, runner: runner, notice: parts.NewNotice()}
	d.choice = parts.NewSegments([]string{lang.L("No"), lang.L("Yes")}, d.chosen)
	d.field = parts.NewField(lang.L("Do notes leave while the window is closed?"), d.choice,
		lang.L("Then this computer delivers what waits whenever you are signed in to it, with your keyring and your session at the portal."))
	d.content = parts.Stack(theme.Half, d.field, d.notice)
	return d
}

// show asks how it is.
func (d *delivering) show() {
	var on bool
	var err error
	d.runner.Go(func(context.Context) { on, err = d.by.On() }, func() {
		d.is(on)
		d.say(err)
	})
}

// is shows how it is.
func (d *delivering) is(on bool) {
	d.showing = true
	defer func() { d.showing = false }()
	d.choice.Choose(map[bool]int{false: 0, true: 1}[on])
}

// chosen has it so, and shows how it is then.
func (d *delivering) chosen(at int) {
	if d.showing {
		return
	}
	var on bool
	var err error
	d.runner.Go(func(context.Context) {
		err = d.by.Turn(at == 1)
		is, unknown := d.by.On()
		if on = is; err == nil {
			err = unknown
		}
	}, func() {
		d.is(on)
		d.say(err)
	})
}

func (d *delivering) say(err error) {
	if err == nil {
		d.notice.Clear()
		return
	}
	said := phrase.Of(err)
	d.notice.Say(parts.Warning, said.Title, said.Detail())
}

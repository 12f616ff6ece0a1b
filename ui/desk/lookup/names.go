package lookup

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/app/index"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Names is the index of names on this computer, for a portal that cannot be searched by them. The desk reads all accounts
// into it by itself, and tells how far it is.
type Names struct {
	// State is how the index stands.
	State func() index.State
	// Read reads all accounts on order, from where it was stopped.
	Read func(ctx context.Context) error
	// Hold stops the reading and keeps it from going on by itself, until it is let go; nil where it cannot be stopped.
	Hold func(hold bool)
	// Clock tells how old the index is.
	Clock phrase.Clock
	// Alone: there is nothing beside the index, so that nobody who is not in it can be found, not even by login ID.
	Alone bool
}

// namesOld is from when an index is said to be old: newer accounts are missing from it.
const namesOld = 36 * time.Hour

// names is the bar that says how far the index is, stops the reading, goes on with it, and says when it is old.
type names struct {
	o       Names
	runner  parts.Runner
	read    func() // called when a reading has come to its end
	grown   func() // called when the bar may need another height
	content *fyne.Container
	foot    *fyne.Container
	words   *parts.Paragraph
	bar     *parts.Progress
	action  *parts.Action

	reading, held bool
	err           error
	pace          pace
}

func newNames(o Names, runner parts.Runner, read, grown func()) *names {
	n := &names{o: o, runner: runner, read: read, grown: grown, words: parts.NewParagraph("", parts.Caption), bar: parts.NewProgress()}
	n.action = parts.NewAction("", n.press)
	n.foot = parts.Spread(theme.Grid, nil, n.bar, n.action)
	n.content = parts.Stack(theme.Half, n.words, n.foot)
	n.show()
	return n
}

// changed takes in how far the reading is.
func (n *names) changed(e app.IndexChanged) {
	over := e.Complete || e.Err != nil
	if !over && !n.reading {
		n.pace = newPace(e.Done, n.o.Clock.Now())
	}
	n.reading, n.err = !over, e.Err
	if client.KindOf(e.Err) == client.Canceled {
		n.err = nil
	}
	n.show()
	if over {
		n.read()
	}
}

// press stops the reading, or goes on with it.
func (n *names) press() {
	switch {
	case n.reading:
		n.hold(true)
	case n.held:
		n.hold(false)
	default:
		n.order()
	}
}

func (n *names) hold(held bool) {
	n.held = held
	n.o.Hold(held)
	n.show()
}

// order reads the accounts now. How it goes comes back as it does when the desk reads them by itself; why it did not begin at all
// is known here only.
func (n *names) order() {
	var err error
	n.runner.Go(func(ctx context.Context) { err = n.o.Read(ctx) }, func() {
		if client.KindOf(err) != client.Canceled {
			n.err = err
		}
		n.show()
	})
}

// show says how far the index is.
func (n *names) show() {
	state := n.o.State()
	said, word := n.tell(state)
	n.words.SetText(said)
	reading := n.reading && state.Total > 0
	if reading {
		n.bar.Set(float32(state.Done) / float32(state.Total))
	}
	n.bar.Hidden = !reading
	n.action.SetText(word)
	n.action.Hidden = word == ""
	n.foot.Hidden = !reading && word == ""
	n.foot.Refresh()
	n.content.Refresh()
	n.grown()
}

// tell is what is said of a state, and the button's word; none when there is nothing to press.
func (n *names) tell(state index.State) (said, word string) {
	switch {
	case n.held && n.reading:
		return lang.L("Stopping …"), ""
	case n.reading && n.o.Hold == nil:
		return n.left(state), ""
	case n.reading:
		return n.left(state), lang.L("Stop")
	case n.held && !state.Complete():
		return n.howFar(state), lang.L("Go on")
	case n.err != nil:
		return lang.L("{{.Why}}. {{.HowFar}}", map[string]any{"Why": phrase.Of(n.err).Title, "HowFar": n.standing(state)}), lang.L("Go on")
	case !state.Complete():
		return n.howFar(state), ""
	case n.held || n.o.Clock.Now().Sub(state.BuiltAt) > namesOld:
		return n.standing(state), lang.L("Read anew")
	default:
		return n.standing(state), ""
	}
}

package drill

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/client/demoportal/drill"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// Options is what the window needs.
type Options struct {
	Scripts []drill.Script
	// Call has somebody call; false when the patient they speak of is not at the portal.
	Call func(drill.Script) (*drill.Caller, bool)
	// Past lists the calls that the portal has. It is asked off the UI goroutine.
	Past   func(context.Context, client.CallQuery) (client.Page[client.Call], error)
	Runner parts.Runner
	Log    *slog.Logger
	Now    func() time.Time
}

// View is the window's content. Its methods are called on the UI goroutine.
type View struct {
	o       Options
	body    *fyne.Container
	scroll  *parts.Scroll
	content fyne.CanvasObject
	talk    *talk // nil while nobody calls
	// right are the drills that ended right in this window.
	right map[string]bool
}

// New makes the view, with the callers to choose from.
func New(o Options) *View {
	v := &View{o: o, body: parts.Stack(theme.Gap), right: map[string]bool{}}
	v.scroll = parts.Scrolling(parts.Inset(theme.Gap, theme.Gap, v.body))
	head := parts.NewBox(parts.BarLook, parts.NewSection(lang.L("Practise"), parts.NewPill(parts.Info, "", lang.L("Demo"))))
	v.content = parts.Frame(head, v.scroll, nil)
	v.choose()
	return v
}

// Content is what the window shows.
func (v *View) Content() fyne.CanvasObject { return v.content }

// choose shows the callers by how they begin: what they are up to is not told beforehand.
func (v *View) choose() {
	v.talk = nil
	rows := []fyne.CanvasObject{parts.NewParagraph(lang.L("Choose who calls. Open a call at the desk, work it as you would, and close it. Then it is judged here."), parts.Muted)}
	for _, script := range v.o.Scripts {
		title := lang.L("“{{.Words}}”", map[string]any{"Words": lang.L(script.Opening)})
		state := lang.L("Not practised yet")
		if v.right[script.ID] {
			state = lang.L("Ended right: {{.Title}}", map[string]any{"Title": lang.L(script.Title)})
		}
		rows = append(rows, parts.NewTile(title, state, func() { v.pick(script) }))
	}
	v.show(rows...)
}

func (v *View) pick(script drill.Script) {
	caller, found := v.o.Call(script)
	if !found {
		v.show(parts.NewParagraph(lang.L("The patient of this drill is not at this portal any more. Start the demo anew."), parts.Plain),
			parts.NewAction(lang.L("Another caller"), v.choose))
		return
	}
	v.talk = newTalk(v, caller)
	v.o.Log.Debug("drill", "id", script.ID)
	v.talk.draw()
}

func (v *View) show(rows ...fyne.CanvasObject) {
	v.body.Objects = rows
	v.body.Refresh()
	v.scroll.ScrollToTop()
}

// Delivered has the newest call judged, when one has ended since somebody called.
func (v *View) Delivered() {
	talk := v.talk
	if talk == nil || talk.judged {
		return
	}
	var page client.Page[client.Call]
	var err error
	v.o.Runner.Go(func(ctx context.Context) {
		page, err = v.o.Past(ctx, client.CallQuery{From: talk.began, Limit: 1})
	}, func() {
		if err == nil && len(page.Items) > 0 && v.talk == talk && !talk.judged {
			talk.judge(page.Items[0])
		}
	})
}

package calls

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// export is the dialog that writes what is listed to a file.
type export struct {
	s      *Screen
	query  client.CallQuery
	dialog *parts.Dialog
	folder *parts.Entry
	notice *parts.Notice
	write  *parts.Action
	stop   *parts.Stopper // of the writing that is under way, nil for none
}

const exportWidth = 600

// Export asks where the calls that are listed go, and writes them there.
func (s *Screen) Export() {
	q, ok := s.form.query()
	if !s.o.Access.readable() || !ok {
		return
	}
	x := &export{s: s, query: q, folder: parts.NewEntry(""), notice: parts.NewNotice()}
	x.folder.SetText(s.o.Desk.Folder)
	x.folder.OnEnter = x.begin
	x.write = parts.NewAction(lang.L("Write the file"), x.press)
	x.write.Weight = parts.Main
	choose := parts.NewAction(lang.L("Choose…"), x.choose)
	x.dialog = &parts.Dialog{Title: lang.L("Export calls"), Width: exportWidth, First: x.write, Held: func() bool { return x.stop != nil }}
	warning := parts.NewNotice()
	warning.Say(parts.Warning, lang.L("The file holds patient data"),
		lang.L("Notes, callers' names and numbers stand in it as they are. Put it into a protected folder, and delete it when it is no longer needed."))
	x.dialog.Body = parts.Stack(theme.Gap, parts.NewParagraph(x.says(), parts.Plain), warning,
		parts.NewField(lang.L("Folder"), parts.Spread(theme.Grid, nil, x.folder, choose), ""), x.notice)
	x.dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), x.close), x.write}
	x.dialog.Closed = func() { s.o.Log.Debug("dialog closed", "name", "export-calls") }
	x.dialog.Show(s.o.Canvas)
	s.o.Log.Debug("dialog shown", "name", "export-calls")
}

// says is what will be in the file.
func (x *export) says() string {
	text := lang.L("Every call at the portal is written to one CSV file.")
	if x.s.form.narrowed() {
		text = lang.L("The calls that fit the search and the filters are written to one CSV file.")
	}
	if len(x.s.inbox.entries) > 0 {
		text += " " + lang.L("What still waits in the outbox is not in it.")
	}
	return text
}

// choose lets the agent look for the folder.
func (x *export) choose() {
	x.s.o.Desk.PickFolder(func(path string) { x.folder.SetText(path) })
}

// press writes the file, or stops the writing.
func (x *export) press() {
	if x.stop != nil {
		x.stop.Stop()
		return
	}
	x.begin()
}

// begin writes the file into the folder that was chosen.
func (x *export) begin() {
	folder := strings.TrimSpace(x.folder.Text)
	switch {
	case x.stop != nil:
		return
	case folder == "":
		x.say(parts.Warning, lang.L("No folder is chosen"), "")
		return
	}
	path := filepath.Join(folder, "calls-"+x.s.o.Clock.Stamp()+".csv")
	stop := &parts.Stopper{}
	x.stop = stop
	x.write.SetText(lang.L("Stop"))
	x.say(parts.Info, lang.L("Writing …"), lang.L("The file appears when it is whole."))
	var (
		written int
		err     error
	)
	x.s.o.Runner.Go(func(ctx context.Context) {
		ctx, cancel := stop.With(ctx)
		defer cancel()
		written, err = x.s.o.Calls.ExportCalls(ctx, path, x.query)
	}, func() { x.ended(path, written, err) })
}

// ended says how many calls were written and where, or why none.
func (x *export) ended(path string, written int, err error) {
	x.stop = nil
	x.write.SetText(lang.L("Write the file"))
	x.s.o.Log.Debug("calls exported", "written", written, "ok", err == nil)
	switch {
	case err == nil:
		x.say(parts.Good, lang.L("Calls written: {{.N}}", map[string]any{"N": phrase.Grouped(written)}), path)
		parts.Focus(x.dialog.Actions[0])
	case client.KindOf(err) == client.Canceled || errors.Is(err, context.Canceled):
		x.say(parts.Info, lang.L("Stopped"), lang.L("No file was written."))
	default:
		said := phrase.Writing(err)
		x.say(parts.Bad, said.Title, said.Detail())
	}
}

func (x *export) say(tone parts.Tone, title, body string) {
	x.notice.Say(tone, title, body)
	x.dialog.Fit()
}

// close closes the dialog; a writing that is under way is stopped first.
func (x *export) close() {
	if x.stop != nil {
		x.stop.Stop()
	}
	x.dialog.Close()
}

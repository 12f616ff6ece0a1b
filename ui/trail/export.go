package trail

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	chain "portaldesk/app/trail"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// export is the dialog that writes what the filters mean to a file.
type export struct {
	s      *Screen
	filter chain.Filter
	dialog *parts.Dialog
	format *parts.Segments
	folder *parts.Entry
	notice *parts.Notice
	write  *parts.Action
	stop   *parts.Stopper // of the writing that is under way, nil for none
}

const exportWidth = 600

// formats are those that are offered, in the order of the choice.
var formats = []chain.Format{chain.JSONLines, chain.CSV}

// Export asks where the entries that the filters mean go, and in which format, and writes them there.
func (s *Screen) Export() {
	f, ok := s.form.filter()
	if !ok {
		return
	}
	x := &export{s: s, filter: f, folder: parts.NewEntry(""), notice: parts.NewNotice()}
	x.format = parts.NewSegments([]string{lang.L("JSON Lines"), lang.L("CSV")}, nil)
	x.format.Choose(0)
	x.folder.SetText(s.o.Around.Folder)
	x.folder.OnEnter = x.press
	x.write = parts.NewAction(lang.L("Write the file"), x.press)
	x.write.Weight = parts.Main
	choose := parts.NewAction(lang.L("Choose…"), x.choose)
	x.dialog = &parts.Dialog{Title: lang.L("Export the trail"), Width: exportWidth, First: x.write, Held: func() bool { return x.stop != nil }}
	x.dialog.Body = parts.Stack(theme.Gap, parts.NewParagraph(x.says(), parts.Plain),
		parts.NewField(lang.L("Format"), x.format, lang.L("JSON Lines keeps the seals, so that they can be checked anew; CSV opens in a spreadsheet.")),
		parts.NewField(lang.L("Folder"), parts.Spread(theme.Grid, nil, x.folder, choose), ""), x.notice)
	x.dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), x.close), x.write}
	x.dialog.Closed = func() { s.o.Log.Debug("dialog closed", "name", "export-trail") }
	x.dialog.Show(s.o.Around.Canvas)
	s.o.Log.Debug("dialog shown", "name", "export-trail")
}

// says is what will be in the file.
func (x *export) says() string {
	text := lang.L("Every entry of the trail is written, oldest first.")
	switch {
	case x.s.form.narrowed():
		text = lang.L("The entries that fit the filters are written, oldest first.")
	case !x.s.o.Desk.ReadsOthersTrail():
		text = lang.L("Your own entries are written, oldest first.")
	}
	return text + " " + lang.L("The export is an entry of the trail itself.")
}

// choose lets the agent look for the folder.
func (x *export) choose() {
	x.s.o.Around.PickFolder(func(path string) { x.folder.SetText(path) })
}

// close ends the dialog, unless something is being written.
func (x *export) close() {
	if x.stop == nil {
		x.dialog.Close()
	}
}

// press writes the file, or stops the writing.
func (x *export) press() {
	if x.stop != nil {
		x.stop.Stop()
		return
	}
	folder := strings.TrimSpace(x.folder.Text)
	if folder == "" {
		x.say(parts.Warning, lang.L("No folder is chosen"), "")
		return
	}
	format := formats[max(0, x.format.Chosen())]
	path := filepath.Join(folder, "trail-"+x.s.o.Clock.Stamp()+"."+string(format))
	stop := &parts.Stopper{}
	x.stop = stop
	x.write.SetText(lang.L("Stop"))
	x.say(parts.Info, lang.L("Writing …"), lang.L("The file appears when it is whole."))
	var (
		written, unreadable int
		err                 error
	)
	x.s.o.Runner.Go(func(ctx context.Context) {
		ctx, cancel := stop.With(ctx)
		defer cancel()
		written, unreadable, err = x.s.o.Desk.ExportTrail(ctx, path, format, x.filter)
	}, func() { x.ended(path, written, unreadable, err) })
}

func (x *export) ended(path string, written, unreadable int, err error) {
	x.stop = nil
	x.write.SetText(lang.L("Write the file"))
	x.s.o.Log.Debug("trail exported", "entries", written, "unreadable", unreadable, "ok", err == nil)
	x.s.Reload()
	facts := map[string]any{"N": phrase.Grouped(written), "Path": path, "Unreadable": phrase.Grouped(unreadable)}
	switch {
	case errors.Is(err, context.Canceled):
		x.say(parts.Info, lang.L("Stopped"), lang.L("No file was written."))
	case client.KindOf(err) == client.Forbidden:
		said := phrase.Of(err)
		x.say(parts.Warning, said.Title, said.Detail())
	case err != nil:
		x.say(parts.Bad, lang.L("The file could not be written"), lang.L("Check that the folder is there, may be written to, and has room."))
	case unreadable > 0:
		x.say(parts.Warning, lang.L("{{.N}} entries are written, {{.Unreadable}} cannot be read", facts),
			lang.L("Those are left out of {{.Path}}. Verify the trail: it says which they are.", facts))
	default:
		x.say(parts.Good, lang.L("{{.N}} entries are written", facts), lang.L("They are in {{.Path}}; only you can read the file.", facts))
	}
}

func (x *export) say(tone parts.Tone, title, body string) {
	x.notice.Say(tone, title, body)
	x.dialog.Fit()
}

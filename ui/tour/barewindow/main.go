//go:build tour

// Barewindow is the floor that the desk's start, memory and size are measured against: a window of the same toolkit with one
// entry, and nothing else. It says on standard error, as the desk does, when the entry has the focus and what is typed.
package main

import (
	"log/slog"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	a := app.NewWithID("portaldesk.barewindow")
	window := a.NewWindow("Bare window")
	entry := widget.NewEntry()
	entry.OnChanged = func(text string) { log.Info("typed", "characters", len(text)) }
	window.SetContent(entry)
	window.Resize(fyne.NewSize(1280, 800))
	a.Lifecycle().SetOnStarted(func() {
		fyne.Do(func() {
			window.Canvas().Focus(entry)
			log.Info("focus", "on", "entry")
		})
	})
	window.ShowAndRun()
}

package phrase

import (
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/store"
)

// Salvages says what was saved of damaged files. There is at least one; the first word is for the newest.
func Salvages(all []store.Salvaged) Sentence {
	newest := all[len(all)-1]
	next := lang.L("The damaged file is kept for your support: {{.File}}", map[string]any{"File": filepath.Base(newest.Copy)})
	if len(all) > 1 {
		next = lang.L("The damaged files are kept for your support, {{.N}} of them. The newest: {{.File}}",
			map[string]any{"N": len(all), "File": filepath.Base(newest.Copy)})
	}
	body := lostOf(sum(all)) + " " + lang.L("Look at your open call, the outbox and the callbacks before you go on.")
	return Sentence{Title: lang.L("The file with the notes was damaged"), Body: body, Next: next}
}

func sum(all []store.Salvaged) (total store.Salvaged) {
	total.Saved = all[len(all)-1].Saved
	for _, each := range all {
		total.Lost += each.Lost
		total.More = total.More || each.More
	}
	return total
}

// lostOf says how much is missing, as far as that is known.
func lostOf(done store.Salvaged) string {
	switch {
	case done.More && done.Lost > 0:
		return lang.L("Saved into a new file: {{.N}} records. Lost: at least {{.M}}.",
			map[string]any{"N": done.Saved, "M": done.Lost})
	case done.More:
		return lang.L("Saved into a new file: {{.N}} records. Whether any is missing is not known.", map[string]any{"N": done.Saved})
	case done.Lost > 0:
		return lang.L("Saved into a new file: {{.N}} records. Lost: {{.M}}.",
			map[string]any{"N": done.Saved, "M": done.Lost})
	default:
		return lang.L("Saved into a new file: {{.N}} records. None is missing.", map[string]any{"N": done.Saved})
	}
}

// salvagedRecords reads the detail of an entry of the trail: saved/lost, and a plus when there may be more.
func salvagedRecords(code string) string {
	var done store.Salvaged
	code, done.More = strings.CutSuffix(code, "+")
	if n, _ := fmt.Sscanf(code, "%d/%d", &done.Saved, &done.Lost); n != 2 {
		return code
	}
	return lostOf(done)
}

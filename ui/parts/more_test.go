package parts_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

func TestAFoldShowsItsContentOnlyWhenItIsUnfolded(t *testing.T) {
	uitest.App(t)
	changed := 0
	inside := parts.NewEntry("inside")
	fold := parts.NewFold("More settings", parts.Stack(0, inside))
	below := parts.NewEntry("below")
	all := parts.Stack(0, fold, below)
	fold.OnChanged = func(bool) {
		changed++
		all.Refresh()
	}
	w := uitest.Open(t, all, 400, 300)
	w.GoTo("More settings")
	closed := below.Position().Y
	w.Press(fyne.KeyReturn)
	if !fold.Unfolded() || changed != 1 || below.Position().Y <= closed {
		t.Errorf("after Enter: unfolded %t, told %d times, what stands below is at %v", fold.Unfolded(), changed, below.Position().Y)
	}
	w.Press(fyne.KeyTab)
	if got := uitest.Stop(w.Focused()); got != "inside" {
		t.Errorf("Tab leads to %q", got)
	}
	fold.Unfold(false)
	if below.Position().Y != closed {
		t.Error("folded again it still takes room")
	}
}

func TestAFoldWithoutItsButtonIsItsContentAlone(t *testing.T) {
	uitest.App(t)
	inside := parts.NewEntry("inside")
	fold := parts.NewFold("Filters", inside)
	fold.Unfold(true)
	fold.Head().Hidden = true
	uitest.Open(t, parts.Stack(0, fold), 400, 300)
	if got, want := fold.MinSize().Height, inside.MinSize().Height; got != want || inside.Position().Y != 0 {
		t.Errorf("the fold is %v high and its content begins at %v; the content is %v high", got, inside.Position().Y, want)
	}
}

func TestAProgressBarKeepsWithinItsEnds(t *testing.T) {
	uitest.App(t)
	bar := parts.NewProgress()
	uitest.Open(t, bar, 200, 20)
	for given, want := range map[float32]float32{-1: 0, 0.25: 0.25, 7: 1} {
		if bar.Set(given); bar.Share() != want {
			t.Errorf("set to %v it is filled to %v", given, bar.Share())
		}
	}
}

func TestNumberedSentencesAreNumberedInOrder(t *testing.T) {
	uitest.App(t)
	w := uitest.Open(t, parts.Numbered([]string{"Open the console.", "Find the patient."}), 400, 200)
	w.MustSee("1 Open the console. 2 Find the patient.")
}

func TestTheArrowsGoFromTileToTileAndEnterTakesOne(t *testing.T) {
	uitest.App(t)
	taken, left := "", 0
	var tiles []fyne.CanvasObject
	for _, title := range []string{"one", "two"} {
		tile := parts.NewTile(title, "what "+title+" is", func() { taken = title })
		tile.OnEscape = func() { left++ }
		tiles = append(tiles, tile)
	}
	w := uitest.Open(t, parts.Stack(8, tiles...), 300, 200)
	w.MustSee("one what one is two what two is")
	w.GoTo("one")
	w.Press(fyne.KeyDown, fyne.KeyReturn)
	if taken != "two" {
		t.Errorf("took %q", taken)
	}
	w.Press(fyne.KeyUp, fyne.KeySpace, fyne.KeyEscape)
	if taken != "one" || left != 1 {
		t.Errorf("took %q, left %d times", taken, left)
	}
}

func TestWhatWasJustPutThereIsScrolledIntoSight(t *testing.T) {
	uitest.App(t)
	rows := parts.Stack(0)
	for range 30 {
		rows.Add(parts.NewText("row", parts.Plain))
	}
	scroll := parts.InCard(300, parts.NewText("head", parts.Title), rows)
	uitest.Open(t, scroll, 400, 300)
	field := parts.NewField("Below all", parts.NewEntry(""), "")
	rows.Add(field)
	parts.Reveal(scroll, field.Control)
	if bottom := scroll.Offset.Y + scroll.Size().Height; scroll.Offset.Y == 0 || bottom < field.Position().Y {
		t.Errorf("shown down to %v, the field is at %v", bottom, field.Position().Y)
	}
}

package parts_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
)

// Tab goes in the order of reading, also where the middle is what stretches.
func TestTabGoesInReadingOrder(t *testing.T) {
	names := []string{"top", "left", "middle", "right", "bottom"}
	entries := map[string]*parts.Entry{}
	for _, name := range names {
		entries[name] = parts.NewEntry(name)
	}
	window := inWindow(t, parts.Frame(entries["top"], parts.Spread(8, entries["left"], entries["middle"], entries["right"]),
		entries["bottom"]))
	for _, name := range names {
		window.Canvas().FocusNext()
		if window.Canvas().Focused() != fyne.Focusable(entries[name]) {
			t.Fatalf("the focus is not in %q when it should be", name)
		}
	}
}

func TestColumnsLineUpInEveryRow(t *testing.T) {
	cells := []parts.Cell{{Least: 50}, {Least: 40, Share: 1}, {Least: 30, Share: 3}}
	short := &fyne.Container{Layout: parts.NewCells(8, cells...), Objects: threeTexts("a", "b", "c")}
	long := &fyne.Container{Layout: parts.NewCells(8, cells...),
		Objects: threeTexts(strings.Repeat("wide ", 30), strings.Repeat("wide ", 30), strings.Repeat("wide ", 30))}
	inWindow(t, parts.Stack(0, short, long))
	for i := range cells {
		if short.Objects[i].Position().X != long.Objects[i].Position().X ||
			short.Objects[i].Size().Width != long.Objects[i].Size().Width {
			t.Errorf("column %d is elsewhere in another row", i)
		}
	}
}

func threeTexts(words ...string) []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(words))
	for i, word := range words {
		objects[i] = parts.NewClipped(word, parts.Plain)
	}
	return objects
}

func TestAClippedTextNeverLeavesItsPlace(t *testing.T) {
	text := parts.NewClipped("Wolfeschlegelsteinhausenbergerdorff, Hubert", parts.Plain)
	window := inWindow(t, parts.NewEntry(""))
	window.SetContent(&fyne.Container{Objects: []fyne.CanvasObject{text}})
	text.Resize(fyne.NewSize(90, 20))
	markup := test.RenderObjectToMarkup(text)
	if !strings.Contains(markup, "…") {
		t.Errorf("nothing tells that the text goes on: %s", markup)
	}
	text.Resize(fyne.NewSize(600, 20))
	if !strings.Contains(test.RenderObjectToMarkup(text), "Hubert") {
		t.Error("with enough room the text is not whole")
	}
}

func TestAParagraphIsAsTallAsItsWordsNeed(t *testing.T) {
	words := parts.NewParagraph(strings.Repeat("every word has to be seen ", 12), parts.Plain)
	below := parts.NewText("below", parts.Plain)
	window := inWindow(t, parts.Stack(8, words, below))
	window.Resize(fyne.NewSize(240, 500))
	if words.Size().Height < 100 || below.Position().Y < words.Size().Height {
		t.Errorf("the paragraph is %v high and what follows begins at %v", words.Size().Height, below.Position().Y)
	}
}

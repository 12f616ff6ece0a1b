package parts_test

import (
	"testing"

	"portaldesk/ui/parts"
)

func TestWhatIsNotSeenChangesNothingThatIs(t *testing.T) {
	const hostile = "Ada\u202e\u2066 Oka\x07for\r\nMD\tx"
	line := parts.NewText(hostile, parts.Plain)
	if line.Text() != "Ada Okafor MD x" {
		t.Errorf("a line shows %+q", line.Text())
	}
	line.SetText("")
	line.Set(hostile, parts.Strong)
	if line.Text() != "Ada Okafor MD x" {
		t.Errorf("another line shows %+q", line.Text())
	}
	if text := parts.NewParagraph(hostile, parts.Plain).Text(); text != "Ada Okafor\nMD x" {
		t.Errorf("a paragraph shows %+q", text)
	}
	if right := parts.NewText("\u05e9\u05dc\u05d5\u05dd \u200f", parts.Plain).Text(); right != "\u05e9\u05dc\u05d5\u05dd \u200f" {
		t.Errorf("a name that is written from the right shows %+q", right)
	}
}

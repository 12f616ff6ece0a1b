package phrase

import (
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/trail"
)

// TrailBreak is where and how a trail is broken: in a word or two, and what that means.
func TrailBreak(b trail.Break) (title, meaning string) {
	sentence, known := trailBreaks[b.Kind]
	if !known {
		sentence = Sentence{Title: "Entry {{.First}}: {{.Kind}}"}
	}
	if several, is := trailSpans[b.Kind]; is && b.To != b.Seq {
		sentence = several
	}
	facts := map[string]any{"First": Grouped(int(b.Seq)), "Last": Grouped(int(b.To)), "Kind": string(b.Kind)}
	return lang.L(sentence.Title, facts), say(sentence.Body, facts)
}

var trailBreaks = map[trail.Kind]Sentence{
	trail.Edited: {Title: "Entry {{.First}}: edited",
		Body: "Its content is not what was written, or it cannot be opened any more."},
	trail.Moved: {Title: "Entry {{.First}}: reordered",
		Body: "Another entry stands in its place."},
	trail.Removed: {Title: "Entry {{.First}}: missing",
		Body: "It was taken out, or it was cut off before the entries after it were written."},
	trail.Relinked: {Title: "Entry {{.First}}: does not follow the one before",
		Body: "The one before was exchanged after this one was written."},
	trail.Truncated: {Title: "Entry {{.First}}: cut off at the end",
		Body: "The keyring knows of it. The end was cut off, or an older copy of the file was put back."},
	trail.Replaced: {Title: "Entry {{.First}}: written anew",
		Body: "The keyring knows another entry under this number: the trail was written anew up to here."},
	trail.Unanchored: {Title: "After entry {{.First}}: the end is not known",
		Body: "The keyring has lost its mark, or it was taken away. Whether entries are missing at the end cannot be told."},
}

// trailSpans are those that can be about more entries than one.
var trailSpans = map[trail.Kind]Sentence{
	trail.Removed: {Title: "Entries {{.First}} to {{.Last}}: missing",
		Body: "They were taken out, or they were cut off before the entries after them were written."},
	trail.Truncated: {Title: "Entries {{.First}} to {{.Last}}: cut off at the end",
		Body: "The keyring knows of them. The end was cut off, or an older copy of the file was put back."},
}

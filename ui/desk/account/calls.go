package account

import (
	"strings"

	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/call"
	"portaldesk/app/diagnosis"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// callLines are the earlier calls about the account: when, why, how each ended, who took it, and how its note begins.
func callLines(c diagnosis.Case, o Options) []line {
	lines := make([]line, len(c.Calls))
	for i, earlier := range c.Calls {
		lines[i] = line{o.Clock.Since(earlier.ClosedAt), callWord(c, earlier, o.Reasons, o.Clock), ending(earlier, o.Agent)}
	}
	return lines
}

// callWord is the reason of a call; for an amendment, which has none, the call that it amends.
func callWord(c diagnosis.Case, earlier client.Call, reasons call.Reasons, clock phrase.Clock) phrase.Word {
	switch {
	case earlier.Amends != "":
		return phrase.Word{Text: amends(c, earlier.Amends, clock), Icon: toolkit.IconNameMailReply, Tone: parts.Neutral}
	case earlier.RepeatOf != "":
		return phrase.Word{Text: phrase.Reason(reasons, earlier.Reason), Icon: toolkit.IconNameMediaReplay, Tone: parts.Warning}
	default:
		return phrase.Word{Text: phrase.Reason(reasons, earlier.Reason), Icon: toolkit.IconNameHistory, Tone: parts.Info}
	}
}

// ending is the outcome of a call, who took it, whether it repeats one, and the first line of its note.
func ending(earlier client.Call, self client.Agent) string {
	var said []string
	if earlier.Amends == "" {
		said = append(said, phrase.Outcome(earlier.Outcome))
	}
	if earlier.AgentID != "" {
		said = append(said, phrase.Agent(earlier.AgentID, self))
	}
	if earlier.RepeatOf != "" {
		said = append(said, lang.L("Repeat within 7 days"))
	}
	if note, _, _ := strings.Cut(strings.TrimSpace(earlier.Note), "\n"); note != "" {
		said = append(said, note)
	}
	return strings.Join(said, " · ")
}

// amends names the call that an entry amends by its day, where it is among the calls that were read.
func amends(c diagnosis.Case, of client.CallID, clock phrase.Clock) string {
	for _, other := range c.Calls {
		if other.ID == of {
			return lang.L("Amends the call of {{.When}}", map[string]any{"When": clock.Since(other.ClosedAt)})
		}
	}
	return lang.L("Amends an earlier call")
}

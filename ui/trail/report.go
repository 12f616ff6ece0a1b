package trail

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	chain "portaldesk/app/trail"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// report is the week as a reviewer reads it: first what is worth a look, then who did what.
func (s *Screen) report(from time.Time, w week) []fyne.CanvasObject {
	days := lang.L("{{.From}} until now: {{.N}} entries.", map[string]any{"From": s.o.Clock.Date(from), "N": phrase.Grouped(w.Entries)})
	head := parts.Stack(0, parts.NewParagraph(days, parts.Plain), parts.NewParagraph(s.lastLook(w), parts.Muted))
	return []fyne.CanvasObject{head, section(lang.L("Worth a look"), s.worthALook(w.Review)...),
		section(lang.L("Agents"), s.tallies(w.Review)...), section(lang.L("What was done"), deeds(w.Counts)...)}
}

// lastLook says when somebody reviewed the trail last.
func (s *Screen) lastLook(w week) string {
	switch {
	case w.looked:
		return lang.L("Last reviewed {{.When}} by {{.Agent}}.", map[string]any{"When": s.o.Clock.Moment(w.last.At), "Agent": s.form.agents.Name(w.last.AgentID)})
	case !s.o.Desk.ReadsOthersTrail():
		return lang.L("You see your own entries only: your role does not read what others did.")
	default:
		return lang.L("Nobody has marked it as reviewed in the last five weeks.")
	}
}

func section(title string, content ...fyne.CanvasObject) fyne.CanvasObject {
	return parts.Stack(theme.Half, append([]fyne.CanvasObject{parts.NewText(title, parts.Heading)}, content...)...)
}

// finding is one line of what is worth a look: how often, and what to make of it. None is said too, so that nobody wonders.
type finding struct {
	count         int
	found, none   string
	tone          parts.Tone
	more          []string // the places, as far as they are named
	notToBeJudged bool
}

func (s *Screen) worthALook(r chain.Review) []fyne.CanvasObject {
	afterHours := finding{count: r.AfterHours(), tone: parts.Warning, found: lang.L("Done while the desk was closed"), none: lang.L("Nothing was done while the desk was closed.")}
	if !r.HoursKnown {
		afterHours = finding{notToBeJudged: true, none: lang.L("What was done while the desk was closed is not known: this portal has no hours.")}
	}
	findings := []finding{
		{count: len(r.AfterContact), tone: parts.Bad, found: lang.L("Let in anew within three days of a changed contact"),
			none: lang.L("Nobody was let in anew within three days of a changed contact."), more: s.afterContact(r.AfterContact)},
		{count: total(r.Unproven), tone: parts.Warning, found: lang.L("Failed proofs of a caller"), none: lang.L("No proof of a caller failed."), more: unproven(r.Unproven)},
		{count: r.Refused(), tone: parts.Warning, found: lang.L("Refused"), none: lang.L("Nothing was refused.")},
		{count: r.Outcome(client.AuditFailed), tone: parts.Warning, found: lang.L("Failed"), none: lang.L("Nothing failed.")},
		{count: r.Outcome(client.AuditUnknown) + len(r.Unfinished), tone: parts.Warning, found: lang.L("Begun, and its end is not known"), none: lang.L("The end of everything is known."), more: s.each(r.Unfinished)},
		afterHours,
		{count: len(r.Exports), tone: parts.Info, found: lang.L("Files written out of the desk"), none: lang.L("No file was written out of the desk."), more: s.each(r.Exports)},
		{count: r.Unreadable, tone: parts.Bad, found: lang.L("Entries that cannot be read (verify the trail)"), none: lang.L("Every entry can be read.")},
	}
	lines := make([]fyne.CanvasObject, len(findings))
	for i, f := range findings {
		lines[i] = f.line()
	}
	return lines
}

func (f finding) line() fyne.CanvasObject {
	tone, text := parts.Good, f.none
	switch {
	case f.notToBeJudged:
		tone = parts.Neutral
	case f.count > 0:
		tone, text = f.tone, lang.L("{{.What}}: {{.N}}", map[string]any{"N": phrase.Grouped(f.count), "What": f.found})
	}
	words := parts.Stack(0, parts.NewParagraph(text, parts.Plain))
	for _, place := range f.more {
		words.Add(parts.NewParagraph(place, parts.Muted))
	}
	return parts.Spread(theme.Grid, parts.Top(parts.NewIcon(tone.Icon(), tone.Fore())), words, nil)
}

// named is how many places of one kind are named.
const named = 8

func (s *Screen) afterContact(all []chain.AfterContact) []string {
	var lines []string
	for _, a := range all[:min(len(all), named)] {
		lines = append(lines, lang.L("{{.Account}}: contact changed {{.Changed}} by {{.Changer}}, then “{{.What}}” {{.When}} by {{.Agent}}", map[string]any{
			"Account": a.LetIn.Account, "Changed": s.o.Clock.Moment(a.Changed.At), "Changer": s.form.agents.Name(a.Changed.AgentID),
			"What": phrase.TrailAction(a.LetIn.Action), "When": s.o.Clock.Moment(a.LetIn.At), "Agent": s.form.agents.Name(a.LetIn.AgentID)}))
	}
	return andMore(lines, len(all))
}

// each names entries by what, when and who.
func (s *Screen) each(all []client.AuditEvent) []string {
	var lines []string
	for _, e := range all[:min(len(all), named)] {
		lines = append(lines, lang.L("{{.What}}, {{.When}}, {{.Agent}}", map[string]any{"What": phrase.TrailAction(e.Action),
			"When": s.o.Clock.Moment(e.At), "Agent": s.form.agents.Name(e.AgentID)}))
	}
	return andMore(lines, len(all))
}

func andMore(lines []string, count int) []string {
	if count > len(lines) {
		lines = append(lines, lang.L("and {{.N}} more", map[string]any{"N": phrase.Grouped(count - len(lines))}))
	}
	return lines
}

func total[K comparable](counts map[K]int) (n int) {
	for _, count := range counts {
		n += count
	}
	return n
}

// unproven names the accounts with the most failed proofs, in one line.
func unproven(counts map[client.AccountID]int) []string {
	ids := slices.SortedFunc(maps.Keys(counts), func(a, b client.AccountID) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	var all []string
	for _, id := range ids[:min(len(ids), named)] {
		all = append(all, lang.L("{{.Account}}: {{.N}}", map[string]any{"Account": id, "N": phrase.Grouped(counts[id])}))
	}
	if len(all) == 0 {
		return nil
	}
	return []string{strings.Join(andMore(all, len(ids)), ", ")}
}

func paragraphs(lines []string) []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, len(lines))
	for i, line := range lines {
		all[i] = parts.NewParagraph(line, parts.Plain)
	}
	return all
}

// deeds are the actions with how often each went how, in two columns.
func deeds(counts map[string]map[client.AuditOutcome]int) []fyne.CanvasObject {
	known := phrase.TrailActions()
	actions := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(slices.Index(known, a), slices.Index(known, b)), strings.Compare(a, b))
	})
	var lines []string
	for _, action := range actions {
		var outcomes []string
		for _, outcome := range phrase.TrailOutcomes() {
			if n := counts[action][outcome]; n > 0 && outcome != client.AuditIntent {
				outcomes = append(outcomes, lang.L("{{.N}} {{.Outcome}}", map[string]any{"N": phrase.Grouped(n), "Outcome": strings.ToLower(outcomeText(outcome))}))
			}
		}
		if len(outcomes) > 0 {
			lines = append(lines, lang.L("{{.What}}: {{.Outcomes}}", map[string]any{"What": phrase.TrailAction(action), "Outcomes": strings.Join(outcomes, ", ")}))
		}
	}
	half := (len(lines) + 1) / 2
	return []fyne.CanvasObject{parts.Columns(deedsLeast, theme.Gap, parts.Stack(0, paragraphs(lines[:half])...), parts.Stack(0, paragraphs(lines[half:])...))}
}

// deedsLeast is how narrow one of two columns of actions may be.
const deedsLeast = 300

package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// look is the pane's: narrow insets, so that the rows get the room.
var look = parts.Look{Fill: theme.Surface, Border: theme.Border, Vertical: 12, Horizontal: 12}

// layOut puts the form above the list, and the count below it.
func (p *Pane) layOut() fyne.CanvasObject {
	p.scrolled = parts.Scrolling(p.notice)
	body := container.NewStack(p.list, p.scrolled)
	foot := parts.Stack(theme.Half, p.count)
	if p.names != nil {
		foot.Add(p.names.content)
	}
	p.whole = parts.Frame(p.form.content(), parts.Inset(theme.Grid, 0, body), foot)
	return parts.NewBox(look, p.whole)
}

// show brings the pane in line with what was found.
func (p *Pane) show() {
	if state, none := p.tell(); none {
		p.notice.Set(state)
		p.scrolled.Show()
		p.list.Hide()
	} else {
		p.scrolled.Hide()
		p.list.Show()
	}
	p.count.SetText(p.counted())
}

// tell is what stands in the place of the list when there is no list.
func (p *Pane) tell() (state parts.State, none bool) {
	q := p.query()
	switch {
	case len(p.found.rows) > 0 && p.found.err == nil:
		return parts.State{}, false
	case p.offline:
		return p.offlineState(), true
	case !askable(q) && q.Text == "":
		return p.startState(), true
	case !askable(q):
		return shortState(), true
	case p.found.err != nil && p.found.query == q:
		return p.errorState(p.found.err), true
	case p.found.asked && p.found.query == q:
		return nobodyState(), true
	default:
		return parts.Loading(lang.L("Looking up …")), true
	}
}

// counted is the line below the list.
func (p *Pane) counted() string {
	shown, total := len(p.found.rows), p.found.total
	switch {
	case shown == 0 || p.found.err != nil || p.found.rows[0].AsSaid:
		return ""
	case total > shown:
		return lang.L("{{.Shown}} of {{.Total}} shown, more as you scroll", map[string]any{"Shown": shown, "Total": phrase.Grouped(total)})
	case p.found.next != "":
		return lang.L("{{.Shown}} shown, more as you scroll", map[string]any{"Shown": shown})
	default:
		return lang.L("{{.Shown}} found", map[string]any{"Shown": phrase.Grouped(shown)})
	}
}

// startState says what can be searched here.
func (p *Pane) startState() parts.State {
	if p.o.Unlisted {
		return parts.State{Icon: toolkit.IconNameDocumentCreate, Title: lang.L("Who is on the phone?"),
			Body: lang.L("There is no list of this portal's patients here. Type the caller's name, and the birth date or record number if they say it, and open a slip for the call.")}
	}
	state := parts.State{Icon: toolkit.IconNameSearch, Title: lang.L("Who is on the phone?"),
		Body: lang.L("Type what the caller says: {{.Details}}.", map[string]any{"Details": explained(p.o.Known)})}
	if p.o.Demo {
		state.Next = lang.L("For a start: Maria Alvarez is locked out.")
	}
	return state
}

func shortState() parts.State {
	return parts.State{Icon: toolkit.IconNameSearch, Title: lang.L("One more character"),
		Body: lang.L("The portal looks up from two characters on.")}
}

func nobodyState() parts.State {
	return parts.State{Icon: toolkit.IconNameQuestion, Title: lang.L("Nobody found"),
		Body: lang.L("Try fewer letters of the family name, the birth date (04/03/1984 or 4 Mar 1984), or the MRN on their letter."),
		Next: lang.L("Check the filters. The caller may also mean another clinic's portal.")}
}

func (p *Pane) offlineState() parts.State {
	return parts.State{Tone: parts.Warning, Title: lang.L("The portal cannot be reached"),
		Body:   lang.L("Accounts cannot be looked up until it is back. Go on with your note: it is kept, and sent by itself."),
		Action: lang.L("Try again"), Do: p.again}
}

// errorState says why there is no answer. Offline is told in the look-up's own words.
func (p *Pane) errorState(err error) parts.State {
	switch client.KindOf(err) {
	case client.Offline, client.Unavailable:
		return p.offlineState()
	case client.Forbidden:
		return parts.State{Tone: parts.Warning, Title: lang.L("Your role may not look accounts up"),
			Next: lang.L("A supervisor can, or can change your role.")}
	default:
		said := phrase.Of(err)
		return parts.State{Tone: parts.Warning, Title: said.Title, Body: said.Body, Next: said.Next, Action: lang.L("Try again"), Do: p.again}
	}
}

package lookup

import (
	"portaldesk/client"
	"portaldesk/ui/parts"
)

// wish is a key the agent pressed before the answer to her question was there. It is granted when the answer comes, unless she
// has typed on or gone elsewhere meanwhile.
type wish struct {
	query client.Query
	spot  parts.Spot
	// grant does what the key does with an answer that the agent has not seen yet.
	grant func()
}

// enter opens the only account found, or goes to the list.
func (p *Pane) enter() {
	if p.found.answers(p.query()) {
		p.settle()
		return
	}
	p.wishFor(p.settleUnseen)
}

// intoList goes to the list: never to one that answers an older question.
func (p *Pane) intoList() {
	if p.found.answers(p.query()) {
		p.focusList()
		return
	}
	p.wishFor(p.focusList)
}

// wishFor asks what is in the field without any delay, and remembers what to do with the answer.
func (p *Pane) wishFor(grant func()) {
	q := p.query()
	if !askable(q) {
		return
	}
	p.wish = &wish{query: q, spot: parts.SpotIn(p.content), grant: grant}
	if p.asking != q {
		p.put(q)
	}
	p.ask.Hurry()
}

// granted does what was wished of the answer that has come.
func (p *Pane) granted() {
	wish := p.wish
	p.wish = nil
	if wish != nil && wish.query == p.query() && p.found.answers(wish.query) && !wish.spot.Left() {
		wish.grant()
	}
}

// answers says whether this is what the portal said to a question.
func (f found) answers(q client.Query) bool { return f.asked && f.err == nil && f.query == q }

// only says whether one account answers the question, and no other.
func (f found) only() bool { return len(f.rows) == 1 && f.next == "" && f.total <= 1 }

func (p *Pane) settle() {
	if p.found.only() {
		p.open(0)
		return
	}
	p.focusList()
}

// settleUnseen is settle for an answer that has only just come. That somebody is in no directory the agent has to see before a
// slip is made; where there is no directory, she knows.
func (p *Pane) settleUnseen() {
	if p.found.only() && p.found.rows[0].AsSaid && !p.o.Unlisted {
		p.focusList()
		return
	}
	p.settle()
}

func (p *Pane) focusList() {
	if len(p.found.rows) > 0 {
		p.o.Log.Debug("focus", "on", "results")
		parts.Focus(p.list)
	}
}

// choose opens a row of the list. While the list still answers an older question none is opened: it waits for the newer one.
func (p *Pane) choose(row int) {
	if p.found.query != p.query() {
		p.intoList()
		return
	}
	p.open(row)
}

func (p *Pane) open(row int) {
	if row >= 0 && row < len(p.found.rows) {
		p.o.Open(p.found.rows[row].ID)
	}
}

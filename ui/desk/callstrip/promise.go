package callstrip

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/client"
	"portaldesk/ui/due"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// promise is when and where somebody is called back. It takes no room with any other outcome.
type promise struct {
	content *fyne.Container
	when    *due.Field
	place   *parts.Chooser

	strip    *Strip
	contacts []client.Contact // those that are offered
	known    reachable        // that of the account the call is about
	filling  bool
}

func newPromise(s *Strip) *promise {
	p := &promise{strip: s, when: due.New(due.ClockOf(s.o.Customs.Hours, s.o.Clock), s.o.Customs.Hours)}
	p.when.OnChanged = func() {
		p.send()
		s.lay()
	}
	p.place = parts.NewChooser(lang.L("Where to call"), []string{asInTheNote()}, func(string) { p.send() })
	fields := &fyne.Container{Layout: parts.NewFilledFlow(theme.Half), Objects: []fyne.CanvasObject{
		p.when.Quick, s.form.frame(call.PartCallBack, parts.AsWide(p.when.Entry.PlaceHolder, p.when.Entry)),
		s.form.frame("", parts.AsWide("***-***-0199 and more", p.place)),
	}}
	p.content = parts.Stack(theme.Half, fields, p.when.Said)
	return p
}

func asInTheNote() string { return lang.L("As in the note") }

// send hands what is entered to the call.
func (p *promise) send() {
	if p.filling {
		return
	}
	back := call.CallBack{Due: p.when.Due(), Entered: p.when.Entry.Text}
	if at := p.place.SelectedIndex(); at > 0 {
		back.Contact, back.Masked = p.contacts[at-1].ID, p.contacts[at-1].Masked
	}
	p.strip.entered(func(c *call.Call) { c.SetCallBack(back) })
}

// begin proposes where to call, when the agent has just chosen to promise it.
func (p *promise) begin() {
	if len(p.contacts) > 0 && p.when.Entry.Text == "" && p.place.SelectedIndex() <= 0 {
		p.place.SetSelectedIndex(1)
	}
}

// show fills the fields from a draft.
func (p *promise) show(draft call.Draft) {
	p.filling = true
	defer func() { p.filling = false }()
	p.when.Show(draft.CallBack.Entered, draft.CallBack.Due)
	p.offer(p.reachable(draft.Account), draft.CallBack)
}

// offer shows where can be called. A place that was chosen before the desk was closed is there although the account cannot be
// read.
func (p *promise) offer(contacts []client.Contact, chosen call.CallBack) {
	has := func(c client.Contact) bool { return c.ID == chosen.Contact }
	if chosen.Contact != "" && !slices.ContainsFunc(contacts, has) {
		contacts = append(slices.Clone(contacts), client.Contact{ID: chosen.Contact, Masked: chosen.Masked})
	}
	p.contacts = contacts
	words := []string{asInTheNote()}
	for _, contact := range contacts {
		words = append(words, lang.L("Phone {{.Number}}", map[string]any{"Number": contact.Masked}))
	}
	p.place.ClearSelected()
	p.place.SetOptions(words)
	p.place.SetSelectedIndex(1 + slices.IndexFunc(contacts, has))
}

// reachable is where the patient of an account can be called.
type reachable struct {
	account  client.AccountID
	contacts []client.Contact
}

// SetContacts takes the contacts of the patient on the screen, who can be called back there.
func (s *Strip) SetContacts(account client.AccountID, contacts []client.Contact) {
	phones := slices.DeleteFunc(slices.Clone(contacts), func(c client.Contact) bool { return c.Kind != client.ContactPhone })
	s.seen = reachable{account, phones}
	if s.call != nil {
		s.promise.show(s.call.Draft())
	}
}

// reachable is where the patient of the call can be called, also after another one came onto the screen.
func (p *promise) reachable(account client.AccountID) []client.Contact {
	if seen := p.strip.seen; seen.account == account {
		p.known = seen
	}
	if p.known.account != account {
		return nil
	}
	return p.known.contacts
}

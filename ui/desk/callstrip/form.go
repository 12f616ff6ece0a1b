package callstrip

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// languages a call can be held in; the first is that of a call before anything is known of the caller.
var languages = []string{"en", "es"}

func languageWords() []string { return []string{lang.L("English"), lang.L("Spanish")} }

// form is the reason in its two levels, the word of the agent's own where the reason asks for it, the outcome and the
// language.
type form struct {
	content  *fyne.Container
	stage    *parts.Chooser
	cause    *parts.Chooser
	detail   *parts.Entry
	outcome  *parts.Chooser
	language *parts.Chooser
	number   *number
	frames   map[call.Part][]*parts.Box

	strip   *Strip
	stages  []call.Stage // those that are offered
	causes  []call.Cause // those of the stage that is chosen
	filling bool         // the form is being filled from a draft: nothing of it is the agent's
	chosen  bool         // the agent chose the language of this call
}

func newForm(s *Strip) *form {
	f := &form{strip: s, stages: s.o.Reasons.Visible(), frames: map[call.Part][]*parts.Box{}}
	f.stage = parts.NewChooser(lang.L("Where were they?"), stageWords(f.stages), func(string) { f.staged() })
	f.cause = parts.NewChooser(lang.L("What was in the way?"), nil, func(string) { f.caused() })
	f.detail = parts.NewEntry(lang.L("What was it?"))
	f.detail.OnChanged = func(string) { f.send() }
	f.outcome = parts.NewChooser(lang.L("Outcome"), outcomeWords(), func(string) { f.ended() })
	f.language = parts.NewChooser(lang.L("Language"), languageWords(), func(string) { f.spoke() })
	f.number = newNumber(f)
	f.content = &fyne.Container{Layout: parts.NewFilledFlow(theme.Half), Objects: []fyne.CanvasObject{
		f.frame(call.PartReason, parts.AsWide("Find the portal", f.stage)),
		f.frame(call.PartReason, parts.AsWide("Forgot the password", f.cause)),
		f.frame(call.PartDetail, parts.AsWide(f.detail.PlaceHolder, f.detail)),
		f.frame(call.PartOutcome, f.outcome), f.frame("", f.language),
		f.frame("", parts.AsWide("+1 555 010 0199", f.number.entry)),
	}}
	return f
}

// frame is where a missing part is marked.
func (f *form) frame(part call.Part, control fyne.CanvasObject) *parts.Box {
	box := parts.NewBox(frameLook(""), control)
	if part != "" {
		f.frames[part] = append(f.frames[part], box)
	}
	return box
}

func stageWords(stages []call.Stage) []string {
	words := make([]string, len(stages))
	for i, stage := range stages {
		words[i] = lang.L(stage.Title)
	}
	return words
}

func outcomeWords() []string {
	var words []string
	for _, outcome := range phrase.Outcomes() {
		words = append(words, phrase.Outcome(outcome))
	}
	return words
}

// staged offers the causes of the stage that was chosen.
func (f *form) staged() {
	at := f.stage.SelectedIndex()
	if at < 0 {
		return
	}
	f.offer(f.stages[at].Causes)
	f.send()
}

func (f *form) offer(causes []call.Cause) {
	f.causes = causes
	words := make([]string, len(causes))
	for i, cause := range causes {
		words[i] = lang.L(cause.Title)
	}
	f.cause.Selected = ""
	f.cause.SetOptions(words)
	f.detailed()
}

func (f *form) caused() {
	f.detailed()
	f.send()
}

// detailed shows the field for a word of the agent's own only where the cause asks for one.
func (f *form) detailed() {
	at := f.cause.SelectedIndex()
	for _, frame := range f.frames[call.PartDetail] {
		if at >= 0 && f.causes[at].NeedsDetail {
			frame.Show()
		} else {
			frame.Hide()
		}
	}
	if f.content != nil {
		f.content.Refresh()
	}
}

// reason is what is chosen; a detail counts only where it is asked for.
func (f *form) reason() client.Reason {
	var reason client.Reason
	if at := f.stage.SelectedIndex(); at >= 0 {
		reason.Stage = f.stages[at].Code
	}
	if at := f.cause.SelectedIndex(); at >= 0 {
		reason.Cause = f.causes[at].Code
		if f.causes[at].NeedsDetail {
			reason.Detail = f.detail.Text
		}
	}
	return reason
}

func (f *form) send() {
	if !f.filling {
		reason := f.reason()
		f.strip.entered(func(c *call.Call) { c.SetReason(reason) })
	}
}

func (f *form) ended() {
	if at := f.outcome.SelectedIndex(); at >= 0 && !f.filling {
		f.strip.entered(func(c *call.Call) { c.SetOutcome(phrase.Outcomes()[at]) })
		if phrase.Outcomes()[at] == client.OutcomeCallBack {
			f.strip.promise.begin()
		}
	}
}

func (f *form) spoke() {
	if at := f.language.SelectedIndex(); at >= 0 && !f.filling {
		f.chosen = true
		f.strip.entered(func(c *call.Call) { c.SetLanguage(languages[at]) })
	}
}

// speak sets the language of the call without the agent having chosen it.
func (f *form) speak(language string) {
	f.filling = true
	f.language.SetSelectedIndex(slices.Index(languages, language))
	f.filling = false
	f.strip.entered(func(c *call.Call) { c.SetLanguage(language) })
}

// show fills the form from a draft.
func (f *form) show(draft call.Draft) {
	f.filling = true
	defer func() { f.filling = false }()
	f.chosen = false
	f.unmarkAll()
	f.stage.ClearSelected()
	f.offer(nil)
	f.stages = f.strip.o.Reasons.Offered(draft.Reason)
	f.stage.SetOptions(stageWords(f.stages))
	if at := slices.IndexFunc(f.stages, func(s call.Stage) bool { return s.Code == draft.Reason.Stage }); at >= 0 {
		f.stage.SetSelectedIndex(at)
		f.offer(f.stages[at].Causes)
	}
	f.cause.SetSelectedIndex(slices.IndexFunc(f.causes, func(c call.Cause) bool { return c.Code == draft.Reason.Cause }))
	f.detail.SetText(draft.Reason.Detail)
	f.outcome.ClearSelected()
	f.outcome.SetSelectedIndex(slices.Index(phrase.Outcomes(), draft.Outcome))
	f.language.ClearSelected()
	f.language.SetSelectedIndex(slices.Index(languages, draft.Language))
	f.number.show(draft)
}

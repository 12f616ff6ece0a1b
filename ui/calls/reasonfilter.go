package calls

import (
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/client"
	"portaldesk/ui/filter"
	"portaldesk/ui/parts"
)

// reasonFilter is the filter by why they called: the stage, and once there is one the cause. Those that are not offered any
// more are in it too: calls of before have them.
type reasonFilter struct {
	stages       []call.Stage
	stage, cause *parts.Chooser
	tell         func()
}

func newReasonFilter(list call.Reasons, changed func()) *reasonFilter {
	r := &reasonFilter{stages: list.All(), tell: changed}
	words := []string{lang.L("Any reason")}
	for _, stage := range r.stages {
		words = append(words, lang.L(stage.Title))
	}
	r.stage = parts.NewChooser("", words, nil)
	r.stage.Call(lang.L("Reason"))
	r.stage.SetSelectedIndex(0)
	filter.Widen(r.stage)
	r.stage.OnChanged = func(string) { r.staged() }
	r.cause = parts.NewChooser("", nil, nil)
	r.cause.Call(lang.L("What was in the way?"))
	r.cause.OnChanged = func(string) { r.tell() }
	r.offerCauses()
	return r
}

func (r *reasonFilter) staged() {
	r.offerCauses()
	r.tell()
}

// offerCauses offers the causes of the stage; without one there is nothing to choose.
func (r *reasonFilter) offerCauses() {
	words := []string{lang.L("Any cause")}
	at := r.stage.SelectedIndex()
	if at > 0 {
		for _, cause := range r.stages[at-1].Causes {
			words = append(words, lang.L(cause.Title))
		}
	}
	r.cause.Options, r.cause.Selected = words, words[0]
	r.cause.Hidden = at <= 0
	filter.Widen(r.cause)
}

// chosen is the reason, as far as it was chosen.
func (r *reasonFilter) chosen() client.Reason {
	at := r.stage.SelectedIndex()
	if at <= 0 {
		return client.Reason{}
	}
	stage := r.stages[at-1]
	reason := client.Reason{Stage: stage.Code}
	if at := r.cause.SelectedIndex(); at > 0 {
		reason.Cause = stage.Causes[at-1].Code
	}
	return reason
}

func (r *reasonFilter) clear() { r.stage.SetSelectedIndex(0) }

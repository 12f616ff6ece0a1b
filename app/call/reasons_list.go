package call

import (
	"slices"

	"portaldesk/client"
)

// Reasons are the wrap-up codes of one portal, two levels of them, as its profile keeps them. The zero value is the list
// of [Stages]. A value never changes; what edits it answers another.
//
// Calls keep codes for years. So a code of [Stages], and one that a call has, can be hidden and renamed but never taken
// away.
type Reasons struct {
	Stages []Stage `json:"stages,omitempty"`
}

// DefaultReasons are those of [Stages].
func DefaultReasons() Reasons { return Reasons{Stages: cloneStages(stages)} }

// Completed are the reasons with every code of [Stages] that they lack, which is what a list kept before the program knew
// more needs. One whose title the clinic uses already is hidden.
func (r Reasons) Completed() Reasons {
	if len(r.Stages) == 0 {
		return DefaultReasons()
	}
	list := cloneStages(r.Stages)
	for _, known := range cloneStages(stages) {
		at := indexOfStage(list, known.Code)
		if at < 0 {
			known.Hidden = slices.ContainsFunc(list, func(stage Stage) bool { return sameWords(stage.Title, known.Title) })
			list = append(list, known)
			continue
		}
		for _, cause := range known.Causes {
			list[at].Causes = withCause(list[at].Causes, cause)
		}
	}
	return Reasons{Stages: list}
}

// withCause is a list that has the cause, hidden when its title is there already.
func withCause(list []Cause, known Cause) []Cause {
	if indexOfCause(list, known.Code) >= 0 {
		return list
	}
	known.Hidden = slices.ContainsFunc(list, func(cause Cause) bool { return sameWords(cause.Title, known.Title) })
	return insertCause(list, known)
}

// insertCause puts a cause at the end, before those that ask for a word, which are looked for there.
func insertCause(list []Cause, added Cause) []Cause {
	place := len(list)
	for !added.NeedsDetail && place > 0 && list[place-1].NeedsDetail {
		place--
	}
	return slices.Insert(list, place, added)
}

// All are the stages, hidden ones and hidden causes among them, in order. The list is the caller's own.
func (r Reasons) All() []Stage { return r.Completed().Stages }

// Visible are the stages and causes that are offered, in order. The list is the caller's own.
func (r Reasons) Visible() []Stage {
	list := slices.DeleteFunc(r.All(), func(stage Stage) bool { return stage.Hidden })
	for i := range list {
		list[i].Causes = slices.DeleteFunc(list[i].Causes, func(cause Cause) bool { return cause.Hidden })
	}
	return list
}

// Offered is Visible with the stage and the cause that a call has already, hidden or not, so that a form can show them.
func (r Reasons) Offered(had client.Reason) []Stage {
	list := slices.DeleteFunc(r.All(), func(stage Stage) bool { return stage.Hidden && stage.Code != had.Stage })
	for i, stage := range list {
		list[i].Causes = slices.DeleteFunc(stage.Causes, func(cause Cause) bool {
			return cause.Hidden && (stage.Code != had.Stage || cause.Code != had.Cause)
		})
	}
	return list
}

// Find is the stage and the cause that a reason names, hidden or not, if they belong together.
func (r Reasons) Find(reason client.Reason) (Stage, Cause, bool) {
	list := r.All()
	at := indexOfStage(list, reason.Stage)
	if at < 0 {
		return Stage{}, Cause{}, false
	}
	cause := indexOfCause(list[at].Causes, reason.Cause)
	if cause < 0 {
		return Stage{}, Cause{}, false
	}
	return list[at], list[at].Causes[cause], true
}

// Missing are the parts of a reason without which a call is not closed: [PartReason] when it names no cause of the list,
// [PartDetail] when its cause needs a word.
func (r Reasons) Missing(reason client.Reason) []Part {
	_, cause, known := r.Find(reason)
	switch {
	case !known:
		return []Part{PartReason}
	case cause.NeedsDetail && blank(reason.Detail):
		return []Part{PartDetail}
	default:
		return nil
	}
}

func indexOfStage(list []Stage, key string) int {
	return slices.IndexFunc(list, func(stage Stage) bool { return stage.Code == key })
}

func indexOfCause(list []Cause, key string) int {
	return slices.IndexFunc(list, func(cause Cause) bool { return cause.Code == key })
}

// cloneStages is a copy that shares nothing with the list.
func cloneStages(list []Stage) []Stage {
	list = slices.Clone(list)
	for i := range list {
		list[i].Causes = slices.Clone(list[i].Causes)
	}
	return list
}

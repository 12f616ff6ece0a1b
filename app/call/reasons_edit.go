package call

import (
	"slices"
	"strconv"
	"strings"

	"portaldesk/client"
)

// AddStage adds a stage at the end, with its causes. A code that is empty is made of its title. The error, also of the
// methods below, is that of [Reasons.Check]; the list is then as it was.
func (r Reasons) AddStage(added Stage) (Reasons, error) {
	list := r.All()
	if added.Code == "" {
		added.Code = newCode(added.Title, func(key string) bool { return indexOfStage(list, key) >= 0 })
	}
	causes := added.Causes
	added.Causes = nil
	for _, cause := range causes {
		added.Causes = append(added.Causes, cause.coded(added.Causes))
	}
	return r.checked(append(list, added))
}

// AddCause adds a cause to a stage, before those that ask for a word, which are looked for at the end.
func (r Reasons) AddCause(stage string, added Cause) (Reasons, error) {
	list := r.All()
	at := indexOfStage(list, stage)
	if at < 0 {
		return r, &ReasonError{Stage: stage, Why: "unknown"}
	}
	list[at].Causes = insertCause(list[at].Causes, added.coded(list[at].Causes))
	return r.checked(list)
}

// coded is the cause with a code that none of the list has, if it had none.
func (c Cause) coded(list []Cause) Cause {
	if c.Code == "" {
		c.Code = newCode(c.Title, func(key string) bool { return indexOfCause(list, key) >= 0 })
	}
	return c
}

// Rename gives a cause, or with an empty cause the stage, another title. Its code, which calls have, stays.
func (r Reasons) Rename(what client.Reason, title string) (Reasons, error) {
	return r.edit(what,
		func(stage *Stage) { stage.Title = title },
		func(cause *Cause) { cause.Title = title })
}

// Hide takes a cause, or with an empty cause a stage, from what is offered, or offers it again.
func (r Reasons) Hide(what client.Reason, hidden bool) (Reasons, error) {
	return r.edit(what,
		func(stage *Stage) { stage.Hidden = hidden },
		func(cause *Cause) { cause.Hidden = hidden })
}

// Move puts a cause, or with an empty cause a stage, at a place among its own, counted from 0 with the hidden ones. A
// place beyond the end is the end.
func (r Reasons) Move(what client.Reason, place int) (Reasons, error) {
	list := r.All()
	at, cause, err := locate(list, what)
	switch {
	case err != nil:
		return r, err
	case cause < 0:
		list = moved(list, at, place)
	default:
		list[at].Causes = moved(list[at].Causes, cause, place)
	}
	return r.checked(list)
}

// Remove takes a cause, or with an empty cause a stage, away. One of [Stages], and one that a call has, is hidden instead;
// Find still finds it.
func (r Reasons) Remove(what client.Reason, used func(client.Reason) bool) (Reasons, error) {
	list := r.All()
	at, cause, err := locate(list, what)
	switch {
	case err != nil:
		return r, err
	case mustStay(list[at], cause, used):
		return r.Hide(what, true)
	case cause < 0:
		list = slices.Delete(list, at, at+1)
	default:
		list[at].Causes = slices.Delete(list[at].Causes, cause, cause+1)
	}
	return r.checked(list)
}

// mustStay says whether the stage, or one of its causes, is the program's own or in use.
func mustStay(stage Stage, cause int, used func(client.Reason) bool) bool {
	if cause < 0 && indexOfStage(stages, stage.Code) >= 0 {
		return true
	}
	causes := stage.Causes
	if cause >= 0 {
		causes = causes[cause : cause+1]
	}
	return slices.ContainsFunc(causes, func(cause Cause) bool {
		reason := client.Reason{Stage: stage.Code, Cause: cause.Code}
		_, ours := causeOf(reason)
		return ours || used(reason)
	})
}

func (r Reasons) edit(what client.Reason, stage func(*Stage), cause func(*Cause)) (Reasons, error) {
	list := r.All()
	at, place, err := locate(list, what)
	switch {
	case err != nil:
		return r, err
	case place < 0:
		stage(&list[at])
	default:
		cause(&list[at].Causes[place])
	}
	return r.checked(list)
}

// locate is the place of a stage and of a cause in it, which is -1 when the stage itself is meant.
func locate(list []Stage, what client.Reason) (stage, cause int, err error) {
	unknown := &ReasonError{what.Stage, what.Cause, "unknown"}
	stage = indexOfStage(list, what.Stage)
	if stage < 0 {
		return 0, 0, unknown
	}
	if what.Cause == "" {
		return stage, -1, nil
	}
	if cause = indexOfCause(list[stage].Causes, what.Cause); cause < 0 {
		return 0, 0, unknown
	}
	return stage, cause, nil
}

func (r Reasons) checked(list []Stage) (Reasons, error) {
	edited := Reasons{Stages: list}
	if err := edited.Check(); err != nil {
		return r, err
	}
	return edited, nil
}

func moved[T any](list []T, from, to int) []T {
	one := list[from]
	list = slices.Delete(list, from, from+1)
	return slices.Insert(list, min(max(to, 0), len(list)), one)
}

// newCode makes a code of a title: "Vaccine proof" is "vaccine-proof", and with that one taken "vaccine-proof-2".
func newCode(title string, taken func(string) bool) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	base := strings.Join(words, "-")
	base = strings.Trim(base[:min(len(base), maxCode-4)], "-")
	if base == "" {
		base = "own"
	}
	key := base
	for n := 2; taken(key); n++ {
		key = base + "-" + strconv.Itoa(n)
	}
	return key
}

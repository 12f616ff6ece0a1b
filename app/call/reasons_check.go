package call

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"portaldesk/client"
)

// MaxTitle is the longest title of a stage or cause, in characters.
const MaxTitle = 60

// ReasonError says which stage or cause a list cannot have, and why.
type ReasonError struct {
	// Stage and Cause are codes; Cause is empty when it is about the stage, both when it is about the list.
	Stage, Cause string
	// Why is "malformed" (the code), "twice" (the code), "untitled", "title-too-long", "title-twice" (two that are offered
	// side by side), "bare-other" (it says nothing and asks for no word), "no-causes" (a stage that offers none),
	// "no-stages", "unknown", or "removed" (a code that may only be hidden).
	Why string
}

func (e *ReasonError) Error() string {
	return fmt.Sprintf("wrap-up codes: %q, %q: %s", e.Stage, e.Cause, e.Why)
}

var codeForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// maxCode is the contract's maxLength of both codes.
const maxCode = 64

// Check says whether a profile may keep the list: nil, or a [*ReasonError] of the first thing that is wrong.
func (r Reasons) Check() error {
	list := r.All()
	if len(r.Visible()) == 0 {
		return &ReasonError{Why: "no-stages"}
	}
	for i, stage := range list {
		if why := wrongStage(list, i); why != "" {
			return &ReasonError{Stage: stage.Code, Why: why}
		}
		for j, cause := range stage.Causes {
			if why := wrongCause(stage.Causes, j); why != "" {
				return &ReasonError{stage.Code, cause.Code, why}
			}
		}
	}
	return nil
}

func wrongStage(list []Stage, at int) string {
	stage := list[at]
	shown := func(cause Cause) bool { return !cause.Hidden }
	sameTitle := func(other Stage) bool { return !other.Hidden && sameWords(other.Title, stage.Title) }
	switch {
	case wrongWords(stage.Code, stage.Title) != "":
		return wrongWords(stage.Code, stage.Title)
	case indexOfStage(list, stage.Code) < at:
		return "twice"
	case !stage.Hidden && slices.IndexFunc(list, sameTitle) < at:
		return "title-twice"
	case saysNothing(stage.Code, stage.Title):
		return "bare-other"
	case !stage.Hidden && !slices.ContainsFunc(stage.Causes, shown):
		return "no-causes"
	default:
		return ""
	}
}

func wrongCause(list []Cause, at int) string {
	cause := list[at]
	sameTitle := func(other Cause) bool { return !other.Hidden && sameWords(other.Title, cause.Title) }
	switch {
	case wrongWords(cause.Code, cause.Title) != "":
		return wrongWords(cause.Code, cause.Title)
	case indexOfCause(list, cause.Code) < at:
		return "twice"
	case !cause.Hidden && slices.IndexFunc(list, sameTitle) < at:
		return "title-twice"
	case !cause.NeedsDetail && saysNothing(cause.Code, cause.Title):
		return "bare-other"
	default:
		return ""
	}
}

func wrongWords(key, title string) string {
	switch {
	case !codeForm.MatchString(key), len(key) > maxCode:
		return "malformed"
	case blank(title):
		return "untitled"
	case utf8.RuneCountInString(title) > MaxTitle:
		return "title-too-long"
	default:
		return ""
	}
}

func sameWords(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// saysNothing tells the codes and titles into which everything goes where they are offered without a word of explanation.
func saysNothing(key, title string) bool {
	title, _, _ = strings.Cut(strings.ToLower(title), "(")
	title = strings.Trim(title, " .…-:")
	return key == "other" || slices.Contains(emptyTitles, title)
}

var emptyTitles = []string{
	"other", "others", "other reason", "other cause", "other problem", "something else", "anything else", "none of these",
	"none of the above", "misc", "miscellaneous", "various", "general", "unknown", "n/a",
	"otro", "otra", "otros", "otras", "otra cosa", "otro motivo", "otra causa", "otro problema", "ninguno de estos",
	"varios", "varias", "general", "desconocido", "desconocida",
}

// Follows says whether the list may take the place of another: whether it has every code of that one that a call has. The
// error is a [*ReasonError]. It is for lists that come from elsewhere; what edits a list keeps to it.
func (r Reasons) Follows(before Reasons, used func(client.Reason) bool) error {
	for _, stage := range before.All() {
		for _, cause := range stage.Causes {
			reason := client.Reason{Stage: stage.Code, Cause: cause.Code}
			if _, _, kept := r.Find(reason); !kept && used(reason) {
				return &ReasonError{stage.Code, cause.Code, "removed"}
			}
		}
	}
	return nil
}

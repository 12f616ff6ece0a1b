package phrase

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/callback"
	"portaldesk/app/operation"
	"portaldesk/client"
)

// TrailDetail is the code of an entry of the trail in words; empty when there is none. An id stays what it is.
func TrailDetail(e client.AuditEvent) string {
	code, byHand := strings.CutSuffix(e.Detail, ":by-hand")
	code, byDesk := strings.CutSuffix(code, ":by-desk")
	words := detailWords(e.Action, code)
	switch {
	case words == "" && byHand:
		return lang.L("By hand in the portal's console")
	case words == "":
		return ""
	case byHand:
		return lang.L("{{.What}}, by hand in the portal's console", map[string]any{"What": words})
	case byDesk:
		return lang.L("{{.What}} (compared by the desk)", map[string]any{"What": words})
	default:
		return words
	}
}

func detailWords(action, code string) string {
	switch action {
	case "verify-caller":
		return proofStep(code)
	case "verify-trail":
		return brokenBy(code)
	case "review":
		return reviewedDays(code)
	case "salvage":
		return salvagedRecords(code)
	case "promise-callback", "move-callback", "keep-callback", "miss-callback", "withdraw-callback":
		return dueAt(code)
	case "try-callback":
		return Result(callback.Result(code))
	case "ask-approval", "withdraw-approval":
		return trailCode(code)
	case "approval", "use-approval":
		return agentOr(code, lang.L("Decided by {{.Agent}}", map[string]any{"Agent": code}))
	case "decide-approval":
		return agentOr(code, lang.L("Asked by {{.Agent}}", map[string]any{"Agent": code}))
	default:
		return operationDetail(action, code)
	}
}

// operationDetail is what an operation used, unless that is the only thing it can.
func operationDetail(action, code string) string {
	op, known := operation.ByID(operation.ID(action))
	if known && len(op.Abilities) == 1 && string(op.Abilities[0]) == code {
		return ""
	}
	return trailCode(code)
}

// trailCode is a code that every action may have: an ability, what was in the way, a kind of error, a format.
func trailCode(code string) string {
	if word, known := abilities[client.Ability(code)]; known {
		return lang.L(word)
	}
	if word, known := trailCodes[code]; known {
		return upper(lang.L(word))
	}
	return code
}

// agentOr is the sentence that names an agent, unless the code is one that says why there is none.
func agentOr(code, sentence string) string {
	if _, known := trailCodes[code]; known || code == "" {
		return trailCode(code)
	}
	return sentence
}

// proofStep is one step of proving a caller: "Full name: matched".
func proofStep(code string) string {
	step, result, both := strings.Cut(code, ":")
	if step == "begin" {
		return lang.L("Says to be: {{.Relation}}", map[string]any{"Relation": Relation(client.Relation(result))})
	}
	name := nameOf(proofSteps, step)
	if word, known := identifiers[client.IdentifierKind(step)]; known {
		name = lang.L(word)
	}
	if !both {
		return name
	}
	return lang.L("{{.Step}}: {{.Result}}", map[string]any{"Step": name, "Result": nameOf(proofResults, result)})
}

// brokenBy is how a check found the trail broken; empty when it was intact.
func brokenBy(code string) string {
	if code == "" {
		return ""
	}
	return lang.L("Broken: {{.How}}", map[string]any{"How": nameOf(trailCodes, code)})
}

// reviewedDays are the days that somebody looked at: "2026-11-16/2026-11-22".
func reviewedDays(code string) string {
	first, last, _ := strings.Cut(code, "/")
	from, err := time.Parse(time.DateOnly, first)
	until, err2 := time.Parse(time.DateOnly, last)
	if err != nil || err2 != nil {
		return code
	}
	clock := Clock{Zone: time.UTC}
	return lang.L("{{.From}} to {{.Until}}", map[string]any{"From": clock.Date(from), "Until": clock.Date(until)})
}

// dueAt is when a promised call is due, on the clock of the desk that promised it.
func dueAt(code string) string {
	due, err := time.Parse(time.RFC3339, code)
	if err != nil {
		return code
	}
	clock := Clock{Zone: due.Location()}
	return lang.L("Due {{.Date}} at {{.Time}}", map[string]any{"Date": clock.Date(due), "Time": clock.Time(due)})
}

var proofSteps = map[string]string{
	"send-code": "Code by message",
	"code":      "Code read out",
	"call-back": "Call back to the number on file",
}

var proofResults = map[string]string{
	"match":    "matched",
	"no-match": "did not match",
	"sent":     "sent",
}

var trailCodes = map[string]string{
	// what the desk itself put in the way
	"role":          "the agent's role does not allow it",
	"state":         "the account's state does not allow it",
	"no-call":       "no call was open",
	"relation":      "not for this caller",
	"proof":         "the caller was not proven",
	"second-person": "no second person had agreed",

	// how the portal or the way to it failed
	string(client.Offline):             "the portal could not be reached",
	string(client.OutcomeUnknown):      "the answer was lost on the way",
	string(client.Untrusted):           "the portal could not prove who it is",
	string(client.Canceled):            "stopped before the portal answered",
	string(client.Unauthenticated):     "the session had ended, or the entry was wrong",
	string(client.OneTimeCodeRequired): "a one-time code was asked for",
	string(client.Forbidden):           "the portal did not allow it",
	string(client.ProofRequired):       "the portal asked for a better proof",
	string(client.ProofExpired):        "the proof had expired",
	string(client.NotOffered):          "the portal cannot do it",
	string(client.NotFound):            "it was not there any more",
	string(client.Invalid):             "the portal did not accept an entry",
	string(client.Conflict):            "it did not fit the account's state",
	string(client.Stale):               "somebody else had changed the account",
	string(client.Throttled):           "too many attempts",
	string(client.InProgress):          "the first attempt was still running",
	string(client.KeyReused):           "the portal refused a repeated request",
	string(client.Unavailable):         "the portal was not working",
	string(client.Protocol):            "the answer could not be understood",

	// what the agent says kept her from doing it by hand
	"not-permitted": "she was not permitted to",
	"console-down":  "the console did not answer",
	"other":         "something else kept her from it",

	// how the trail was written to a file, and what was wrong with it
	"jsonl":      "JSON Lines",
	"csv":        "CSV",
	"edited":     "edited",
	"moved":      "reordered",
	"removed":    "entries missing",
	"relinked":   "not linked to the one before",
	"truncated":  "cut off at the end",
	"replaced":   "written anew",
	"unanchored": "no mark in the keyring",
}

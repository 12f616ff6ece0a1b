package diagnosis

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"portaldesk/app/operation"
	"portaldesk/client"
)

// closed are the words that have a closed list of values, and the functions whose first argument has one. A rule that asks
// for status "lokced" would never be found, and nobody would know why.
var closed = vocabulary()

func vocabulary() map[string][]string {
	v := map[string][]string{
		"status":            texts(slices.Values(statuses)),
		"code.channel":      texts(maps.Keys(codeSentences)),
		"last_try.cause":    append(texts(maps.Keys(triedSentences)), string(client.CauseSuccess)),
		"last_mail.state":   texts(maps.Keys(mailSentences)),
		"last_mail.kind":    mailKinds,
		"last_call.outcome": texts(slices.Values(outcomes)),
		"heard":             asked(),
	}
	for word, like := range map[string]string{
		"failed_by": "last_try.cause", "tries": "last_try.cause", "tries_of": "last_try.cause",
		"last_tried": "last_try.cause",
		"mail":       "last_mail.state", "mail_to": "last_mail.state", "mail_at": "last_mail.state", "mail_why": "last_mail.state", "mail_in": "last_mail.state",
		"sent_within_hours": "last_mail.kind", "last_sent": "last_mail.kind", "mail_of": "last_mail.kind",
	} {
		v[word] = v[like]
	}
	for _, word := range []string{"proxy", "proxy_limited", "proxy_of"} {
		v[word] = texts(maps.Keys(proxySentences))
	}
	for _, word := range []string{"offers", "not_told"} {
		v[word] = texts(slices.Values(abilities))
	}
	for _, word := range []string{"done", "done_at", "done_within_days"} {
		v[word] = operations()
	}
	for _, q := range questions {
		v["said."+string(q.Question)] = answers(q)
	}
	return v
}

var statuses = []client.Status{
	client.StatusNone, client.StatusInvited, client.StatusCodeExpired, client.StatusActive, client.StatusLocked,
	client.StatusResetPending, client.StatusDeactivated, client.StatusDeclined, client.StatusDeceased, client.StatusMerged,
	client.StatusUnknown,
}

var mailKinds = []string{"invitation", "reset-link", "reset-code", "verification-code", "notice"}

var outcomes = []client.CallOutcome{
	client.OutcomeResolved, client.OutcomeFollowUp, client.OutcomeEscalated, client.OutcomeCallBack, client.OutcomeAbandoned,
	client.OutcomeWrongNumber,
}

var abilities = []client.Ability{
	client.ResetByLink, client.ResetByCode, client.ResetByTemporary, client.ChangesLoginID, client.IssuesAccessCode,
	client.ActivatesAccount, client.DeactivatesIt, client.UnlocksAccount, client.EndsSessions, client.ResendsInvitation,
	client.CorrectsContact, client.ShowsSignIns, client.ShowsMail, client.ShowsSessions,
}

func texts[T ~string](values func(func(T) bool)) (out []string) {
	for value := range values {
		out = append(out, string(value))
	}
	slices.Sort(out)
	return out
}

func asked() (out []string) {
	for _, q := range questions {
		out = append(out, string(q.Question))
	}
	return out
}

func answers(q Asked) (out []string) {
	for _, choice := range q.Answers {
		out = append(out, string(choice.Answer))
	}
	return out
}

func operations() (out []string) {
	for _, op := range operation.All() {
		out = append(out, string(op.ID))
	}
	return out
}

// unheardOf says which text in a comparison or a call is none of those the word can have.
func unheardOf(node ast.Node) string {
	switch n := node.(type) {
	case *ast.BinaryNode:
		if what := strange(path(n.Left), n.Right); what != "" {
			return what
		}
		return strange(path(n.Right), n.Left)
	case *ast.CallNode:
		if len(n.Arguments) > 0 {
			return strange(path(n.Callee), n.Arguments[0])
		}
	}
	return ""
}

// strange says which text in value, a text or a list of them, the word cannot have. The empty text is always possible: it
// stands for what is not known.
func strange(word string, value ast.Node) string {
	known, is := closed[word]
	if !is {
		return ""
	}
	list := []ast.Node{value}
	if array, several := value.(*ast.ArrayNode); several {
		list = array.Nodes
	}
	for _, one := range list {
		text, literal := one.(*ast.StringNode)
		if literal && text.Value != "" && !slices.Contains(known, text.Value) {
			return fmt.Sprintf("%s is never %q, but one of: %s", word, text.Value, strings.Join(known, ", "))
		}
	}
	return ""
}

// path is the word a node stands for: "said.screen"; empty when it is none.
func path(node ast.Node) string {
	switch n := node.(type) {
	case *ast.IdentifierNode:
		return n.Value
	case *ast.MemberNode:
		if property, named := n.Property.(*ast.StringNode); named {
			return path(n.Node) + "." + property.Value
		}
	}
	return ""
}

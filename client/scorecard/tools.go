package scorecard

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// tool is one of the tools a buyer asks for. Where it has several ways, one of them is enough, unless it needs all.
type tool struct {
	id, question string
	ways         []way
	all          bool
	reads        bool // it changes nothing
	fix          string
}

// way is an ability, in the words of a list.
type way struct {
	ability client.Ability
	words   string
}

var tools = []tool{
	{"password-reset", "Can it reset a password without anybody at the desk knowing it?", []way{
		{client.ResetByLink, "a link to the patient"}, {client.ResetByCode, "a code to the patient"},
		{client.ResetByTemporary, "a temporary secret that must be changed"},
	}, false, false, "Ask the vendor for a reset by link or code that the desk may start."},
	{"login-id", "Can it change a login ID?", []way{{client.ChangesLoginID, "a new login ID"}}, false, false,
		"Ask the vendor to let the desk change login IDs."},
	{"access-code", "Can it generate access codes?", []way{{client.IssuesAccessCode, "an access code"}}, false, false,
		"Ask the vendor to let the desk issue access codes that end by themselves."},
	{"invitation", "Can it send an invitation again?", []way{{client.ResendsInvitation, "the invitation again"}}, false, false,
		"Ask the vendor to let the desk send invitations again."},
	{"activation", "Can it activate an account?", []way{{client.ActivatesAccount, "activation"}}, false, false,
		"Ask the vendor to let the desk activate accounts."},
	{"deactivation", "Can it deactivate an account?", []way{{client.DeactivatesIt, "deactivation"}}, false, false,
		"Ask the vendor to let the desk deactivate accounts."},
	{"unlock", "Can it unlock an account?", []way{{client.UnlocksAccount, "unlocking"}}, false, false,
		"Ask the vendor to let the desk unlock accounts."},
	{"sign-out", "Can it sign a patient out everywhere?", []way{{client.EndsSessions, "ending sessions"}}, false, false,
		"Ask the vendor to let the desk end a patient's sessions."},
	{"contact", "Can it correct an e-mail address or a phone number?", []way{{client.CorrectsContact, "correcting a contact"}}, false, false,
		"Ask the vendor to let the desk correct contacts, and to tell the old and the new one."},
	{"troubleshooting", "Does it show why a patient cannot sign in?", []way{
		{client.ShowsSignIns, "tries to sign in and why they failed"}, {client.ShowsMail, "whether mail arrived"},
		{client.ShowsSessions, "where the patient is signed in"},
	}, true, true, "Ask the vendor to show the desk sign-in attempts, the fate of mail, and sessions."},
}

func (f *findings) tools() []Line {
	lines := []Line{
		f.lookup().asks("look-up", "Can it look accounts up by what the caller says?"),
		f.verification().asks("verification", "Can it verify who is calling?"),
	}
	for _, tool := range tools {
		lines = append(lines, f.tool(tool).asks(tool.id, tool.question))
	}
	return lines
}

func (f *findings) lookup() Line {
	if f.subject.Session == nil {
		return f.nobody()
	}
	return judged(f.read, "See which look-ups fail, and have the vendor mend them.", func(r portaltest.Result) bool {
		return r.Group == "look-up" && !paging(r)
	})
}

func (f *findings) verification() Line {
	if f.silence != nil {
		return f.unknown()
	}
	policy := f.about.Verification
	rule := fmt.Sprintf("The caller must know %d of %s: %s.", policy.RequiredMatches, count(len(policy.Identifiers), "detail"),
		spoken(policy.Identifiers))
	if policy.ByDesk {
		rule += " The desk itself compares; the server cannot."
	}
	line := f.tool(tool{
		ways: []way{{client.VerifiesCallers, "comparing what a caller says"}}, fix: "Ask the vendor for a check that shows match or no match, and never the value.",
	})
	line.Evidence = append(line.Evidence, rule)
	return line
}

// details are the identifiers as a person says them.
var details = map[client.IdentifierKind]string{
	client.IdentifierName: "name", client.IdentifierBirthDate: "birth date", client.IdentifierMRN: "record number",
	client.IdentifierPostcode: "postcode", client.IdentifierPhone: "phone", client.IdentifierEmail: "e-mail",
	client.IdentifierLastVisit: "last visit",
}

func spoken(kinds []client.IdentifierKind) string {
	text := make([]string, len(kinds))
	for i, kind := range kinds {
		text[i] = cmp.Or(details[kind], string(kind))
	}
	return strings.Join(text, ", ")
}

// tool is judged by what the portal offers and by what of it was seen to work.
func (f *findings) tool(tool tool) Line {
	if f.silence != nil {
		return f.unknown()
	}
	offered, missing := f.split(tool.ways)
	if len(offered) == 0 {
		return answer(No, tool.fix, f.excuses(missing)...)
	}
	line := f.tried(tool, offered)
	line.Evidence = append(append(line.Evidence, f.steps(offered)...), f.excuses(missing)...)
	byHand := slices.ContainsFunc(offered, f.byHand)
	if line.Verdict == Yes && (byHand || tool.all && len(missing) > 0) {
		line.Verdict, line.Fix = Partly, tool.fix
	}
	return line
}

func (f *findings) split(ways []way) (offered, missing []way) {
	for _, way := range ways {
		if f.about.Offers(way.ability) {
			offered = append(offered, way)
		} else {
			missing = append(missing, way)
		}
	}
	return offered, missing
}

// tried says of what is offered what was seen to work.
func (f *findings) tried(tool tool, offered []way) Line {
	words := make([]string, len(offered))
	for i, way := range offered {
		words[i] = way.words
	}
	line := judged(slices.Concat(f.read, f.written), tool.fix, func(r portaltest.Result) bool {
		operating := r.Group == "operation" || r.Group == "account" || r.Group == "verification"
		return operating && slices.ContainsFunc(offered, func(w way) bool { return slices.Contains(r.Abilities, w.ability) })
	})
	line.Evidence = append([]string{claim(line.Verdict, strings.Join(words, "; "))}, line.Evidence...)
	if line.Verdict == NotTried {
		line.Fix = f.howToTry(tool.reads)
	}
	return line
}

// claim is what the portal says that it offers; only what was tried is more than its word.
func claim(verdict Verdict, what string) string {
	if verdict == NotTried {
		return "Offered, says the portal: " + what + "."
	}
	return "Offered: " + what + "."
}

// excuses are why the portal does not offer something, and what to do instead, in its words: once for all that it says the
// same of.
func (f *findings) excuses(missing []way) []string {
	var reasons, lines []string
	ways := map[string][]string{}
	for _, way := range missing {
		offer := f.about.Abilities[way.ability]
		why := strings.TrimSpace(offer.Reason + " " + offer.WayAround)
		if offer.Reason == "" {
			why = "The portal does not say why."
		}
		reasons, ways[why] = appendOnce(reasons, why), append(ways[why], way.words)
	}
	for _, why := range reasons {
		lines = append(lines, "Not offered: "+strings.Join(ways[why], "; ")+". "+why)
	}
	return lines
}

func (f *findings) byHand(way way) bool { return len(f.about.Abilities[way.ability].Steps) > 0 }

func (f *findings) steps(offered []way) []string {
	var lines []string
	for _, way := range offered {
		if f.byHand(way) {
			lines = append(lines, fmt.Sprintf("By hand in the portal's own console, in %s: %s.",
				count(len(f.about.Abilities[way.ability].Steps), "step"), way.words))
		}
	}
	return lines
}

package assembly

import (
	"context"

	"portaldesk/client"
	"portaldesk/client/proof"
)

// anybodyKnows are the identifiers that a directory can hold at all.
var anybodyKnows = []client.IdentifierKind{
	client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPostcode, client.IdentifierPhone,
	client.IdentifierEmail,
}

// unproven is said where the rules cannot be met with what is on file.
var unproven = client.Offer{
	Reason:    "The rules ask for more details than this portal has on file.",
	WayAround: "Ask for fewer details in the portal's rules, or say in its settings which field holds which detail.",
}

// beside is said of approvals, which no identity server keeps.
var beside = client.Offer{
	Reason:    "This portal keeps no requests for approval.",
	WayAround: "A supervisor comes to the desk and approves there, under her own sign-in.",
}

// completed is what the directory says of itself, as the whole portal says it.
func (p *portal) completed(ctx context.Context, about client.About) client.About {
	if p.name != "" {
		about.Name = p.name
	}
	if about.TimeZone == "" {
		about.TimeZone = "Local" // of this computer; no identity server has one
	}
	about.Abilities = cloned(about.Abilities)
	about.Verification = p.fitted(about.Verification.Identifiers, p.sendsCodes(ctx))
	about.Abilities[client.AsksApproval], about.Abilities[client.DecidesApprovals] = beside, beside
	about.Abilities[client.VerifiesCallers] = unproven
	if proof.CanBeMet(about.Verification) {
		about.Abilities[client.VerifiesCallers] = client.Offer{Offered: true}
	}
	return about
}

// fitted is the policy that holds where these identifiers are known.
func (p *portal) fitted(known []client.IdentifierKind, sends bool) client.VerificationPolicy {
	if len(known) == 0 {
		known = anybodyKnows
	}
	if p.policy == nil {
		return proof.Usual(known, sends)
	}
	return proof.Fitted(*p.policy, known, sends)
}

// sendsCodes says whether a caller can be sent a code to read back.
func (p *portal) sendsCodes(ctx context.Context) bool {
	sender, ok := p.directory.(client.CodeSender)
	return ok && sender.SendsProofCodes(ctx)
}

// quietDays is how long after a change a contact proves nobody.
func (p *portal) quietDays() int {
	if p.policy == nil {
		return proof.Usual(nil, false).ContactQuietDays
	}
	return p.policy.ContactQuietDays
}

// known is what the portal last said of itself; it is asked when it has said nothing in this session.
func (p *portal) known(ctx context.Context) (client.About, error) {
	p.mu.Lock()
	heard := p.heard
	p.mu.Unlock()
	if heard != nil {
		return *heard, nil
	}
	return p.About(ctx)
}

// rules is the policy by which the prover proves.
func (p *portal) rules(ctx context.Context) (client.VerificationPolicy, error) {
	about, err := p.known(ctx)
	return about.Verification, err
}

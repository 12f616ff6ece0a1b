package demoportal

import (
	"maps"
	"slices"
	"time"

	"portaldesk/client"
	"portaldesk/client/accesscode"
)

// What the contract leaves to the portal.
const (
	verificationLife = 60 * time.Minute
	proofLife        = 15 * time.Minute
	codeLife         = 10 * time.Minute
	linkLife         = 24 * time.Hour
	temporaryLife    = 3 * time.Hour
	quietTime        = quietDays * 24 * time.Hour
	quietDays        = 7
	requiredMatches  = 3
	maxMismatches    = 3
	maxWrongCodes    = 5
	maxCodesSent     = 5
	failureHours     = 24
	maxFailures      = 3

	maxPatientWrong = 5
	patientLockTime = 30 * time.Minute
)

var identifiers = []client.IdentifierKind{
	client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPostcode,
	client.IdentifierPhone, client.IdentifierEmail, client.IdentifierLastVisit,
}

// levels is the proof each ability needs.
var levels = map[client.Ability]client.ProofLevel{
	client.ResetByLink:       client.ProvenByOOB,
	client.ResetByCode:       client.ProvenByOOB,
	client.ResetByTemporary:  client.ProvenByOOB,
	client.ChangesLoginID:    client.ProvenByOOB,
	client.IssuesAccessCode:  client.ProvenByOOB,
	client.CorrectsContact:   client.ProvenByOOB,
	client.ActivatesAccount:  client.ProvenByOOB,
	client.UnlocksAccount:    client.Identified,
	client.DeactivatesIt:     client.Identified,
	client.EndsSessions:      client.Identified,
	client.ResendsInvitation: client.Identified,
}

const (
	teenAge  = 12 // from when a patient has something to keep from a parent
	adultAge = 18
)

// relations is what each kind of caller may have done. A parent has a teenager's own sign-in neither reset nor handed out: what
// the teenager told the clinic is in there.
var relations = map[client.Relation]client.RelationRule{
	client.RelationPatient: {MayHave: operationsOnAccounts()},
	client.RelationParent: {
		MustBeOnFile:    true,
		MayHave:         []client.Ability{client.ResendsInvitation, client.IssuesAccessCode, client.EndsSessions, client.ResetByLink},
		PatientBelowAge: adultAge,
		Ages: []client.AgeRule{
			{From: teenAge, Below: adultAge, MayHave: []client.Ability{client.EndsSessions, client.ResendsInvitation}},
		},
	},
	client.RelationCaregiver: {MustBeOnFile: true, MayHave: []client.Ability{client.EndsSessions, client.ResendsInvitation}},
	client.RelationPOA:       {MustBeOnFile: true, MayHave: without(operationsOnAccounts(), client.ChangesLoginID)},
	client.RelationStaff:     {MayHave: []client.Ability{client.ResendsInvitation, client.EndsSessions}},
}

// codeHours is the longest life of an access code in hours. NIST SP 800-63B-4 gives codes by text and voice ten minutes; a
// whole hour is the least this contract can say of a text, and a code read aloud is typed at home within the day.
var codeHours = map[client.CodeChannel]int{
	client.ByVoice: 24,
	client.ByText:  1,
	client.ByEmail: 24,
	client.ByPost:  21 * 24,
}

func operationsOnAccounts() []client.Ability { return slices.Sorted(maps.Keys(levels)) }

func without(abilities []client.Ability, left client.Ability) []client.Ability {
	return slices.DeleteFunc(abilities, func(ability client.Ability) bool { return ability == left })
}

// failures is how failed verifications count.
var failures = client.VerificationPolicy{FailureHours: failureHours, MaxFailures: maxFailures}

func about(now time.Time, missing map[client.Ability]client.Offer) client.About {
	abilities := map[client.Ability]client.Offer{}
	for _, ability := range rolePermissions[client.RoleSupervisor] {
		abilities[ability] = client.Offer{Offered: true}
	}
	for ability, offer := range missing {
		offer.Offered = false
		abilities[ability] = offer
	}
	return client.About{
		Name:      "Riverside Clinic",
		TimeZone:  "America/New_York",
		DeskHours: deskHours(),
		Abilities: abilities,
		Verification: client.VerificationPolicy{
			Identifiers: identifiers, RequiredMatches: requiredMatches, MaxMismatches: maxMismatches,
			Levels: levels, Relations: relations, ContactQuietDays: quietDays,
			FailureHours: failureHours, MaxFailures: maxFailures,
			ProofMinutes: int(proofLife.Minutes()), CodeMinutes: int(codeLife.Minutes()),
		},
		AccessCode: client.AccessCodePolicy{MaxHours: codeHours, Groups: accesscode.Groups, GroupLength: accesscode.GroupLength},
		Now:        now,
	}
}

func deskHours() []client.DeskHours {
	hours := make([]client.DeskHours, 0, 6)
	for weekday := time.Monday; weekday <= time.Friday; weekday++ {
		hours = append(hours, client.DeskHours{Weekday: weekday, Opens: "08:00", Closes: "17:00"})
	}
	return append(hours, client.DeskHours{Weekday: time.Saturday, Opens: "09:00", Closes: "12:00"})
}

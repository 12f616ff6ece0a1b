package call

// Stage is where in the portal's life the caller was, with the causes that belong to it. Both levels are required when a
// call is closed: one flat list ends in "other" (in a Dutch study 57 % of portal calls; PMC7055752).
type Stage struct {
	Code   string
	Title  string
	Causes []Cause
}

// Cause is what was in the way. NeedsDetail causes are complete only with a word of the agent's own.
type Cause struct {
	Code        string
	Title       string
	NeedsDetail bool
}

// Stages are the reasons a call can have, in the order of the portal's life.
func Stages() []Stage { return stages }

var stages = []Stage{
	{"find-portal", "Find the portal", []Cause{
		{"wrong-portal", "Was at another clinic's portal", false},
		{"no-address", "Did not know the address", false},
		{"outage", "Portal was down", false},
		{"find-other", "Something else (say what)", true},
	}},
	{"get-code", "Get an access code", []Cause{
		{"never-invited", "Never had a code", false},
		{"code-lost", "Lost the code or letter", false},
		{"mail-missing", "Mail did not arrive", false},
		{"code-other", "Something else (say what)", true},
	}},
	{"activate", "Activate the account", []Cause{
		{"code-expired", "Code expired", false},
		{"older-code", "Used an older code", false},
		{"details-differ", "Name or birth date differ", false},
		{"activate-other", "Something else (say what)", true},
	}},
	{"sign-in", "Sign in", []Cause{
		{"password", "Forgot the password", false},
		{"login-id", "Forgot or mistook the login ID", false},
		{"locked", "Locked after wrong passwords", false},
		{"deactivated", "Account deactivated", false},
		{"second-factor", "Second factor lost or late", false},
		{"device", "Browser, app or device", false},
		{"sign-in-other", "Something else (say what)", true},
	}},
	{"use", "Use the portal", []Cause{
		{"results", "Results or messages missing", false},
		{"proxy", "Access for a parent or caregiver", false},
		{"contact-change", "Change of e-mail or phone", false},
		{"billing", "Bills and payment", false},
		{"use-other", "Something else (say what)", true},
	}},
	{"leave", "Leave the portal", []Cause{
		{"close-account", "Wants the account closed", false},
		{"privacy", "Worried about privacy or misuse", false},
		{"leave-other", "Something else (say what)", true},
	}},
	{"no-case", "Not a portal call", []Cause{
		{"misdirected", "Meant for another desk", false},
		{"silent", "Nobody on the line", false},
		{"no-case-other", "Something else (say what)", true},
	}},
}

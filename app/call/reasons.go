package call

// Stage is where in the portal's life the caller was, with the causes that belong to it. Both levels are required when a
// call is closed: one flat list ends in "other" (in a Dutch study 57 % of portal calls; PMC7055752).
type Stage struct {
	// Code is what a call keeps: small letters, digits and hyphens.
	Code string `json:"code"`
	// Title is a key of the translation, or the clinic's own words.
	Title string `json:"title"`
	// Hidden: it is not offered any more, and stays for the calls that have it.
	Hidden bool    `json:"hidden,omitempty"`
	Causes []Cause `json:"causes"`
}

// Cause is what was in the way. NeedsDetail causes are complete only with a word of the agent's own. The rest is as of
// [Stage].
type Cause struct {
	Code        string `json:"code"`
	Title       string `json:"title"`
	NeedsDetail bool   `json:"needsDetail,omitempty"`
	Hidden      bool   `json:"hidden,omitempty"`
}

// Stages are the reasons a call can have where a portal has no list of its own, in the order of the portal's life.
func Stages() []Stage { return stages }

func stage(key, title string, causes ...Cause) Stage {
	return Stage{Code: key, Title: title, Causes: causes}
}

func because(key, title string) Cause { return Cause{Code: key, Title: title} }

func sayWhat(key string) Cause {
	return Cause{Code: key, Title: "Something else (say what)", NeedsDetail: true}
}

var stages = []Stage{
	stage("find-portal", "Find the portal",
		because("wrong-portal", "Was at another clinic's portal"),
		because("no-address", "Did not know the address"),
		because("outage", "Portal was down"),
		sayWhat("find-other"),
	),
	stage("get-code", "Get an access code",
		because("never-invited", "Never had a code"),
		because("code-lost", "Lost the code or letter"),
		because("mail-missing", "Mail did not arrive"),
		sayWhat("code-other"),
	),
	stage("activate", "Activate the account",
		because("code-expired", "Code expired"),
		because("older-code", "Used an older code"),
		because("details-differ", "Name or birth date differ"),
		sayWhat("activate-other"),
	),
	stage("sign-in", "Sign in",
		because("password", "Forgot the password"),
		because("login-id", "Forgot or mistook the login ID"),
		because("locked", "Locked after wrong passwords"),
		because("deactivated", "Account deactivated"),
		because("second-factor", "Second factor lost or late"),
		because("device", "Browser, app or device"),
		sayWhat("sign-in-other"),
	),
	stage("use", "Use the portal",
		because("results", "Results or messages missing"),
		because("proxy", "Access for a parent or caregiver"),
		because("contact-change", "Change of e-mail or phone"),
		because("billing", "Bills and payment"),
		sayWhat("use-other"),
	),
	stage("leave", "Leave the portal",
		because("close-account", "Wants the account closed"),
		because("privacy", "Worried about privacy or misuse"),
		sayWhat("leave-other"),
	),
	stage("no-case", "Not a portal call",
		because("misdirected", "Meant for another desk"),
		because("silent", "Nobody on the line"),
		sayWhat("no-case-other"),
	),
}

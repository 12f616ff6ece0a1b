package client

import "time"

// SignInWay is how agents sign in at a portal.
type SignInWay string

// The ways. With a certificate or with nothing at all (a server on this computer) the agent only says who she is.
const (
	SignInPassword    SignInWay = "password"    // login and password, at the portal itself
	SignInBrowser     SignInWay = "browser"     // OpenID Connect: at the organisation's identity provider
	SignInToken       SignInWay = "token"       // a bearer token that an administrator handed out
	SignInCertificate SignInWay = "certificate" // a client certificate (mutual TLS)
	SignInNone        SignInWay = "none"        // a server on the loopback address that asks for nothing
)

// Credentials is what an agent signs in with: what of it is used depends on the [SignInWay]. Login is asked for in every way
// but SignInBrowser. OneTimeCode is empty until the portal asks for it.
type Credentials struct {
	Login       string `json:"login"`
	Password    string `json:"password"`
	OneTimeCode string `json:"oneTimeCode,omitempty"`
	// Token is the bearer token. Only with SignInToken.
	Token string `json:"-"`
	// Show is given the page where the agent signs in, and opens it in her browser. It may be called from any
	// goroutine; an error of it ends the sign-in. Only with SignInBrowser.
	Show func(SignInPage) error `json:"-"`
	// Device asks for a code to be entered on another device, where this one has no browser. Only with SignInBrowser.
	Device bool `json:"-"`
}

// SignInPage is a page of the identity provider.
type SignInPage struct {
	URL string
	// UserCode is what the agent types there; empty when the browser comes back to this computer by itself.
	UserCode string
	// ExpiresAt is when the page no longer helps; zero when it is not known.
	ExpiresAt time.Time
}

// Session is an agent signed in at a portal.
type Session struct {
	Agent Agent `json:"agent"`
	// Permissions is what this agent may do here. The portal enforces it; the desk greys what is missing.
	Permissions []Ability `json:"permissions"`
	// ExpiresAt is when the agent must sign in anew, whatever is refreshed in between.
	ExpiresAt time.Time `json:"expiresAt"`
}

// May says whether the agent's role allows the ability.
func (s Session) May(ability Ability) bool {
	for _, permitted := range s.Permissions {
		if permitted == ability {
			return true
		}
	}
	return false
}

// Agent is the person at the desk.
type Agent struct {
	ID    string `json:"id"`
	Login string `json:"login"`
	Name  string `json:"name"`
	Role  Role   `json:"role"`
}

// Role is what an agent is at the desk.
type Role string

// The roles. An agent does the daily work, a senior may also unlock, deactivate and correct contacts, a supervisor may
// do everything, an auditor may only read.
const (
	RoleAgent      Role = "agent"
	RoleSenior     Role = "senior"
	RoleSupervisor Role = "supervisor"
	RoleAuditor    Role = "auditor"
)

// Tokens are what keeps a session open. They are secrets.
type Tokens struct {
	Access  string `json:"access"`
	Refresh string `json:"refresh"`
}

// TokenKeeper keeps the tokens of one profile. An adapter calls it after sign-in, after each refresh, and at sign-out; it
// never keeps a token anywhere else. Keep and Forget may be called again; Tokens answers zero values when it holds none.
type TokenKeeper interface {
	Tokens() (Tokens, error)
	Keep(Tokens) error
	Forget() error
}

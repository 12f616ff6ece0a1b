package keycloak

import "time"

// user is a UserRepresentation, as far as it is read.
type user struct {
	ID string `json:"id"`
	profile
	condition
	CreatedTimestamp int64 `json:"createdTimestamp"` // milliseconds
	// FederationLink names the user storage (LDAP) that the account comes from.
	FederationLink string `json:"federationLink"`
	// Access is what the agent may do with the account. In lists it tells "manage" alone, and not truly.
	Access map[string]bool `json:"access"`
	// Metadata is only there when it is asked for.
	Metadata *metadata `json:"userProfileMetadata"`
	// Lock is only there in lists that show it.
	Lock *lock `json:"bruteForceStatus"`
}

// profile is what the portal knows of the person.
type profile struct {
	Username   string              `json:"username"`
	Email      string              `json:"email"`
	FirstName  string              `json:"firstName"`
	LastName   string              `json:"lastName"`
	Attributes map[string][]string `json:"attributes"`
}

// condition is whether and how the person can sign in.
type condition struct {
	Enabled         bool     `json:"enabled"`
	EmailVerified   bool     `json:"emailVerified"`
	RequiredActions []string `json:"requiredActions"`
	// NotBefore, seconds: tokens given out before are refused.
	NotBefore int64 `json:"notBefore"`
}

// metadata is how the realm has its users described.
type metadata struct {
	Attributes []attribute `json:"attributes"`
}

type attribute struct {
	Name        string `json:"name"`
	DisplayName string `json:"displayName"`
	ReadOnly    bool   `json:"readOnly"`
}

// credential is one way of an account to sign in. Its data is never asked for.
type credential struct {
	ID          string `json:"id"`
	Type        string `json:"type"`
	CreatedDate int64  `json:"createdDate"` // milliseconds
}

// lock is an account's state in brute-force detection.
type lock struct {
	Disabled    bool  `json:"disabled"`
	NumFailures int   `json:"numFailures"`
	LastFailure int64 `json:"lastFailure"` // milliseconds
	// NotBefore, seconds, is the end of the lock: the largest number there is for one that never ends. It is missing in
	// lists.
	NotBefore int64 `json:"failedLoginNotBefore"`
}

// realm is what an agent gets to read of a RealmRepresentation: an agent without view-realm only the first few.
type realm struct {
	DisplayName         string            `json:"displayName"`
	BruteForceProtected *bool             `json:"bruteForceProtected"`
	EmailAsUsername     bool              `json:"registrationEmailAsUsername"`
	EditUsernameAllowed *bool             `json:"editUsernameAllowed"`
	SMTPServer          map[string]string `json:"smtpServer"`
	EventsEnabled       *bool             `json:"eventsEnabled"`
	AdminEventsEnabled  *bool             `json:"adminEventsEnabled"`
	AdminEventsDetails  *bool             `json:"adminEventsDetailsEnabled"`
}

// eventsConfig says what the realm keeps of what happens.
type eventsConfig struct {
	EventsEnabled             bool     `json:"eventsEnabled"`
	EnabledEventTypes         []string `json:"enabledEventTypes"`
	AdminEventsEnabled        bool     `json:"adminEventsEnabled"`
	AdminEventsDetailsEnabled bool     `json:"adminEventsDetailsEnabled"`
}

// event is something that a user did.
type event struct {
	ID        string            `json:"id"`
	Time      int64             `json:"time"` // milliseconds
	Type      string            `json:"type"`
	ClientID  string            `json:"clientId"`
	UserID    string            `json:"userId"`
	IPAddress string            `json:"ipAddress"`
	Error     string            `json:"error"`
	Details   map[string]string `json:"details"`
}

// adminEvent is something that was done to a user.
type adminEvent struct {
	ID          string `json:"id"`
	Time        int64  `json:"time"` // milliseconds
	AuthDetails struct {
		UserID string `json:"userId"`
	} `json:"authDetails"`
	OperationType string `json:"operationType"`
	ResourcePath  string `json:"resourcePath"`
	// Representation is what was sent, as JSON; empty where the realm does not keep it.
	Representation string `json:"representation"`
	Error          string `json:"error"`
}

// session is one place where a patient is signed in.
type session struct {
	ID         string            `json:"id"`
	IPAddress  string            `json:"ipAddress"`
	Start      int64             `json:"start"`      // milliseconds
	LastAccess int64             `json:"lastAccess"` // milliseconds
	Clients    map[string]string `json:"clients"`
}

// consent is only read for the offline tokens that it tells of.
type consent struct {
	AdditionalGrants []struct {
		Client string `json:"client"`
	} `json:"additionalGrants"`
}

func moment(milliseconds int64) time.Time { return time.UnixMilli(milliseconds).UTC() }

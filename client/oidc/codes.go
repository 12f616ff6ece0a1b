package oidc

// The codes of errors made here, by kind. Beside them are those of transport for a provider that is not reached
// ([client.Offline]) or not trusted ([client.Untrusted]), and transport's SessionEnded.
const (
	// NoDiscovery: what stands at the issuer's address is no OpenID Connect provider. Of [client.Protocol], as are the
	// five below.
	NoDiscovery = "no-discovery"
	// OtherIssuer: the provider, its answer in the browser or its ID token names another issuer.
	OtherIssuer = "other-issuer"
	// InsecureIssuer: the provider sends us to an address that is not https.
	InsecureIssuer = "insecure-issuer"
	// BadIDToken: it is missing, forged, for somebody else, or not of this sign-in.
	BadIDToken = "id-token-refused"
	// BadAnswer: an answer is not what the protocol promises.
	BadAnswer = "answer-malformed"
	// Unproven: the provider does not say that the agent was asked again who she is.
	Unproven = "reauthentication-unproven"

	// ClockWrong: by this computer's clock a token just made has expired, or is not good yet. Of [client.Protocol].
	ClockWrong = "clock-wrong"

	// ClientUnknown: the provider does not know the client id. Of [client.Invalid], as are the five below: the
	// registration at the provider, or what was entered of it, must be mended.
	ClientUnknown = "client-unknown"
	// ClientConfidential: it wants a client secret, which a program on a desk cannot keep.
	ClientConfidential = "client-confidential"
	// RedirectRefused: it does not allow "http://127.0.0.1/callback" with any port.
	RedirectRefused = "redirect-refused"
	// PKCERefused: it does not take PKCE with S256.
	PKCERefused = "pkce-refused"
	// ScopeRefused: it does not know a scope, or does not allow it.
	ScopeRefused = "scope-refused"
	// FlowRefused: the client may not sign in this way.
	FlowRefused = "flow-refused"

	// DeviceNotOffered: the provider has no sign-in on another device. Of [client.NotOffered], as is the one below.
	DeviceNotOffered = "device-not-offered"
	// RevocationNotOffered: the provider cannot be told that a session is over.
	RevocationNotOffered = "revocation-not-offered"

	// Denied: the agent, or the provider, broke the sign-in off. Of [client.Unauthenticated], as are the three below.
	Denied = "sign-in-denied"
	// Expired: the agent did not sign in in time, or closed the page.
	Expired = "sign-in-expired"
	// PageNotShown: no browser could be opened.
	PageNotShown = "page-not-shown"
	// OtherPerson: somebody else than before.
	OtherPerson = "other-agent"

	// AccountNotPermitted: the provider knows the agent and does not let her use Portaldesk. Of [client.Forbidden].
	AccountNotPermitted = "account-not-permitted"

	// NoPort: no port could be opened for the browser's answer. Of [client.Unavailable].
	NoPort = "no-loopback-port"
	// IssuerUnavailable: the provider says that it cannot answer, or its keys cannot be had. Of [client.Unavailable].
	IssuerUnavailable = "issuer-unavailable"
)

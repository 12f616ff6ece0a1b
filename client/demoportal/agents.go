package demoportal

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/subtle"
	"slices"
	"strings"
	"sync"

	"portaldesk/client"
)

// DemoAgent is somebody who may sign in to the demo portal. The passwords are no secret: they are printed where the demo
// is described.
type DemoAgent struct {
	Login    string      `json:"login"`
	Password string      `json:"password"`
	Name     string      `json:"name"`
	Role     client.Role `json:"role"`
	// TOTPSecret is the base32 secret of the one-time codes (RFC 6238: SHA-1, 6 digits, 30 seconds); empty when none is
	// asked for.
	TOTPSecret string `json:"totpSecret,omitempty"`
}

// demoAgents are the same for every seed. The first one can do a whole day's work.
var demoAgents = []DemoAgent{
	{Login: "mortiz", Password: "riverside-demo-1", Name: "M. Ortiz", Role: client.RoleSenior},
	{Login: "jdoe", Password: "riverside-demo-2", Name: "J. Doe", Role: client.RoleAgent},
	{Login: "kwright", Password: "riverside-demo-3", Name: "K. Wright", Role: client.RoleSupervisor, TOTPSecret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"},
	{Login: "lchen", Password: "riverside-demo-4", Name: "L. Chen", Role: client.RoleAuditor, TOTPSecret: "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"},
}

// Agents are those who may sign in.
func (s *Server) Agents() []DemoAgent { return slices.Clone(demoAgents) }

var readsAccounts = []client.Ability{client.ShowsSignIns, client.ShowsMail, client.ShowsSessions, client.ReadsCalls}

// rolePermissions is what each role may do. A role that is not here may do nothing.
var rolePermissions = map[client.Role][]client.Ability{
	client.RoleAgent:      permissions(agentWork),
	client.RoleSenior:     permissions(agentWork, seniorWork),
	client.RoleSupervisor: permissions(agentWork, seniorWork, []client.Ability{client.ReadsAudit, client.DecidesApprovals}),
	client.RoleAuditor:    permissions([]client.Ability{client.ReadsAudit}),
}

var agentWork = []client.Ability{
	client.VerifiesCallers, client.ResetByLink, client.ResetByCode, client.IssuesAccessCode, client.ResendsInvitation,
	client.EndsSessions, client.KeepsCalls, client.KeepsAudit, client.AsksApproval,
}

var seniorWork = []client.Ability{
	client.ResetByTemporary, client.UnlocksAccount, client.ChangesLoginID, client.ActivatesAccount, client.DeactivatesIt,
	client.CorrectsContact,
}

func permissions(groups ...[]client.Ability) []client.Ability {
	all := slices.Concat(append(groups, readsAccounts)...)
	slices.Sort(all)
	return all
}

// agent is a [client.Agent] with what proves them.
type agent struct {
	client.Agent
	password   hashed
	totpSecret string
}

func (a *agent) may(ability client.Ability) bool {
	allowed := rolePermissions[a.Role]
	return len(allowed) > 0 && (ability == "" || slices.Contains(allowed, ability))
}

// newAgents answers the demo's agents by login. They are the same in every portal, so their passwords are hashed once.
var newAgents = sync.OnceValues(func() (map[string]*agent, error) {
	agents := map[string]*agent{}
	for _, demo := range demoAgents {
		password, err := hashPassword(demo.Password, demo.Login)
		if err != nil {
			return nil, err
		}
		agents[demo.Login] = &agent{
			Agent:      client.Agent{ID: "agent-" + demo.Login, Login: demo.Login, Name: demo.Name, Role: demo.Role},
			password:   password,
			totpSecret: demo.TOTPSecret,
		}
	}
	return agents, nil
})

// passwordRounds is low on purpose: these passwords guard nobody, and every test signs in.
const passwordRounds = 10_000

// hashed is a password as it is kept.
type hashed struct {
	Salt string `json:"salt"`
	Hash []byte `json:"hash"`
}

func hashPassword(password, salt string) (hashed, error) {
	hash, err := pbkdf2.Key(sha256.New, password, []byte("portaldesk demo "+salt), passwordRounds, sha256.Size)
	return hashed{Salt: salt, Hash: hash}, err
}

func (h hashed) matches(password string) bool {
	other, err := hashPassword(password, h.Salt)
	return err == nil && subtle.ConstantTimeCompare(h.Hash, other.Hash) == 1
}

func loginKey(login string) string { return strings.ToLower(strings.TrimSpace(login)) }

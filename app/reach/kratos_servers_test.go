//go:build servers

package reach_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// kratosPatient is a patient as a Kratos was loaded.
type kratosPatient struct {
	ID                                                                                   client.AccountID
	Kind, Login, GivenName, FamilyName, BirthDate, MRN, Phone, Email, Language, Postcode string
}

// kratosTraits are what the suite calls the kinds of patient. Its reachable ones are signed in somewhere; those who are not are
// left to others.
var kratosTraits = map[string]portaltest.Trait{"signed-in": portaltest.Reachable, "deactivated": portaltest.Deactivated}

func (k kratosPatient) owner() owner {
	return owner{ID: k.ID, Login: k.Login, Trait: kratosTraits[k.Kind], Says: map[client.IdentifierKind]string{
		client.IdentifierName: k.GivenName + " " + k.FamilyName, client.IdentifierBirthDate: k.BirthDate,
		client.IdentifierMRN: k.MRN, client.IdentifierPhone: k.Phone, client.IdentifierEmail: k.Email,
	}}
}

// TestKratosConforms runs where patients sign in with a user name, and callers are proven by mailed codes. Calls and the trail
// are kept on this computer.
func TestKratosConforms(t *testing.T) {
	k := newKratos(t, "kratos-a")
	k.target.Name = "kratos"
	k.target.Out.Code = k.mailedCode
	k.run(func(p *profile.Profile) { p.SignIn.Way = client.SignInNone }, client.Credentials{Login: "mortiz"})
}

// TestKratosWithAddressesConforms runs where patients sign in with their e-mail addresses. Calls and the trail are kept by HAPI
// FHIR, which wants a token; the Kratos itself asks for none.
func TestKratosWithAddressesConforms(t *testing.T) {
	k, records := newKratos(t, "kratos-b"), started(t, "hapi", nil)
	k.target.Name = "kratos-hapi"
	k.target.LoginID = func(name string) string { return name + "@example.test" }
	k.run(func(p *profile.Profile) {
		p.SignIn.Way = client.SignInToken
		p.CAFile = bundle(t, k.server.CAFile, records.CAFile)
		p.Records = profile.Records{Kind: profile.RecordsFHIR, URL: records.URL}
	}, client.Credentials{Login: "mortiz", Token: records.Token})
}

// kratos is one of the two servers, and the suite's target on it.
type kratos struct {
	*testing.T
	server   server
	method   string // what it mails: "code" or "link"
	all      []owner
	patients *owners
	target   portaltest.Target
	read     map[string]int // mails that were read already, by address
}

func newKratos(t *testing.T, name string) *kratos {
	t.Helper()
	var more struct {
		Method   string
		Patients []kratosPatient
	}
	k := &kratos{T: t, server: started(t, name, &more), read: map[string]int{}}
	k.method = more.Method
	for _, patient := range more.Patients {
		k.all = append(k.all, patient.owner())
	}
	k.target.Keeps, k.target.Out.CallBacks = identityServer(portaltest.Sifted), true
	return k
}

func (k *kratos) run(set func(*profile.Profile), agent client.Credentials) {
	k.Helper()
	p := k.server.profile(profile.KindKratos)
	set(&p)
	p = mapped(k, p, agent)
	k.patients = k.server.newOwners(k, k.all, p, agent)
	k.target.Connect, k.target.Sample = connect(k.T, p, indexed(k.T, p, agent)), k.patients.sample
	k.patients.prepare[portaltest.Reachable] = k.forgetsPassword
	k.target.Crowd = client.Query{Status: client.StatusActive}
	k.target.Agents = map[client.Role]portaltest.Agent{ // a token is for the records alone: a made-up one opens the Kratos, too
		client.RoleSupervisor: {Way: client.SignInNone, Login: agent.Login, Token: agent.Token},
	}
	portaltest.Run(k.T, k.target)
}

// forgetsPassword lets a patient ask for a new password, as the portal's sign-in page does, so that something was mailed to her.
func (k *kratos) forgetsPassword(o owner) {
	k.Helper()
	var flow struct{ ID string }
	k.public(http.MethodGet, "/self-service/recovery/api", nil, &flow)
	k.public(http.MethodPost, "/self-service/recovery?flow="+flow.ID,
		map[string]string{"method": k.method, "email": o.Says[client.IdentifierEmail]}, nil)
}

// public makes a request at the public API, where nobody is asked who they are.
func (k *kratos) public(method, path string, body, into any) {
	k.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		k.Fatal(err)
	}
	request, err := http.NewRequestWithContext(k.Context(), method, k.server.PublicURL+path, bytes.NewReader(text))
	if err != nil {
		k.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := k.server.bare(k).Do(request)
	if err != nil {
		k.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		k.Fatalf("%s at the public API: %s", method, answer.Status)
	}
	if into != nil && json.NewDecoder(answer.Body).Decode(into) != nil {
		k.Fatalf("%s at the public API: no JSON", method)
	}
}

// codeLine is the code in a mail that asks to verify an address.
var codeLine = regexp.MustCompile(`(?m)^([0-9]{6})\r?$`)

// mailedCode reads the mail that the account's owner has just been sent.
func (k *kratos) mailedCode(ctx context.Context, account client.AccountID, _ client.SentCode) (string, error) {
	address := k.patients.known[account].Says[client.IdentifierEmail]
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		codes, err := k.codes(address)
		fresh := len(codes) - k.read[address]
		switch {
		case err != nil:
			return "", err
		case fresh > 1:
			return "", fmt.Errorf("%d codes were mailed", fresh)
		case fresh == 1:
			k.read[address]++
			return codes[len(codes)-1], nil
		}
		select {
		case <-ctx.Done():
			return "", errors.New("no code was mailed within half a minute")
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// codes are those that were mailed to an address, in the order of the mails.
func (k *kratos) codes(address string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(k.server.Mail, "*.eml"))
	if err != nil {
		return nil, err
	}
	var codes []string
	for _, file := range files {
		mail, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		code := codeLine.FindSubmatch(mail)
		if code != nil && bytes.HasPrefix(mail, []byte("Envelope-To: "+address+"\n")) && bytes.Contains(mail, []byte("verify")) {
			codes = append(codes, string(code[1]))
		}
	}
	return codes, nil
}

package assembly_test

import (
	"testing"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/assembly"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest"
	"portaldesk/client/portaltest/demotest"
)

// A portal put together is a portal: with codes that a server sends, proxies that it knows, and records kept elsewhere. What it
// does without any of them, the suite's own tests try.
func TestConformance(t *testing.T) {
	c := &clinic{demotest.Start(t, demoportal.Options{Accounts: 3000}), t}
	target := c.Target(t, c.Config())
	target.Name = "assembly"
	target.Connect = func() (client.Portal, error) {
		inner, err := adminapi.New(c.Config(), &demotest.Keeper{})
		if err != nil {
			return nil, err
		}
		accounts := sender{&directory{Portal: inner, clinic: c, proofs: map[client.CallID]client.Verification{}}}
		return assembly.New(assembly.Parts{Directory: accounts, Records: &records{Portal: inner}, Now: c.Now})
	}
	target.Keeps = []portaltest.Promise{
		portaltest.Versioned, portaltest.Dated, portaltest.Reasoned, portaltest.Proxied, portaltest.Sifted, portaltest.Sorted,
	}
	target.Faults = portaltest.Faults{Advance: c.Advance, ExpireAccess: c.Faults().ExpireAccess}
	outcomes := map[portaltest.Outcome]int{}
	for _, result := range portaltest.Run(t, target) {
		outcomes[result.Outcome]++
	}
	if outcomes[portaltest.Passed] < 100 {
		t.Errorf("hardly anything was tried: %v", outcomes)
	}
}

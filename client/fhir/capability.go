package fhir

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// statement is what of a CapabilityStatement matters here.
type statement struct {
	ResourceType string `json:"resourceType"`
	FHIRVersion  string `json:"fhirVersion"`
	Rest         []struct {
		Mode        string        `json:"mode"`
		Interaction []interaction `json:"interaction"`
		Resource    []capability  `json:"resource"`
	} `json:"rest"`
}

type interaction struct {
	Code string `json:"code"`
}

type capability struct {
	Type              string        `json:"type"`
	Interaction       []interaction `json:"interaction"`
	ConditionalCreate bool          `json:"conditionalCreate"`
	// UpdateCreate: a resource may be made under an id of the client's choice. Nil: the server does not say.
	UpdateCreate *bool         `json:"updateCreate"`
	SearchParam  []searchParam `json:"searchParam"`
}

type searchParam struct {
	Name string `json:"name"`
}

func (c capability) does(code string) bool { return slices.Contains(c.Interaction, interaction{code}) }

// finds says whether resources are searched by a parameter.
func (c capability) finds(parameter string) bool {
	return slices.Contains(c.SearchParam, searchParam{parameter})
}

// abilities is what the server says it can do.
type abilities struct {
	// unsaid is why nothing is known; empty when the server said it.
	unsaid string
	// order is the kind of bundle that it carries out, "batch" or "transaction"; empty for none.
	order        string
	calls, audit capability
}

// The ways around, in the desk's words: no FHIR server has any for this.
const (
	askForMetadata = "Ask the server's administrator for the FHIR R4 base address; its /metadata must answer. Until then calls can be kept on this computer."
	askForRight    = "Ask the server's administrator to allow it, or keep calls on this computer."
)

// RecordAbilities implements [client.Records]. What the server does not declare is not offered.
func (c *Client) RecordAbilities(ctx context.Context) (map[client.Ability]client.Offer, error) {
	can, err := c.ask(ctx, client.OpRecordAbilities)
	if err != nil {
		return nil, err
	}
	return map[client.Ability]client.Offer{
		client.KeepsCalls: can.offer(can.calls.does("create"), "The server does not let Communication resources be created."),
		client.ReadsCalls: can.offer(can.calls.does("search-type"), "The server does not let Communication resources be searched."),
		client.KeepsAudit: can.offer(can.audit.does("create") || can.names(), "The server does not let AuditEvent resources be created."),
		client.ReadsAudit: can.offer(can.audit.does("search-type"), "The server does not let AuditEvent resources be searched."),
	}, nil
}

func (a abilities) offer(declared bool, why string) client.Offer {
	switch {
	case a.unsaid != "":
		return client.Offer{Reason: a.unsaid, WayAround: askForMetadata}
	case !declared:
		return client.Offer{Reason: why, WayAround: askForRight}
	}
	return client.Offer{Offered: true}
}

// names says whether an AuditEvent may have an id of ours. A server that does not say is tried: the best known of them is one.
func (a abilities) names() bool {
	return a.audit.does("update") && (a.audit.UpdateCreate == nil || *a.audit.UpdateCreate)
}

// mostWords is how many entries the lists of a CapabilityStatement may have. HAPI 8's have 19,000, most of them names of parameters.
const mostWords = 100_000

// goodFor is how long the server's word is taken for granted.
const goodFor = 10 * time.Minute

// abilities answers what the server can do, asking it now and then.
func (c *Client) abilities(ctx context.Context, op string) (abilities, error) {
	c.mu.Lock()
	known, fresh := c.known, c.options.Now().Sub(c.readAt) < goodFor
	c.mu.Unlock()
	if known != nil && fresh {
		return *known, nil
	}
	return c.ask(ctx, op)
}

// ask reads the CapabilityStatement. A server without one is an answer, no error.
func (c *Client) ask(ctx context.Context, op string) (abilities, error) {
	var said statement
	_, err := c.server.Do(ctx, transport.Request{Op: op, Method: http.MethodGet, Path: "/metadata", Out: &said, Entries: mostWords})
	var can abilities
	switch {
	case err == nil:
		can = said.abilities()
	case aboutRecord(err) || client.KindOf(err) == client.Protocol:
		can.unsaid = "The server does not say what it can do: there is no FHIR CapabilityStatement at its address."
	default:
		return abilities{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known, c.readAt = &can, c.options.Now()
	return can, nil
}

func (s statement) abilities() abilities {
	var can abilities
	if s.ResourceType != "CapabilityStatement" {
		can.unsaid = "The server does not say what it can do: there is no FHIR CapabilityStatement at its address."
		return can
	}
	if !strings.HasPrefix(s.FHIRVersion, "4.0") {
		can.unsaid = "The server speaks another version of FHIR than R4."
		return can
	}
	for _, rest := range s.Rest {
		if rest.Mode != "server" {
			continue
		}
		can.order = orderKind(rest.Interaction)
		for _, resource := range rest.Resource {
			switch resource.Type {
			case typeCommunication:
				can.calls = resource
			case typeAuditEvent:
				can.audit = resource
			}
		}
	}
	return can
}

// orderKind prefers the kind in which one refused record does not hold up the others.
func orderKind(declared []interaction) string {
	for _, kind := range []string{"batch", "transaction"} {
		if slices.Contains(declared, interaction{kind}) {
			return kind
		}
	}
	return ""
}

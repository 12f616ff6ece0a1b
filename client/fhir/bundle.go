package fhir

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"portaldesk/client"
)

// bundle is what a server answers: the matches of a search, or what became of each entry of a batch.
type bundle struct {
	ResourceType string  `json:"resourceType"`
	Type         string  `json:"type"`
	Total        *int    `json:"total"`
	Link         []link  `json:"link"`
	Entry        []entry `json:"entry"`
}

type link struct {
	Relation string `json:"relation"`
	URL      string `json:"url"`
}

type entry struct {
	Resource json.RawMessage `json:"resource"`
	Search   struct {
		Mode string `json:"mode"`
	} `json:"search"`
	Response answer `json:"response"`
}

// answer is what became of one entry.
type answer struct {
	// Status begins with the status code: "201 Created".
	Status  string           `json:"status"`
	Outcome operationOutcome `json:"outcome"`
}

func (a answer) code() int {
	number, _, _ := strings.Cut(a.Status, " ")
	status, err := strconv.Atoi(number)
	if err != nil {
		return 0
	}
	return status
}

// result is what the answer means for the record; false when it is not about the record.
func (a answer) result(op string) (result, bool) {
	switch status := a.code(); {
	case status == http.StatusCreated:
		return result{}, true
	case status == http.StatusOK:
		return result{there: true}, true
	case status >= 400:
		read := faultOf(status, a.Outcome)
		refused := &client.Error{Op: op, Kind: read.Kind, Code: read.Code, Fields: read.Fields}
		return result{fault: refused}, aboutRecord(refused)
	}
	return result{}, false
}

// order is a bundle to be carried out.
type order struct {
	ResourceType string       `json:"resourceType"`
	Type         string       `json:"type"`
	Entry        []orderEntry `json:"entry"`
}

type orderEntry struct {
	Resource any          `json:"resource"`
	Request  orderRequest `json:"request"`
}

type orderRequest struct {
	Method      string `json:"method"`
	URL         string `json:"url"`
	IfNoneExist string `json:"ifNoneExist,omitempty"`
}

func orderOf(kind string, records []record) order {
	whole := order{ResourceType: "Bundle", Type: kind}
	for _, r := range records {
		whole.Entry = append(whole.Entry, orderEntry{r.resource, orderRequest{r.method, r.path, r.unless}})
	}
	return whole
}

package outbox_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"portaldesk/client"
)

// server is a portal over real HTTPS that keeps each call once and loses answers.
type server struct {
	*httptest.Server
	mu sync.Mutex
	// kept is each record by id; requests how many batches came.
	kept     map[client.CallID]client.Call
	requests int
	// lose is the share of answers that are lost after the work was done; unless it is 0, the first is among them.
	lose float64
}

type batch struct {
	Calls []client.Call `json:"calls"`
}

type receipts struct {
	Receipts []client.CallReceipt `json:"receipts"`
}

func newServer(t testing.TB, lose float64) *server {
	s := &server{kept: map[client.CallID]client.Call{}, lose: lose}
	s.Server = httptest.NewTLSServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	var sent batch
	if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
		http.Error(w, "", http.StatusBadRequest)
		return
	}
	answer, number := s.keep(sent.Calls)
	if s.lose > 0 && (number == 1 || rand.Float64() < s.lose) {
		panic(http.ErrAbortHandler)
	}
	_ = json.NewEncoder(w).Encode(answer)
}

func (s *server) keep(calls []client.Call) (answer receipts, number int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	for _, call := range calls {
		status := client.CallCreated
		if _, known := s.kept[call.ID]; known {
			status = client.CallExisting
		}
		s.kept[call.ID] = call
		answer.Receipts = append(answer.Receipts, client.CallReceipt{ID: call.ID, Status: status})
	}
	return answer, s.requests
}

// caPEM is the certificate a client of this server must trust.
func (s *server) caPEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
}

// bare is the least that hands calls over by HTTPS.
type bare struct {
	client.CallLog
	http *http.Client
	url  string
}

// dial makes a bare client that trusts one certificate.
func dial(url string, caPEM []byte) bare {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(caPEM)
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSClientConfig.RootCAs = pool
	return bare{http: &http.Client{Transport: transport}, url: url}
}

func (b bare) CreateCalls(ctx context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	body, err := json.Marshal(batch{calls})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, b.url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	response, err := b.http.Do(request)
	if err != nil {
		return nil, &client.Error{Op: "createCalls", Kind: client.OutcomeUnknown, Err: err}
	}
	defer response.Body.Close()
	var answer receipts
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return nil, &client.Error{Op: "createCalls", Kind: client.OutcomeUnknown, Err: err}
	}
	return answer.Receipts, nil
}

package demoportal

import (
	"errors"
	"io"
	"net/http"
	"strconv"
)

// routes is the whole API.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	for _, e := range s.portal.endpoints() {
		mux.HandleFunc(e.pattern, s.serveEndpoint(e))
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { send(w, encodeProblem(refuse("not-found"))) })
	return mux
}

func (s *Server) serveEndpoint(e endpoint) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if failure := s.portal.faults.failure(); failure != nil {
			send(w, encodeProblem(failure))
			return
		}
		x := &exchange{tx: &tx{durable: r.Method != http.MethodGet}, portal: s.portal, endpoint: e, request: r}
		var err error
		if x.body, err = readBody(w, r); err != nil {
			send(w, encodeProblem(asProblem(err)))
			return
		}
		found := s.answer(x)
		if s.portal.faults.drops(e.id) {
			// The server breaks the connection without a word, as a lost network would.
			panic(http.ErrAbortHandler)
		}
		send(w, found)
	}
}

// answer runs one request and answers it, whatever happened.
func (s *Server) answer(x *exchange) answer {
	var found answer
	var err error
	if x.request.Method == http.MethodPost {
		found, err = s.write(x)
	} else {
		s.portal.faults.pause(s.stopped)
		found, err = s.portal.read(x)
	}
	x.finish()
	if err == nil {
		return found
	}
	refusal, ok := errors.AsType[*problem](err)
	if !ok {
		s.portal.log.Error("demo portal failed", "operation", x.endpoint.id, "error", err)
		refusal = asProblem(err)
	}
	return encodeProblem(refusal)
}

// write runs a request under its idempotency key. The work goes on when the client has gone, as it would elsewhere.
func (s *Server) write(x *exchange) (answer, error) {
	key, again, err := s.portal.claim(x)
	if err != nil || again != nil {
		return valueOr(again), err
	}
	defer s.portal.release(key)
	s.portal.faults.pause(s.stopped)
	return s.portal.settle(x, key)
}

func valueOr(found *answer) answer {
	if found == nil {
		return answer{}
	}
	return *found
}

// asProblem is for errors that are the portal's own fault: a full disk, most of all.
func asProblem(err error) *problem {
	if refusal, ok := errors.AsType[*problem](err); ok {
		return refusal
	}
	return refuse("unavailable").after(unavailableFor)
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return nil, refuse("body-too-large")
	}
	if err != nil {
		return nil, refuse("body-invalid")
	}
	return body, nil
}

func send(w http.ResponseWriter, a answer) {
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	if a.etag != "" {
		header.Set("ETag", a.etag)
	}
	if a.replayed {
		header.Set("Idempotency-Replayed", "true")
	}
	if a.retry > 0 {
		header.Set("Retry-After", strconv.Itoa(a.retry))
	}
	if len(a.body) > 0 {
		header.Set("Content-Type", contentType(a.status))
	}
	w.WriteHeader(a.status)
	// Nobody is left to be told when the client has gone.
	_, _ = w.Write(a.body)
}

func contentType(status int) string {
	if status >= http.StatusBadRequest {
		return "application/problem+json"
	}
	return "application/json"
}

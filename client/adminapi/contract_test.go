package adminapi_test

import (
	"bytes"
	stderrors "errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/config"
	"github.com/pb33f/libopenapi-validator/errors"

	"portaldesk/client/adminapi"
)

// contract checks requests and answers against openapi.yaml and counts them.
type contract struct {
	t       *testing.T
	checked int
}

// published is the validator of openapi.yaml, shared because reading the contract takes long; validating guards it.
var (
	published = sync.OnceValues(func() (validator.Validator, error) {
		document, err := libopenapi.NewDocument(adminapi.OpenAPI)
		if err != nil {
			return nil, err
		}
		checker, errs := validator.NewValidator(document, config.WithFormatAssertions())
		return checker, stderrors.Join(errs...)
	})
	validating sync.Mutex
)

func newContract(t *testing.T) *contract {
	t.Helper()
	if _, err := published(); err != nil {
		t.Fatal(err)
	}
	return &contract{t: t}
}

// check fails the test when the answer is not in the contract, or when the request is not and was still granted.
func (c *contract) check(side string, request *http.Request, body []byte, answer *http.Response, answered []byte) {
	validating.Lock()
	defer validating.Unlock()
	c.checked++
	checker, _ := published()
	asked := func() *http.Request {
		again := request.Clone(request.Context())
		again.Body = io.NopCloser(bytes.NewReader(body))
		return again
	}
	copied := *answer
	copied.Body = io.NopCloser(bytes.NewReader(answered))
	if ok, faults := checker.ValidateHttpResponse(asked(), &copied); !ok {
		c.report(side+": answer", request, answer.StatusCode, faults)
	}
	if answer.StatusCode >= 400 {
		return
	}
	if ok, faults := checker.ValidateHttpRequestSync(asked()); !ok {
		c.report(side+": granted request", request, answer.StatusCode, faults)
	}
}

func (c *contract) report(what string, request *http.Request, status int, faults []*errors.ValidationError) {
	for _, fault := range faults {
		c.t.Errorf("%s %s %s (%d): %s; %s", what, request.Method, request.URL.Path, status, fault.Message, fault.Reason)
		for _, schema := range fault.SchemaValidationErrors {
			c.t.Errorf("    %s at %s", schema.Reason, schema.FieldPath)
		}
	}
}

// onClient stands around the client's connection.
func (c *contract) onClient(inner http.RoundTripper) http.RoundTripper {
	return roundTripper(func(request *http.Request) (*http.Response, error) {
		var body []byte
		if request.Body != nil {
			body, _ = io.ReadAll(request.Body)
			request.Body = io.NopCloser(bytes.NewReader(body))
		}
		answer, err := inner.RoundTrip(request)
		if err != nil {
			return nil, err
		}
		answered, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		answer.Body = io.NopCloser(io.MultiReader(bytes.NewReader(answered), failing{err}))
		if err == nil {
			c.check("client", request, body, answer, answered)
		}
		return answer, nil
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// failing ends a body as it ended.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	return 0, io.EOF
}

// onServer stands around the server's API.
func (c *contract) onServer(inner http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		recorder := httptest.NewRecorder()
		inner.ServeHTTP(recorder, r)
		answered := recorder.Body.Bytes()
		c.check("server", r, body, recorder.Result(), answered)
		for name, values := range recorder.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(recorder.Code)
		_, _ = w.Write(answered)
	})
}

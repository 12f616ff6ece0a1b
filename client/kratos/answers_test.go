package kratos_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/kratos"
	"portaldesk/client/signing"
	"portaldesk/client/transport"
)

// TestRefusals are answers as a Kratos v1.3.1 gave them, and such as gateways give.
func TestRefusals(t *testing.T) {
	tooShort := `{"error":{"code":400,"status":"Bad Request","reason":"I[#/traits/username] S[#/properties/traits/properties/username/minLength] length must be >= 3, but got 1","message":"m"}}`
	notMail := `{"error":{"code":400,"status":"Bad Request","reason":"I[#/traits/email] S[#/properties/traits/properties/email] validation failed\n  I[#/traits/email] S[#/properties/traits/properties/email/format] \"Maria Alvarez\" is not valid \"email\"","message":"m"}}`
	taken := `{"error":{"code":409,"status":"Conflict","message":"Unable to insert or update resource because a resource with that value exists already"}}`
	missing := `{"error":{"code":400,"status":"Bad Request","reason":"I[#/traits] S[#/properties/traits] validation failed\n  I[#/traits] S[#/properties/traits/required] missing properties: \"newsletter\"","message":"m"}}`
	alike := `{"error":{"code":400,"status":"Bad Request","reason":"I[#/traits/user] S[#/properties/traits/properties/user/minLength] length must be >= 3, but got 1","message":"m"}}`
	login := func(code string) []client.FieldError { return []client.FieldError{{Field: "loginId", Code: code}} }
	for name, tc := range map[string]struct {
		status int
		body   string
		kind   client.Kind
		code   string
		fields []client.FieldError
	}{
		"too short":                 {400, tooShort, client.Invalid, "login-id-invalid", login("too-short")},
		"another trait is invalid":  {400, notMail, client.Conflict, "traits-invalid", nil},
		"another trait is missing":  {400, missing, client.Conflict, "traits-invalid", nil},
		"a name that begins alike":  {400, alike, client.Conflict, "traits-invalid", nil},
		"no reason":                 {400, `{"error":{"code":400,"message":"m"}}`, client.Invalid, "login-id-invalid", login("malformed")},
		"taken":                     {409, taken, client.Conflict, "login-id-taken", login("taken")},
		"a gateway's 403":           {403, `<h1>no</h1>`, client.Forbidden, "role-not-allowed", nil},
		"a gateway's 401":           {401, `who?`, client.Unauthenticated, "session-ended", nil},
		"a gateway's 404":           {404, `404 page not found`, client.Protocol, "not-a-problem-document", nil},
		"a gateway's 409":           {409, `{}`, client.Protocol, "not-a-problem-document", nil},
		"a code of another request": {400, taken, client.Protocol, "not-a-problem-document", nil},
		"busy":                      {503, `{"error":{"code":503,"message":"m"}}`, client.Unavailable, "", nil},
		"too fast":                  {429, `slow down`, client.Throttled, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			c := f.client(t)
			ordered := order(t, c)
			f.answers("PATCH /admin/identities/"+string(theID), says(tc.status, tc.body))
			_, err := c.ChangeLoginID(t.Context(), ordered, "x")
			wantKind(t, err, tc.kind, tc.code)
			if !slices.Equal(fieldsOf(err), tc.fields) {
				t.Errorf("fields %v", fieldsOf(err))
			}
			if strings.Contains(err.Error(), "Maria") || strings.Contains(err.Error(), "reason") {
				t.Errorf("the error tells what was entered: %v", err)
			}
		})
	}
}

// TestHostileAnswers are such as no Kratos gives. Each is an error, and none of them is believed.
func TestHostileAnswers(t *testing.T) {
	one := "GET /admin/identities/" + string(theID)
	for name, tc := range map[string]struct {
		on   string
		with http.HandlerFunc
		code string
	}{
		"somebody else":       {one, says(200, `{"id":"99d06c89-7f11-42f6-ba7b-350f65220722","state":"active","traits":{}}`), "another-account"},
		"nobody":              {one, says(200, `{}`), "another-account"},
		"a list":              {one, says(200, `[]`), "answer-malformed"},
		"traits of all sorts": {one, says(200, `{"id":7,"traits":{"name":[]}}`), "answer-malformed"},
		"a web page":          {one, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }, "not-json"},
		"too deep":            {one, says(200, strings.Repeat(`{"traits":`, 100)+`1`+strings.Repeat(`}`, 100)), "answer-malformed"},
		"no text":             {one, says(200, "\xff\xfe"), "answer-malformed"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			c := f.client(t)
			f.answers(tc.on, tc.with)
			_, err := c.Account(t.Context(), theID)
			wantKind(t, err, client.Protocol, tc.code)
		})
	}
}

func TestRowsThatWereNotAskedForAreNotShown(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	page, err := c.Search(t.Context(), client.Query{Text: "somebody"}) // the fake answers with its one account, whatever is asked
	if err != nil || len(page.Items) != 0 {
		t.Errorf("%d rows, %v", len(page.Items), err)
	}
	page, err = c.Search(t.Context(), client.Query{Text: "PAT1@"})
	if err != nil || len(page.Items) != 1 {
		t.Errorf("%d rows, %v", len(page.Items), err)
	}
	f.answers("GET /admin/identities", says(200, `[{"id":"../x","credentials":{"password":{"identifiers":["pat1"]}}}]`))
	_, err = c.Search(t.Context(), client.Query{Text: "pat1"})
	wantKind(t, err, client.Protocol, "id-unusable")
}

func TestMailOfOthersIsNotShown(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	f.courier = []map[string]any{
		{"id": "1", "recipient": "somebody@else.test", "status": "sent", "template_type": "recovery_valid", "type": "email"},
		{"id": "2", "recipient": "PAT1@example.test", "status": "processing", "template_type": "login_code_valid", "type": "email"},
	}
	mail, err := c.Mail(t.Context(), theID, 10)
	if err != nil || len(mail) != 1 || mail[0].ID != "2" || mail[0].Status != client.MailQueued || mail[0].Kind != "notice" || mail[0].To != "P****@example.test" {
		t.Errorf("%+v, %v", mail, err)
	}
}

func TestAWalkThatGoesInACircleEnds(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	f.answers("GET /admin/identities", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", `</admin/identities?page_size=2&page_token=7>; rel="first",</admin/identities?page_token=7>; rel="next"`)
		f.list(w, r)
	})
	pages := 0
	err := c.Walk(t.Context(), "", func([]client.Listed, string, int) error { pages++; return nil })
	wantKind(t, err, client.Protocol, "page-repeated")
	if pages != 1 {
		t.Errorf("%d pages", pages)
	}
}

func TestCodesThatCannotBeReadAloudAreNotHandedOut(t *testing.T) {
	for _, body := range []string{
		`{"recovery_code":"<script>","recovery_link":"https://portal.test/recovery?flow=1"}`,
		`{"recovery_code":"403285","recovery_link":"javascript:alert(1)"}`,
		`{"recovery_code":"403285"}`,
		`{}`,
	} {
		f := newFake(t)
		c := f.client(t)
		f.answers("POST /admin/recovery/code", says(201, body))
		_, err := c.IssueAccessCode(t.Context(), order(t, c), client.AccessCodeIssue{Channel: client.ByVoice})
		wantKind(t, err, client.Protocol, "code-unusable")
	}
}

func TestConfigurationsThatCannotBeUsed(t *testing.T) {
	none, err := signing.New(signing.Config{Way: client.SignInNone}, &keeper{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = kratos.New(kratos.Config{Transport: transport.Config{BaseURL: "https://kratos.clinic.example:4434"}}, none)
	if !errors.Is(err, signing.ErrOnlyLoopback) {
		t.Errorf("an admin API that asks nobody who they are, elsewhere: %v", err)
	}
	for name, config := range map[string]kratos.Config{
		"admin without TLS":  {Transport: transport.Config{BaseURL: "http://127.0.0.1:4434"}},
		"public without TLS": {Transport: transport.Config{BaseURL: "https://127.0.0.1:4434"}, PublicURL: "http://portal.example"},
	} {
		if _, err := kratos.New(config, none); err == nil || strings.Contains(err.Error(), "portal.example") {
			t.Errorf("%s: %v", name, err)
		}
	}
	token, err := signing.New(signing.Config{Way: client.SignInToken}, &keeper{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := kratos.New(kratos.Config{Transport: transport.Config{BaseURL: "https://gateway.clinic.example"}}, token); err != nil {
		t.Errorf("behind a gateway elsewhere: %v", err)
	}
}

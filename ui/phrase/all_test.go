package phrase_test

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/background"
	"portaldesk/app/call"
	"portaldesk/app/callback"
	"portaldesk/app/outbox"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/transport"
	"portaldesk/ui/phrase"
)

// constants are the values of all string constants of a type in a source file, so that a new one cannot be forgotten.
func constants(t *testing.T, file, typeName string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) == 0 {
			return true
		}
		if ident, ok := spec.Type.(*ast.Ident); ok && ident.Name == typeName {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, value)
		}
		return true
	})
	if len(values) < 4 {
		t.Fatalf("found only %d constants of %s", len(values), typeName)
	}
	return values
}

var unforeseen = phrase.Of(errors.New("nobody foresaw this"))

func checkSentence(t *testing.T, name string, s phrase.Sentence) {
	t.Helper()
	if s == unforeseen {
		t.Errorf("%s: nothing of its own is said", name)
	}
	for _, part := range []string{s.Title, s.Body, s.Next} {
		if strings.TrimSpace(part) == "" {
			t.Errorf("%s: a part is empty: %+v", name, s)
		}
		if strings.Contains(part, "{{") || strings.Contains(part, "<no value>") {
			t.Errorf("%s: a fact is missing: %q", name, part)
		}
	}
}

func TestEveryKindHasASentence(t *testing.T) {
	for _, kind := range constants(t, "../../client/errors.go", "Kind") {
		checkSentence(t, kind, phrase.Of(fmt.Errorf("wrapped: %w", &client.Error{Op: "op", Kind: client.Kind(kind)})))
	}
}

// generic are the codes that say no more than their kind.
var generic = []string{"account-changed", "idempotency-in-progress", "idempotency-key-missing", "idempotency-key-reused",
	"not-offered", "one-time-code-required", "precondition-required", "proof-expired", "proof-required", "throttled",
	"unavailable", "token-expired"}

func TestEveryCodeOfTheContractHasASentence(t *testing.T) {
	codes := map[string]bool{}
	for _, line := range regexp.MustCompile("description: '(`[^']*`)'").FindAllSubmatch(adminapi.OpenAPI, -1) {
		for _, code := range regexp.MustCompile("`([a-z-]+)`").FindAllSubmatch(line[1], -1) {
			codes[string(code[1])] = true
		}
	}
	delete(codes, "next") // a field, not a code
	if len(codes) < 30 {
		t.Fatalf("found only %d codes in the contract", len(codes))
	}
	for _, code := range generic {
		delete(codes, code)
	}
	for code := range codes {
		checkSentence(t, code, phrase.Of(&client.Error{Op: "op", Kind: "no-such-kind", Code: code}))
	}
}

// untyped are the values of all untyped string constants of a source file that look like codes.
func untyped(t *testing.T, file string) []string {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, match := range regexp.MustCompile(`(?m)^\t[A-Z]\w+ += "([a-z][a-z-]+)"$`).FindAllSubmatch(source, -1) {
		values = append(values, string(match[1]))
	}
	if len(values) == 0 {
		t.Fatalf("%s has no codes: is that still where they are?", file)
	}
	return values
}

func TestEveryCodeOfSigningInHasASentence(t *testing.T) {
	for _, file := range []string{"../../client/oidc/codes.go", "../../client/signing/errors.go", "../../client/transport/network.go"} {
		for _, code := range untyped(t, file) {
			checkSentence(t, code, phrase.Connecting(&client.Error{Op: "op", Kind: client.Offline, Code: code}))
		}
	}
}

// The agent must be able to tell whoever runs the portal what is wrong with it.
func TestEveryReasonNotToTrustAPortalHasASentenceOfItsOwn(t *testing.T) {
	said := map[string]string{phrase.Of(&client.Error{Op: "op", Kind: client.Untrusted}).Title: "no code"}
	for _, code := range []string{
		transport.CertificateExpired, transport.CertificateNotYetValid, transport.WrongHost, transport.UnknownAuthority, transport.SelfSigned,
		transport.ChainIncomplete, transport.CertificateWeak, transport.TLSVersion, transport.TLSOther,
		transport.ClientCertificateRequired, transport.ClientCertificateRefused,
	} {
		title := phrase.Of(&client.Error{Op: "op", Kind: client.Untrusted, Code: code}).Title
		if other, taken := said[title]; taken {
			t.Errorf("%s and %s are both %q", code, other, title)
		}
		said[title] = code
	}
}

func TestEveryLocalErrorHasASentence(t *testing.T) {
	for _, err := range []error{
		store.ErrKeyMissing, store.ErrKeyWrong, store.ErrBusy, store.ErrFull, store.ErrNewer, store.ErrDamaged,
		store.ErrReadOnly, store.ErrDisk, store.ErrClosed, store.ErrKeyringUnavailable,
		background.ErrRunning, background.ErrNotInstalled, background.ErrInstalled, background.ErrNoManager, background.ErrSystemAccount,
		background.ErrOtherAccount, background.ErrNotAllowed,
		store.ErrNoRecovery, store.ErrOtherRecovery,
		app.ErrNotStuck, secret.ErrSlow, secret.ErrLocked, secret.ErrDenied, secret.ErrFull, secret.ErrUnavailable, secret.ErrNotFound, secret.ErrTooBig,
		profile.ErrNewer, profile.ErrUnknown, &profile.InvalidError{Field: "url", Why: "missing"},
		outbox.ErrID, outbox.ErrOtherContents, outbox.ErrNotRefused,
		callback.ErrPast, callback.ErrPromised, callback.ErrSettled, callback.ErrUnknown, &callback.ClosedError{},
		&callback.ClosedError{Next: time.Unix(1_800_000_000, 0)}, &callback.InvalidError{Field: "contactId", Why: "malformed"},
		&callback.InvalidError{Field: "reason", Why: "missing"}, app.ErrOtherCall,
		app.ErrOtherAgent, app.ErrNoCall, call.ErrClosed, call.ErrNotEmpty, context.Canceled, context.DeadlineExceeded,
		&call.TooLong{Part: call.PartNote, Length: 20_001, Max: 20_000},
	} {
		checkSentence(t, err.Error(), phrase.Of(fmt.Errorf("wrapped: %w", err)))
	}
}

func TestALocalCauseIsSaidBeforeThePortals(t *testing.T) {
	both := errors.Join(&client.Error{Op: "resume", Kind: client.Offline}, &store.Error{Op: "open", Kind: store.ErrBusy})
	if got, want := phrase.Of(both), phrase.Of(store.ErrBusy); got != want {
		t.Errorf("said %q, want %q", got.Title, want.Title)
	}
}

func TestEveryMissingPartIsNamed(t *testing.T) {
	var parts []call.Part
	for _, part := range constants(t, "../../app/call/complete.go", "Part") {
		parts = append(parts, call.Part(part))
	}
	sentence := phrase.Of(&call.Incomplete{Missing: parts})
	checkSentence(t, "incomplete", sentence)
	for _, part := range parts {
		name := phrase.Part(part)
		if name == phrase.Part("no such part") || !strings.Contains(sentence.Body, name) {
			t.Errorf("%s is not named in %q", part, sentence.Body)
		}
	}
}

func TestEveryBarrierHasASentence(t *testing.T) {
	for _, barrier := range constants(t, "../../app/standing.go", "Barrier") {
		if barrier == "" {
			continue
		}
		checkSentence(t, barrier, phrase.Barrier(app.Standing{Barrier: app.Barrier(barrier), Needs: client.ProvenByOOB}))
	}
	if got := phrase.Barrier(app.Standing{}); got != (phrase.Sentence{}) {
		t.Errorf("no barrier says %q", got.Title)
	}
}

func TestAPortalsWordsAreShownAndNeverReadAsATemplate(t *testing.T) {
	got := phrase.Barrier(app.Standing{Barrier: app.BarrierNotOffered, Why: "Ask {{.Name}}", WayAround: "{{template}}"})
	if got.Body != "Ask {{.Name}}" || got.Next != "{{template}}" {
		t.Errorf("the portal's words became %q, %q", got.Body, got.Next)
	}
}

func TestTheWaitThePortalAsksForIsSaid(t *testing.T) {
	got := phrase.Of(&client.Error{Op: "signIn", Kind: client.Throttled, Code: "sign-in-throttled", RetryAfter: 40 * time.Second})
	if got.Next != "Try again in 40 seconds." {
		t.Errorf("next is %q", got.Next)
	}
}

// The raw text of an error may hold what a server wrote; none of it may reach the screen.
func TestNoErrorTextReachesTheAgent(t *testing.T) {
	for _, err := range []error{errors.New("hunter2"), &client.Error{Op: "hunter2", Kind: "hunter2", Code: "hunter2",
		Err: errors.New("hunter2")}} {
		if said := phrase.Of(err).String(); strings.Contains(said, "hunter2") {
			t.Errorf("said %q", said)
		}
	}
}

func TestAnAddressThatIsBeingTriedIsSaidMoreExactly(t *testing.T) {
	for _, code := range []string{"connection-refused", "host-not-found"} {
		err := &client.Error{Op: "getAbout", Kind: client.Offline, Code: code}
		checkSentence(t, code, phrase.Connecting(err))
		if phrase.Connecting(err) == phrase.Of(err) {
			t.Errorf("%s: nothing is said of the address", code)
		}
	}
	refused := &client.Error{Op: "getAbout", Kind: client.Untrusted, Code: "unknown-authority"}
	if phrase.Connecting(refused) != phrase.Of(refused) {
		t.Error("what has nothing to do with the address is said otherwise")
	}
}

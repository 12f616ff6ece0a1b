package phrase_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/ui/phrase"
)

// defects are codes that mean that a server or the desk breaks its contract: their kind says as much as an agent can use.
var defects = []string{"another-call", "another-verification", "answer-too-large", "body-not-json", "code-unusable",
	"entries-mismatch", "flow-missing", "flow-not-followed", "id-unusable", "not-a-problem-document",
	"not-a-searchset", "not-json", "page-repeated", "receipts-mismatch", "tokens-missing", "unexpected-status", "version-missing"}

// TestEveryCodeOfAnAdapterHasASentence reads the codes of errors in the source of the adapters and of the app.
func TestEveryCodeOfAnAdapterHasASentence(t *testing.T) {
	codes := readSource(t).errors
	for code, where := range codes {
		if !slices.Contains(defects, code) && !slices.Contains(generic, code) {
			checkSentence(t, where+": "+code, phrase.Connecting(&client.Error{Op: "op", Kind: "no-such-kind", Code: code}))
		}
	}
	if len(codes) < 80 {
		t.Errorf("found only %d codes: is that still how they are written?", len(codes))
	}
}

func TestEveryCodeOfAFieldIsInWords(t *testing.T) {
	codes := readSource(t).fields
	for code, where := range codes {
		if said := phrase.Field(client.FieldError{Field: "note", Code: code}); strings.Contains(said, code) && strings.Contains(code, "-") ||
			strings.Contains(said, "not accepted") {
			t.Errorf("%s: %s: nothing of its own is said", where, code)
		}
	}
	if len(codes) < 15 {
		t.Errorf("found only %d codes: is that still how they are written?", len(codes))
	}
}

// TestEveryKindOfMailIsInWords reads the tables by which the adapters name what a server mailed.
func TestEveryKindOfMailIsInWords(t *testing.T) {
	for _, file := range []string{"../../client/keycloak/mail.go", "../../client/kratos/mail.go"} {
		kinds := tabled(t, file)
		for _, kind := range kinds {
			if phrase.MailKind(kind) == kind {
				t.Errorf("%s: %s: nothing of its own is said", file, kind)
			}
		}
		if len(kinds) < 2 {
			t.Errorf("%s: found only %d kinds of mail: is that still where they are?", file, len(kinds))
		}
	}
}

// tabled are the values in the tables of a file that look like codes.
func tabled(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	ast.Inspect(parsed, func(n ast.Node) bool {
		if pair, ok := n.(*ast.KeyValueExpr); ok {
			if text, ok := literal(pair.Value); ok && looksLikeACode.MatchString(text) {
				values = append(values, text)
			}
		}
		return true
	})
	return values
}

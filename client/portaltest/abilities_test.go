package portaltest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"

	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// TestEveryAbilityIsListed reads the contract's source: an ability that is added there must be added to the list.
func TestEveryAbilityIsListed(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../about.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != "Ability" {
			return true
		}
		value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if found++; err != nil || !slices.Contains(portaltest.Abilities(), client.Ability(value)) {
			t.Errorf("%s is not listed: %v", value, err)
		}
		return true
	})
	if found != len(portaltest.Abilities()) {
		t.Errorf("%d abilities in the contract, %d listed", found, len(portaltest.Abilities()))
	}
}

package phrase_test

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// source is Go source, read for the codes in it: where a string is called a code, by the name of a parameter, a field, a
// variable or a function, or stands beside a kind.
type source struct {
	folders map[string][]*ast.File
	// takes are the parameters of each function that are codes, consts the value of each constant, by folder and name.
	takes  map[[2]string][]parameter
	consts map[[2]string]string
	// errors and fields are the codes of errors and of their fields, each with a folder in which it stands.
	errors, fields map[string]string
}

// parameter is the place of a code among the parameters of a function.
type parameter struct {
	at    int
	field bool
}

func readSource(t *testing.T) *source {
	t.Helper()
	s := &source{folders: map[string][]*ast.File{}, takes: map[[2]string][]parameter{}, consts: map[[2]string]string{},
		errors: map[string]string{}, fields: map[string]string{}}
	for _, root := range []string{"../../client", "../../app"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() && testsOnly(entry.Name()) {
				return cmp.Or(err, fs.SkipDir)
			}
			if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return nil
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			s.folders[filepath.Dir(path)] = append(s.folders[filepath.Dir(path)], file)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	s.each(s.declared)
	s.each(s.used)
	return s
}

// testsOnly are folders whose errors no agent ever sees: the demo speaks the published contract, which has a test of its own,
// and the scorecard is read by a buyer.
func testsOnly(folder string) bool {
	return folder == "demoportal" || folder == "scorecard" || strings.HasSuffix(folder, "test")
}

func (s *source) each(look func(folder string, n ast.Node)) {
	for folder, files := range s.folders {
		for _, file := range files {
			ast.Inspect(file, func(n ast.Node) bool { look(folder, n); return true })
		}
	}
}

// declared remembers functions that take a code, and constants.
func (s *source) declared(folder string, n ast.Node) {
	switch n := n.(type) {
	case *ast.FuncDecl:
		s.takes[[2]string{folder, n.Name.Name}] = codesAmong(n.Type)
	case *ast.AssignStmt:
		if made, ok := n.Rhs[0].(*ast.FuncLit); ok {
			s.takes[[2]string{folder, named(n.Lhs[0])}] = codesAmong(made.Type)
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if i < len(n.Values) {
				if text, ok := literal(n.Values[i]); ok {
					s.consts[[2]string{folder, name.Name}] = text
				}
			}
		}
	}
}

// codesAmong are the parameters that are codes. A field's is called why where there is an error's beside it.
func codesAmong(function *ast.FuncType) []parameter {
	places := map[string]int{}
	at := 0
	for _, field := range function.Params.List {
		for _, name := range field.Names {
			places[name.Name] = at
			at++
		}
	}
	var found []parameter
	why, both := places["why"]
	if both {
		found = append(found, parameter{why, true})
	}
	_, field := places["field"]
	_, name := places["name"]
	code, takes := places["code"]
	switch {
	case takes && (both || failing(function)):
		found = append(found, parameter{code, false})
	case takes && (field || name):
		found = append(found, parameter{code, true})
	}
	return found
}

// failing says whether a function makes an error of what it takes.
func failing(function *ast.FuncType) bool {
	if function.Results == nil {
		return false
	}
	return slices.ContainsFunc(function.Results.List, func(result *ast.Field) bool {
		pointer, ok := result.Type.(*ast.StarExpr)
		return named(result.Type) == "error" || named(result.Type) == "Fault" || ok && named(pointer.X) == "Error"
	})
}

// used takes in what is called a code.
func (s *source) used(folder string, n ast.Node) {
	switch n := n.(type) {
	case *ast.CallExpr:
		s.beside(folder, n.Args)
		for _, parameter := range s.takes[[2]string{folder, named(n.Fun)}] {
			if parameter.at < len(n.Args) {
				s.take(folder, n.Args[parameter.at], parameter.field)
			}
		}
	case *ast.CompositeLit:
		s.composed(folder, n)
	case *ast.ReturnStmt:
		s.beside(folder, n.Results)
	case *ast.AssignStmt:
		for i, name := range n.Lhs {
			if i < len(n.Rhs) && codeName(name) {
				s.take(folder, n.Rhs[i], false)
			}
		}
	case *ast.FuncDecl:
		if strings.HasSuffix(strings.ToLower(n.Name.Name), "code") {
			s.returned(folder, n)
		}
	}
}

// composed reads a literal of an error, or of a field's.
func (s *source) composed(folder string, n *ast.CompositeLit) {
	s.beside(folder, n.Elts)
	ofField := slices.ContainsFunc(n.Elts, isPair("Field"))
	for _, element := range n.Elts {
		if isPair("Code")(element) && (ofField || slices.ContainsFunc(n.Elts, isPair("Kind"))) {
			s.take(folder, element.(*ast.KeyValueExpr).Value, ofField)
		}
	}
}

// isPair finds the element of a literal that has a name.
func isPair(name string) func(ast.Expr) bool {
	return func(element ast.Expr) bool {
		pair, ok := element.(*ast.KeyValueExpr)
		return ok && named(pair.Key) == name
	}
}

// beside takes what follows a kind.
func (s *source) beside(folder string, list []ast.Expr) {
	for i := 1; i < len(list); i++ {
		if kind, ok := list[i-1].(*ast.SelectorExpr); ok && named(kind.X) == "client" && slices.Contains(kinds, kind.Sel.Name) {
			s.take(folder, list[i], false)
		}
	}
}

// kinds are the names of the constants in client/errors.go.
var kinds = []string{"Offline", "OutcomeUnknown", "Untrusted", "Canceled", "Unauthenticated", "OneTimeCodeRequired", "Forbidden",
	"ProofRequired", "ProofExpired", "NotOffered", "NotFound", "Invalid", "Conflict", "Stale", "Throttled", "InProgress",
	"KeyReused", "Unavailable", "Protocol"}

func (s *source) returned(folder string, n *ast.FuncDecl) {
	ast.Inspect(n, func(n ast.Node) bool {
		if answer, ok := n.(*ast.ReturnStmt); ok {
			for _, value := range answer.Results {
				s.take(folder, value, false)
			}
		}
		return true
	})
}

var (
	looksLikeACode = regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`)
	codeOfAField   = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
)

func (s *source) take(folder string, value ast.Expr, ofField bool) {
	text, ok := literal(value)
	if !ok {
		text = s.consts[[2]string{folder, named(value)}]
	}
	switch {
	case ofField && codeOfAField.MatchString(text):
		s.fields[text] = folder
	case !ofField && looksLikeACode.MatchString(text):
		s.errors[text] = folder
	}
}

func codeName(name ast.Expr) bool { return strings.EqualFold(named(name), "code") }

// named is the last word of a name: "Code" of "err.Code".
func named(name ast.Expr) string {
	switch name := name.(type) {
	case *ast.Ident:
		return name.Name
	case *ast.SelectorExpr:
		return name.Sel.Name
	default:
		return ""
	}
}

func literal(value ast.Expr) (string, bool) {
	basic, ok := value.(*ast.BasicLit)
	if !ok || basic.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(basic.Value)
	return text, err == nil
}

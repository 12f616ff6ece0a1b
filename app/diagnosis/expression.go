package diagnosis

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/checker"
	"github.com/expr-lang/expr/compiler"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
)

// What an expression may cost. It has no loops, no ranges and no patterns, so it costs what it is long.
const (
	longestExpression = 1000 // characters
	mostNodes         = 150
	memoryBudget      = 1000 // of the machine's own count
)

// The types an expression may have, as a clinic reads of them.
var (
	yesOrNo      = []reflect.Type{reflect.TypeFor[bool]()}
	factTypes    = []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[time.Time]()}
	evidenceType = []reflect.Type{reflect.TypeFor[[]Evidence]()}
)

// problem is what is wrong with an expression, and where in it; line and column count from 1, and are 0 where it is the whole
// of it.
type problem struct {
	line, column int
	what         string
}

// language is what expressions are written in: our words, and none of the library's functions. It learns the types of the
// words as they come up, so one expression is compiled at a time.
var language = struct {
	turn   sync.Mutex
	config *conf.Config
}{config: newLanguage()}

func newLanguage() *conf.Config {
	config := conf.New(words{})
	config.MaxNodes, config.DisableIfOperator = mostNodes, true
	config.Builtins = conf.FunctionsTable{}
	return config
}

// compile makes a program of an expression of the words of the field, of one of the wanted types.
func compile(source string, wanted []reflect.Type) (*vm.Program, *problem) {
	if utf8.RuneCountInString(source) > longestExpression {
		return nil, &problem{what: fmt.Sprintf("is longer than %d characters", longestExpression)}
	}
	if strings.TrimSpace(source) == "" {
		return nil, &problem{what: "is missing"}
	}
	language.turn.Lock()
	defer language.turn.Unlock()
	tree, err := parser.ParseWithConfig(source, language.config)
	if err != nil {
		return nil, plain(err)
	}
	if p := outOfForm(tree, source); p != nil {
		return nil, p
	}
	got, err := checker.Check(tree, language.config)
	if err != nil {
		return nil, plain(err)
	}
	if !slices.Contains(wanted, got) {
		return nil, &problem{what: fmt.Sprintf("is %s; it must be %s", inPlainWords(got.String()), inPlainWordsAll(wanted))}
	}
	program, err := compiler.Compile(tree, language.config)
	if err != nil {
		return nil, plain(err)
	}
	return program, nil
}

// outOfForm refuses what costs more than it is long, and texts that nothing can ever be equal to.
func outOfForm(tree *parser.Tree, source string) *problem {
	form := &form{}
	ast.Walk(&tree.Node, form)
	if form.what == "" {
		return nil
	}
	line, column := place(source, form.at)
	return &problem{line, column, form.what}
}

// form keeps the first thing that is out of form.
type form struct {
	at   int // in characters
	what string
}

// Visit looks at one node of an expression.
func (f *form) Visit(node *ast.Node) {
	what := misfit(*node)
	if what == "" {
		what = unheardOf(*node)
	}
	if what != "" && f.what == "" {
		f.at, f.what = (*node).Location().From, what
	}
}

var operators = map[string]bool{
	"and": true, "or": true, "&&": true, "||": true, "==": true, "!=": true, "<": true, "<=": true, ">": true, ">=": true, "in": true,
}

// misfit says what a rule may not be made of.
func misfit(node ast.Node) string {
	switch n := node.(type) {
	case *ast.IdentifierNode, *ast.IntegerNode, *ast.BoolNode, *ast.StringNode, *ast.ArrayNode, *ast.ConditionalNode:
		return ""
	case *ast.MemberNode:
		if _, named := n.Property.(*ast.StringNode); named && !n.Optional {
			return ""
		}
	case *ast.CallNode:
		if _, word := n.Callee.(*ast.IdentifierNode); word {
			return ""
		}
		return "only the words of a rule can be called"
	case *ast.UnaryNode:
		if n.Operator != "-" && n.Operator != "+" {
			return ""
		}
	case *ast.BinaryNode:
		if operators[n.Operator] {
			return ""
		}
		return fmt.Sprintf("%q is nothing a rule can be made of", n.Operator)
	}
	return "this is nothing a rule can be made of"
}

// place turns an offset in characters into line and column.
func place(source string, at int) (line, column int) {
	before := string([]rune(source)[:min(at, utf8.RuneCountInString(source))])
	line = strings.Count(before, "\n") + 1
	return line, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
}

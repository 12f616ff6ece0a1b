package language_test

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// texts are sentences, each with a place where it stands.
type texts map[string]string

// that are the texts for which something holds.
func (t texts) that(hold func(text string) bool) texts {
	found := maps.Clone(t)
	maps.DeleteFunc(found, func(text, _ string) bool { return !hold(text) })
	return found
}

func (t texts) add(more texts) { maps.Copy(t, more) }

// source is the program's Go source, without tests.
type source map[string]*ast.File

// readSource reads the files below some folders of the project, without the folders and files whose paths end so.
func readSource(t *testing.T, folders []string, without ...string) source {
	t.Helper()
	read := source{}
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join("../..", folder), func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case slices.ContainsFunc(without, func(end string) bool { return strings.HasSuffix(path, end) }):
				if entry.IsDir() {
					return fs.SkipDir
				}
				return nil
			case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			read[path], err = parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return read
}

// each visits every node; the visitor says whether to go deeper.
func (s source) each(look func(path string, n ast.Node) bool) {
	for path, file := range s {
		ast.Inspect(file, func(n ast.Node) bool { return look(path, n) })
	}
}

// said are the sentences that are handed to the translation right where they stand.
func (s source) said() texts {
	found := texts{}
	s.each(func(path string, n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		if called, ok := call.Fun.(*ast.SelectorExpr); ok && called.Sel.Name == "L" {
			if text, ok := literal(call.Args[0]); ok {
				found[text] = path
			}
		}
		return true
	})
	return found
}

// literals are all strings, put together where they are cut in pieces.
func (s source) literals() texts {
	found := texts{}
	s.each(func(path string, n ast.Node) bool {
		if _, imported := n.(*ast.ImportSpec); imported || logs(n) {
			return false
		}
		if expression, ok := n.(ast.Expr); ok {
			if text, ok := literal(expression); ok {
				found[text] = path
				return false
			}
		}
		return true
	})
	return found
}

// logs says whether a node writes to the log, which is English.
func logs(n ast.Node) bool {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return false
	}
	called, ok := call.Fun.(*ast.SelectorExpr)
	return ok && slices.Contains([]string{"Debug", "Info", "Warn", "Error"}, called.Sel.Name)
}

// values are the words in maps from anything to a word.
func (s source) values() texts {
	found := texts{}
	s.each(func(path string, n ast.Node) bool {
		list, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		kind, ok := list.Type.(*ast.MapType)
		if !ok {
			return true
		}
		if value, ok := kind.Value.(*ast.Ident); !ok || value.Name != "string" {
			return true
		}
		for _, element := range list.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				if text, ok := literal(pair.Value); ok {
					found[text] = path
				}
			}
		}
		return true
	})
	return found
}

func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, ok := literal(e.X)
		right, both := literal(e.Y)
		return left + right, ok && both && e.Op == token.ADD
	}
	return "", false
}

// tables are the texts of our own data: the strings, and lists of them, that stand under some names in files like the pattern.
func tables(t *testing.T, pattern string, names ...string) texts {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("../../assets", pattern))
	if err != nil || len(files) == 0 {
		t.Fatal(cmp.Or(err, os.ErrNotExist))
	}
	found := texts{}
	for _, file := range files {
		var data map[string]any
		if _, err := toml.DecodeFile(file, &data); err != nil {
			t.Fatal(err)
		}
		found.add(under(data, file, names))
	}
	return found
}

func under(data map[string]any, file string, names []string) texts {
	found := texts{}
	for name, value := range data {
		switch value := value.(type) {
		case string:
			if slices.Contains(names, name) {
				found[value] = file
			}
		case []any:
			for _, one := range value {
				found.add(under(map[string]any{name: one}, file, names))
			}
		case []map[string]any:
			for _, one := range value {
				found.add(under(one, file, names))
			}
		case map[string]any:
			found.add(under(value, file, names))
		}
	}
	return found
}

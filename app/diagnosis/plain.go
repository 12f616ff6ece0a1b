package diagnosis

import (
	"errors"
	"reflect"
	"regexp"
	"strings"

	"github.com/expr-lang/expr/file"
)

// plain says a compiler's error in plain words.
func plain(err error) *problem {
	found, ok := errors.AsType[*file.Error](err)
	if !ok {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return &problem{what: inPlainWords(first)}
	}
	return &problem{found.Line, found.Column + 1, inPlainWords(found.Message)}
}

// plainWords turn what a compiler says into what somebody who writes rules understands, in this order.
var plainWords = []struct {
	theirs *regexp.Regexp
	ours   string
}{
	{regexp.MustCompile(`\s+`), " "},
	{regexp.MustCompile(`^compilation failed: expression exceeds maximum allowed nodes$`), "is too long"},
	{regexp.MustCompile(`unknown name (\S+)`), "there is no word $1"},
	{regexp.MustCompile(`type (.+) has no field (\S+)`), "there is no word $2 here"},
	{regexp.MustCompile(`^invalid (\S+) literal:.*`), "this is no number"},
	{regexp.MustCompile(`invalid operation: `), ""},
	{regexp.MustCompile(`mismatched types?`), "cannot compare"},
	{regexp.MustCompile(`unexpected token EOF`), "something is missing at the end"},
	{regexp.MustCompile(`unexpected token \w+\((.*?)\)$`), "cannot be read at $1"},
	{regexp.MustCompile(`func\([^)]*\) \S+`), "a word that wants ( )"},
	{regexp.MustCompile(`\[\]diagnosis\.Evidence|\[\]Evidence`), "evidence"},
	{regexp.MustCompile(`\[\]interface \{\}|\[\]\w+`), "a list"},
	{regexp.MustCompile(`interface \{\}`), "one thing or another"},
	{regexp.MustCompile(`\b(diagnosis\.)?[a-z]\w*Words\b`), "a group of words"},
	{regexp.MustCompile(`\btime\.Time\b`), "a time"},
	{regexp.MustCompile(`\bfloat64\b`), "a number"},
	{regexp.MustCompile(`\bstring\b`), "a text"},
	{regexp.MustCompile(`\bbool\b`), "yes or no"},
	{regexp.MustCompile(`\bint\b`), "a whole number"},
}

func inPlainWords(theirs string) string {
	for _, word := range plainWords {
		theirs = word.theirs.ReplaceAllString(theirs, word.ours)
	}
	return strings.TrimSpace(theirs)
}

func inPlainWordsAll(types []reflect.Type) string {
	said := make([]string, len(types))
	for i, t := range types {
		said[i] = inPlainWords(t.String())
	}
	return strings.Join(said, ", or ")
}

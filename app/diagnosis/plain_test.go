package diagnosis

import "testing"

func TestWhatACompilerSaysIsSaidInPlainWords(t *testing.T) {
	for source, want := range map[string]problem{
		`status == (`:                       {1, 11, "something is missing at the end"},
		`age == 1 age`:                      {1, 10, `cannot be read at "age"`},
		`said.scren == 'a'`:                 {1, 6, "there is no word scren here"},
		`code == 1`:                         {1, 6, "== (cannot compare a group of words and a whole number)"},
		`tries == 1`:                        {1, 7, "== (cannot compare a word that wants ( ) and a whole number)"},
		`minor ? 1 : 'a'`:                   {0, 0, "is one thing or another; it must be yes or no"},
		`["a"]`:                             {0, 0, "is a list; it must be yes or no"},
		`0x == 1`:                           {1, 4, "this is no number"},
		`known(1)`:                          {1, 7, "cannot use a whole number as argument (type a time) to call known"},
		"minor and\n status == 9":           {2, 9, "== (cannot compare a text and a whole number)"},
		"minor and\n code.channel == 'fax'": {2, 15, `code.channel is never "fax", but one of: email, post, text, voice`},
	} {
		_, got := compile(source, yesOrNo)
		if got == nil || *got != want {
			t.Errorf("%s\ngot  %+v\nwant %+v", source, got, want)
		}
	}
}

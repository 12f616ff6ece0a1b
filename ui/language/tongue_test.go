package language_test

import (
	"testing"

	"portaldesk/app/settings"
	"portaldesk/ui/language"
)

func TestAScriptIsSaidInItsOwnLanguage(t *testing.T) {
	letter := map[string]any{"Letter": "K", "Word": "kilo"}
	for choice, want := range map[string]string{
		settings.LanguageInterface: "K as in kilo", "en": "K as in kilo", "es": "K de kilo",
	} {
		tongue, err := language.Script(choice)
		if err != nil {
			t.Fatal(err)
		}
		if got := tongue.L("{{.Letter}} as in {{.Word}}", letter); got != want {
			t.Errorf("%s: %q", choice, got)
		}
		if got := tongue.L("Nobody translated this."); got != "Nobody translated this." {
			t.Errorf("%s: %q", choice, got)
		}
	}
	if _, err := language.Script("tlh"); err == nil {
		t.Error("a language that is not there is there")
	}
}

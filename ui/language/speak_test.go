package language_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/settings"
	"portaldesk/ui/language"
)

// spoken is set for the process that speaks.
const spoken = "PORTALDESK_TEST_SPEAK"

func TestMain(m *testing.M) {
	choice, speaks := os.LookupEnv(spoken)
	if !speaks {
		os.Exit(m.Run())
	}
	if err := language.Speak(choice); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%s|%s|%s|%s|%s\n", lang.L("Settings"), lang.L("{{.N}} minutes", map[string]any{"N": 5}), lang.L("Sign in"), lang.L("Select all"), lang.X("file.parent", "Parent"))
}

// A program cannot change the language of its own system, so each of these is a process of its own.
func TestTheWindowSpeaksTheChosenLanguageOnEverySystem(t *testing.T) {
	const english, spanish = "Settings|5 minutes|Sign in|Select all|Parent", "Ajustes|5 minutos|Iniciar sesión|Seleccionar todo|Superior"
	for system, own := range map[string]string{
		"en_US.UTF-8": english, "es_MX.UTF-8": spanish, "de_DE.UTF-8": english, "C": english, "POSIX": english, "zh_CN.UTF-8": english,
		"sr_RS@latin": english, "": english, "nonsense": english,
	} {
		for choice, want := range map[string]string{settings.LanguageSystem: own, "en": english, "es": spanish} {
			if got := speaks(t, system, choice); got != want {
				t.Errorf("LANG=%s, %s: %s", system, choice, got)
			}
		}
	}
}

func speaks(t *testing.T, system, choice string) string {
	t.Helper()
	program := exec.CommandContext(t.Context(), os.Args[0])
	var complaints strings.Builder
	program.Stderr = &complaints
	program.Env = []string{spoken + "=" + choice, "LANG=" + system, "HOME=" + t.TempDir()}
	said, err := program.Output()
	if err != nil {
		t.Fatalf("LANG=%s, %s: %v\n%s", system, choice, err, said)
	}
	// A sentence that is not found is complained of each time it is said, at hundreds on a screen.
	if strings.Contains(complaints.String(), "Translation failure") {
		t.Errorf("LANG=%s, %s: %.400s", system, choice, complaints.String())
	}
	return strings.TrimSpace(string(said))
}

package language_test

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"portaldesk/app/diagnosis"
	"portaldesk/app/hours"
	"portaldesk/app/settings"
	"portaldesk/assets"
)

func words(t *testing.T, language string) map[string]string {
	t.Helper()
	data, err := assets.Translations.ReadFile("translations/" + language + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]string
	if err := json.Unmarshal(data, &words); err != nil {
		t.Fatal(err)
	}
	return words
}

// toolkit are the keys under which the window toolkit keeps its own words.
func toolkit(t *testing.T) []string {
	t.Helper()
	folder, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(folder)), "lang", "translations", "base.en.json"))
	if err != nil {
		t.Fatal(err)
	}
	var keys map[string]any
	if err := json.Unmarshal(data, &keys); err != nil {
		t.Fatal(err)
	}
	return slices.Collect(maps.Keys(keys))
}

// sentenceLike is what a person reads, as against a code, a format or a key, severalWords is such a piece of a sentence.
var (
	sentenceLike = regexp.MustCompile(`^[\p{Lu}“{…0-9].*\p{Ll}`)
	severalWords = regexp.MustCompile(`^\p{Ll}[\p{Ll},'-]* [\p{Ll} ,'-]+$`)
)

// Of what stands in tables, a screen shows everything sentence-like of the folders of screens, and whole sentences of those of
// servers. The commands of the program speak English only.
var (
	screens = []string{"ui", "app/operation", "app/call", "app/redflag", "app/diagnosis"}
	servers = []string{"client/keycloak", "client/kratos", "client/scim", "client/fhir", "client/assembly", "client/demoportal"}

	wholeSentence = regexp.MustCompile(`^\p{Lu}.* .*\.$`)
)

// wanted are the sentences that a language needs.
func wanted(t *testing.T) texts {
	t.Helper()
	sources := readSource(t, screens, "ui/tour", "ui/uitest", "ui/command", "ui/clipboard", "shell/raise_windows.go")
	found := sources.said()
	found.add(sources.literals().that(sentenceLike.MatchString))
	found.add(readSource(t, []string{"ui", "app/operation"}, "ui/tour", "ui/uitest", "ui/command", "ui/clipboard", "shell/raise_windows.go").literals().that(severalWords.MatchString))
	found.add(readSource(t, []string{"ui/phrase"}, "phrase/readdue.go").values())
	for _, way := range diagnosis.WaysItWent() {
		found[way.Label] = "the ways a step can go"
	}
	found.add(readSource(t, servers, "demoportal/drill", "demoportal/problem.go", "demoportal/pastcalls.go").literals().that(wholeSentence.MatchString))
	for _, set := range hours.Sets() {
		for _, holiday := range hours.HolidaysOf(set) {
			found[holiday.Name] = "the holidays"
		}
	}
	found.add(readSource(t, []string{"ui/command"}).said())
	found.add(tables(t, "diagnosis/*.toml", "sentence", "tell", "otherwise", "ask", "label", "line"))
	found.add(tables(t, "drills/*.toml", "title", "opening", "pushes", "refuses", "teaches"))
	for _, none := range slices.Concat(unsaid, strings.Fields(alphabet), []string{""}) {
		delete(found, none)
	}
	for _, name := range strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec") {
		found[name] = "the calendar"
	}
	return found
}

// unsaid look like sentences and are none, or are the same in every language.
var unsaid = []string{"CSV", "JSON Lines", "Español", "Keycloak", "Ory Kratos", "Portaldesk", "Portaldesk · ", "HowFar", "List", "LoginID", "Do", "At", "Choice", "Choices",
	"Realm not found.", "Riverside Clinic: this is now on file for your portal account. If it is not yours, call us."}

// alphabet is the international one, which is the same in every language.
const alphabet = "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo " +
	"sierra tango uniform victor whiskey x-ray yankee zulu"

func TestEverySentenceIsTranslated(t *testing.T) {
	needed := wanted(t)
	for _, language := range settings.Languages()[1:] {
		there := words(t, language)
		for _, sentence := range slices.Sorted(maps.Keys(needed)) {
			if there[sentence] == "" {
				t.Errorf("%s lacks %q, of %s", language, sentence, needed[sentence])
			}
		}
	}
}

// A sentence that nobody says any more is not kept for its translation.
func TestEveryTranslationIsOfASentence(t *testing.T) {
	there := wanted(t)
	there.add(readSource(t, []string{"ui", "app", "client"}).literals())
	for _, key := range toolkit(t) {
		there[key] = "the toolkit"
	}
	for _, language := range settings.Languages() {
		for sentence := range words(t, language) {
			if there[sentence] == "" {
				t.Errorf("%s translates %q, which is nowhere", language, sentence)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`{{\.\w+}}`)

// placeholders are what a sentence is filled with, in an order of their own.
func placeholders(sentence string) []string {
	found := placeholder.FindAllString(sentence, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestATranslationIsFilledWithTheSame(t *testing.T) {
	for _, language := range settings.Languages()[1:] {
		for sentence, translation := range words(t, language) {
			if !slices.Equal(placeholders(sentence), placeholders(translation)) {
				t.Errorf("%s: %q is not filled with what %q is", language, translation, sentence)
			}
			if translation == "" || strings.TrimSpace(translation) != translation != (strings.TrimSpace(sentence) != sentence) {
				t.Errorf("%s: %q for %q", language, translation, sentence)
			}
		}
	}
}

func TestTheToolkitsOwnWordsAreInEveryLanguage(t *testing.T) {
	keys := toolkit(t)
	for _, language := range settings.Languages() {
		there := words(t, language)
		for _, key := range keys {
			if there[key] == "" {
				t.Errorf("%s lacks the toolkit's %q", language, key)
			}
		}
	}
}

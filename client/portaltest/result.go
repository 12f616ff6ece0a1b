package portaltest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"portaldesk/client"
)

// Outcome is how a test went.
type Outcome string

// The outcomes.
const (
	Passed     Outcome = "passed"
	Failed     Outcome = "failed"
	NotOffered Outcome = "not-offered" // the portal says so, and does as it says
	NotTried   Outcome = "not-tried"   // it could not be tried on this target
)

// Result is how one test went at one target. It holds nothing about a patient.
type Result struct {
	Group string `json:"group"`
	Test  string `json:"test"`
	// Abilities are those that the test tells about; none for what every portal must do.
	Abilities []client.Ability `json:"abilities,omitempty"`
	Outcome   Outcome          `json:"outcome"`
	// Why is the first failure, the portal's reason, or what kept the test from being tried. Of a test that passed it is a
	// remark, and mostly empty.
	Why string `json:"why,omitempty"`
}

// resultsFolder is the environment's name for the folder that results are written to.
const resultsFolder = "PORTALDESK_RESULTS"

// fileName keeps targets apart in file names and in tables.
var fileName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// publish writes the results to the folder that the environment names, if it names one.
func publish(name string, results []Result) error {
	folder := os.Getenv(resultsFolder)
	if folder == "" {
		return nil
	}
	return WriteFile(folder, name, results)
}

// WriteFile writes results as a JSON array to name.json in the folder, which it makes when it is missing.
func WriteFile(folder, name string, results []Result) error {
	if !fileName.MatchString(name) {
		return fmt.Errorf("%q is no name for a target: lower-case words with hyphens between them", name)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	text, err := json.MarshalIndent(results, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, name+".json"), append(text, '\n'), 0o644)
}

// ReadFile reads what [WriteFile] wrote.
func ReadFile(path string) ([]Result, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var results []Result
	if err := json.Unmarshal(text, &results); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return results, nil
}

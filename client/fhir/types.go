package fhir

// The parts of R4 that calls and the trail are written in. The generated models for Go write every alternative of a choice
// ("contentString" and an empty "contentAttachment"), which servers that validate refuse.

type meta struct {
	Tag []coding `json:"tag,omitempty"`
}

type coding struct {
	System  string `json:"system,omitempty"`
	Code    string `json:"code,omitempty"`
	Display string `json:"display,omitempty"`
}

type concept struct {
	Coding []coding `json:"coding,omitempty"`
	Text   string   `json:"text,omitempty"`
}

type identifier struct {
	System string `json:"system,omitempty"`
	Value  string `json:"value,omitempty"`
}

// reference names another resource: literally, by what identifies it, or only in words.
type reference struct {
	Reference  string      `json:"reference,omitempty"`
	Type       string      `json:"type,omitempty"`
	Identifier *identifier `json:"identifier,omitempty"`
	Display    string      `json:"display,omitempty"`
}

type duration struct {
	Value  int    `json:"value"`
	Unit   string `json:"unit"`
	System string `json:"system"`
	Code   string `json:"code"`
}

type annotation struct {
	AuthorString string `json:"authorString,omitempty"`
	Time         string `json:"time,omitempty"`
	Text         string `json:"text"`
}

// seconds is a duration in UCUM.
func seconds(n int) *duration {
	return &duration{Value: n, Unit: "s", System: "http://unitsofmeasure.org", Code: "s"}
}

// identified is a reference to what an identifier of ours names.
func identified(kind, system, value string) reference {
	return reference{Type: kind, Identifier: &identifier{System: system, Value: value}}
}

// valueIn answers the value of the first reference of a system, or "".
func valueIn(references []reference, system string) string {
	for _, r := range references {
		if r.Identifier != nil && r.Identifier.System == system {
			return r.Identifier.Value
		}
	}
	return ""
}

// codeIn answers the code of a system, or "".
func codeIn(codings []coding, system string) string {
	for _, c := range codings {
		if c.System == system {
			return c.Code
		}
	}
	return ""
}

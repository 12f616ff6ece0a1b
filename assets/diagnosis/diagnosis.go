// Package diagnosis holds why patients cannot sign in and what a caller can try, as data. What the files mean is told in
// package portaldesk/app/diagnosis.
package diagnosis

import _ "embed"

// Rules are the causes, one table each.
//
//go:embed rules.toml
var Rules []byte

// Checklist is what the caller can try where no cause is found, one table a step.
//
//go:embed checklist.toml
var Checklist []byte

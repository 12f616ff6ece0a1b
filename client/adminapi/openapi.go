package adminapi

import _ "embed"

// OpenAPI is the contract itself: OpenAPI 3.1, YAML, UTF-8. It must not be changed.
//
//go:embed openapi.yaml
var OpenAPI []byte

// BasePath is the part of every path that names the contract's version.
const BasePath = "/v1"

// ProblemBase is what every problem's type (RFC 9457) begins with; the last part after it is the code.
const ProblemBase = "https://portaldesk.example/problems/"

// Package proof is the panel in which the agent proves who is calling: first the relation to the patient, then identifiers
// that the caller says and the portal compares (or the desk, where the portal cannot), then a code or a call back to a
// contact on file. Nothing that is stored is shown for comparison, and what the caller said is gone from the screen as soon
// as it was sent.
package proof

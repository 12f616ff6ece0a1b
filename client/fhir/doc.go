// Package fhir keeps the desk's calls and trail on a FHIR R4 server: a call as a Communication, an entry of the trail as an
// AuditEvent.
//
// What of a call goes where:
//
//	identifier      the call's id, in system urn:portaldesk:call: the key under which the server takes it once
//	status          completed, or not-done where nobody was helped (abandoned, wrong number); the outcome is an extension
//	category        helpdesk-call; medium: PHONE
//	subject         the Patient, only where exactly one carries the account's record number ([PatientMatch])
//	meta.tag        the account, for listing its calls: R4 has no other search parameter that every server knows
//	sent, received  when the call opened and closed
//	sender          the patient, or the name of who else called; recipient: the agent
//	reasonCode      stage and cause, and the detail as text
//	payload         one for each thing done, readable, with its parts in an extension
//	note            the agent's note, with its author
//	inResponseTo    the call that this one amends
//	extension       durations (R4 has none), language, who called and how well they were proven
//
// An entry of the trail is coded as DICOM's audit messages are (action, type and subtype), with the desk's own chain, number
// and hashes in an extension, so that whoever reads it can prove that none is missing. No secret, no answer of a caller and no
// note is in one.
//
// Creating under a condition (If-None-Exist) is not proof against races on real servers. Therefore every send is preceded by a
// search, a lost answer is settled by one, and what is read is freed of doubles.
package fhir

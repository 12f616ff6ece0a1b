// Package scorecard looks at a portal as somebody does who is about to buy it: which tools it gives a help desk, how secure
// the admin side is, whether there is a trail and a log of calls, and whether it holds at tens of thousands of patients. It runs
// the reading part of the conformance suite and measures; [Make] changes nothing at the portal unless it is given a test
// account ([Subject.Write]), and then only that account.
//
// A card holds nothing about a patient: kinds, codes, counts, times, and the portal's own words about itself. Reading leaves
// traces in the portal's own trail, as an agent's look-ups do.
//
// # The JSON form
//
// [Card.JSON] writes one object. What is here stays; later versions may add members. A version that takes something away or
// changes its meaning has another schema.
//
//	schema      "portaldesk-scorecard/1"
//	maker       the program and its version
//	madeAt      RFC 3339, UTC
//	portal      name and product in its own words, url, kind
//	signedInAs  the role of the agent whose session was used; left out when nobody was signed in
//	account     the test account that was changed; left out when there was none
//	traces      lookUps and accountsOpened: what reading left in the portal's own trail
//	summary     yes, partly, no, notTried: how many answers there are of each verdict
//	sections    id, title, and lines:
//	  id          stays the same for a question from version to version: "look-up", "certificate"
//	  question    as a buyer asks it
//	  verdict     "yes", "partly", "no" or "not-tried"
//	  evidence    what was asked and seen, sentence by sentence
//	  fix         what would make it a yes; left out when it is one
//	  measured    of lines with numbers: count, p50 and p95 in milliseconds
//	changed     what was changed at the test account, sentence by sentence
//	tests       the results of the conformance suite that the answers stand on (package portaltest)
package scorecard

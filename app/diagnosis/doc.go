// Package diagnosis says why a patient cannot sign in: what is found, what supports it, a sentence to tell the caller, and
// the operation that mends it. Where nothing is found it gives a checklist of what the caller can try, which writes itself
// into the note of the call ([Checklist], [Progress]).
//
// What is looked for is data. Our own causes come with the program (assets/diagnosis/rules.toml). A clinic adds its own in a
// file of the same form, causes.toml in the folder of its profile ([Load]):
//
//	[[rule]]
//	code      = "kiosk-keyboard"
//	severity  = "warns"
//	sure      = "likely"
//	when      = 'status == "active" and tries("wrong-password") >= 2 and said.at == "our-portal"'
//	sentence  = "A wrong password at {{.At}}. The kiosk in the waiting room has an English keyboard."
//	tell      = "Are you at the kiosk? Some signs stand elsewhere on its keyboard. I can have a reset sent to you."
//	otherwise = "Are you at the kiosk? Some signs stand elsewhere on its keyboard. Please ask at the counter."
//	mends     = "reset-password"
//	evidence  = ['tries_of("wrong-password")', 'heard("at")']
//	facts     = { At = 'last_try.at' }
//
// The keys of a rule:
//
//	code      its name: small letters, digits, hyphens. A code of ours replaces our rule; what is left out stays as in ours,
//	          and when = 'false' switches our rule off.
//	severity  blocks (keeps the patient out), warns (may) or informs (explains)
//	sure      certain (the default), likely or possible. Findings are ranked by severity, then by this, then the most recent.
//	when      an expression that is true when the cause is there
//	sentence  what the agent reads. {{.Name}} is a blank, filled from facts.
//	tell      what the agent tells the caller; may be left out
//	mends     the operation that mends it; may be left out
//	otherwise what is told in place of tell where the portal does not offer that operation
//	evidence  a list of expressions that give evidence, most telling first
//	facts     the blanks, each with an expression of a text, a whole number or a time. When one of them is not known the rule
//	          is not found, so that no sentence has a hole: write a second rule for that case.
//
// Expressions are those of github.com/expr-lang/expr without its functions: and, or, not, ==, !=, <, <=, >, >=, in, a ? b : c,
// lists in brackets, texts in quotes, and these words:
//
//	status, reason                  the account's state, and the portal's own words for it
//	age, minor                      age is -1 where it is not known
//	locked_until, last_sign_in      times; known(t) says whether somebody told
//	must_change_password, second_factor, duplicates, not_in_directory
//	code.out, code.issued, code.expires, code.channel
//	last_try.at, .cause, .succeeded
//	failed_by(cause)                the newest try failed for this cause, within seven days
//	tries(cause), last_tried(cause) how many since the last success, and when the newest was
//	wrong_passwords(), failures_within_hours(n)
//	sessions, oldest_session        where the patient is signed in
//	mail(state), mail_to(state), mail_at(state), mail_why(state)   the newest mail to one address is in this state
//	last_mail.at, .kind, .state, .to, last_sent(kind), sent_within_hours(kind, n)
//	contacts, consented_contacts    how many are on file, and how many may be written to
//	fresh_contact.there, .to, .changed, .until                     a contact that changed too lately to prove anybody
//	proxy(relation), proxy_limited(relation)                       who may act for the patient
//	said.caller, .account, .typed, .at, .screen, .phone, .mail, .mailbox, .code, .name    what the caller answered ([Questions])
//	calls_within_days(n), last_call.at, .stage, .cause, .outcome, done_within_days(operation, n), done_at(operation)
//	parent_until, code_recovers, offers(ability), not_told(ability), down, down_since     the portal
//	days_since(t), hours_since(t), minutes_since(t), hours_until(t)    of a time nobody told, no comparison is true
//
// These give evidence: tries_of(cause), mail_in(state), mail_of(kind), heard(question), done(operation), proxy_of(relation),
// state(), lock_end(), access_code(), contact_change(), sign_in(), devices(), calls(), outage(), minority(), doubles(),
// no_consent().
//
// No word gives a name, a birth date, a medical record number, a login ID or an address that is not masked, so no rule can
// show one. An expression has no loops and costs what it is long. It is checked when it is loaded, the texts too that a word
// is compared with. A rule with a fault is left out and said ([Fault]); it never takes one of ours with it.
package diagnosis

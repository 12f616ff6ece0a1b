// Package drill lets agents practise with callers who are not there. A drill is a script: who calls about whose account at the
// demo portal, what they say to each question, what they can and cannot do, how they push, and how such a call rightly ends. The
// agent works it at her own desk, by the one road that every call takes; what is judged is the call as the portal has it
// afterwards.
//
// The hostile callers are those of the alerts: HHS HC3 (April 2024) and CISA and FBI AA23-320A (July 2025) on help desks that are
// called by people who know birth date and record number, whose "phone is broken", and who call more than once to learn the steps.
package drill

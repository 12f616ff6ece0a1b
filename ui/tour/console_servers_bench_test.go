//go:build tour && servers && linux

package tour

import (
	"math/rand/v2"
	"testing"
	"time"
)

// BenchmarkKeycloakConsole does the same at the desk and in the admin console, which is what agents have without it, on one
// server. It reports medians, and the memory that is resident after all of it:
//
//	start-ns    from the start of the program, or of the browser, until the look-up can be typed into; the agent is signed in
//	            still from before
//	first-ns    from that start until the first patient is seen whole (see whole-ns), without the time of typing her login ID
//	look-up-ns  from the last key until the row is there: the last character at the desk, the Enter that the console waits for
//	open-ns     from the key or the click that opens the account until its details are there
//	whole-ns    from the Enter after a login ID until everything is there that the desk shows of an account: details,
//	            credentials, sessions and sign-in events, for which the console has a tab each
//	B           of the desk's process; of all processes of the browser, so that what they share counts more than once
//
// Each side says by its own clock when something is there; keys and clicks count from before they are sent.
func BenchmarkKeycloakConsole(b *testing.B) {
	b.Run("desk", func(b *testing.B) { measure(b, newDeskSide(b)) })
	b.Run("console", func(b *testing.B) { measure(b, newConsoleSide(b)) })
}

// patientsMeasured is how many are looked up and opened before medians are taken, and how many others are read whole;
// startsMeasured how often it is started.
const (
	patientsMeasured = 10
	startsMeasured   = 3
)

// side is a way to work with the server. Everything but memory answers how long the result took.
type side interface {
	// start ends what runs and begins anew.
	start() time.Duration
	lookUp(login string) time.Duration
	// open opens the patient who has just been looked up.
	open(login string) time.Duration
	// whole is look-up and open in one, and everything that can be seen of the patient.
	whole(login string) time.Duration
	// memory is what is resident, in bytes.
	memory() int64
}

func measure(b *testing.B, s side) {
	var starts, firsts, lookUps, opens, wholes []time.Duration
	logins := logins(b)
	for _, login := range logins[:startsMeasured] {
		start := s.start()
		starts = append(starts, start)
		firsts = append(firsts, start+s.whole(login))
	}
	logins = logins[startsMeasured:]
	for b.Loop() {
		for _, login := range logins[:patientsMeasured] {
			lookUps = append(lookUps, s.lookUp(login))
			opens = append(opens, s.open(login))
		}
		for _, login := range logins[patientsMeasured : 2*patientsMeasured] {
			wholes = append(wholes, s.whole(login))
		}
		logins = logins[2*patientsMeasured:]
	}
	b.ReportMetric(0, "ns/op") // it says nothing: typing and coming back are in it
	for name, took := range map[string][]time.Duration{"start-ns": starts, "first-ns": firsts, "look-up-ns": lookUps, "open-ns": opens, "whole-ns": wholes} {
		b.ReportMetric(median(took), name)
	}
	b.ReportMetric(float64(s.memory()), "B")
}

// logins are of patients who can be reached, shuffled: the server has not just answered for the same ones.
func logins(b *testing.B) (logins []string) {
	b.Helper()
	s := serverOf(b, "keycloak")
	var all []keycloakPatient
	s.read(b, s.PatientsFile, &all)
	for _, patient := range all {
		if patient.Trait == reachable && typed(patient.Login) {
			logins = append(logins, patient.Login)
		}
	}
	rand.Shuffle(len(logins), func(i, j int) { logins[i], logins[j] = logins[j], logins[i] })
	return logins
}

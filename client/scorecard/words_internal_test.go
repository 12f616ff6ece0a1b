package scorecard

import (
	"slices"
	"testing"
	"time"

	"portaldesk/client"
)

func TestAReasonIsSaidOnceForAllThatItIsGivenFor(t *testing.T) {
	none := client.Offer{Reason: "It knows no mail.", WayAround: "Ask the patient."}
	f := findings{about: client.About{Abilities: map[client.Ability]client.Offer{client.ResetByLink: none, client.ResetByCode: none}}}
	got := f.excuses([]way{
		{client.ResetByLink, "a link"}, {client.ResetByTemporary, "a secret"}, {client.ResetByCode, "a code"}, {client.ShowsMail, "mail"},
	})
	want := []string{
		"Not offered: a link; a code. It knows no mail. Ask the patient.",
		"Not offered: a secret; mail. The portal does not say why.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("said %q", got)
	}
}

func TestTimesAndClocksAsPeopleSayThem(t *testing.T) {
	for ms, want := range map[float64]string{0.4: "0.4 ms", 9.7: "9.7 ms", 229.4: "229 ms"} {
		if got := spokenTime(ms); got != want {
			t.Errorf("%g: said %q, want %q", ms, got, want)
		}
	}
	for ahead, want := range map[time.Duration]string{
		0: "It agrees with this computer's.", -900 * time.Millisecond: "It agrees with this computer's.",
		90 * time.Second: "It is 1m30s ahead of this computer's.", -3 * time.Second: "It is 3s behind this computer's.",
	} {
		if got := compared(ahead); got != want {
			t.Errorf("%v: said %q, want %q", ahead, got, want)
		}
	}
}

// A token that was handed out outlives every signing out; a session of an agent's own must not.
func TestWhatIsStillTakenAfterSigningOut(t *testing.T) {
	fixes := map[string]bool{}
	for _, way := range []client.SignInWay{client.SignInToken, client.SignInPassword} {
		f := findings{subject: Subject{Session: &Session{Way: way}}, ending: ending{tried: true}}
		line := f.ended()
		fixes[line.Fix] = true
		if line.Verdict != No || line.Fix == "" {
			t.Errorf("%s: %+v", way, line)
		}
	}
	if len(fixes) != 2 {
		t.Errorf("mended by %v", fixes)
	}
}

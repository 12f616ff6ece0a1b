package shell

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/parts"
)

func TestAboutThePortalSaysWhatRunsItAndWhatCanBeDone(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	w.command("about-portal")
	w.untilSeen("Callers are proven by the portal")
	w.untilSeen("at the portal itself")
	w.untilSeen("You can Reset a password by a link")
	w.press(fyne.KeyEscape)
	if parts.ModalOpen(w.canvas()) {
		t.Error("Escape does not close it")
	}
}

func TestWhereRecordsAreKeptIsSaid(t *testing.T) {
	for _, c := range []struct {
		records profile.Records
		want    string
	}{
		{profile.Records{}, "at the portal itself"},
		{profile.Records{Kind: profile.RecordsLocal}, "on this computer only"},
		{profile.Records{Kind: profile.RecordsFHIR, URL: "https://fhir.example"}, "on the FHIR server https://fhir.example"},
		{profile.Records{Kind: profile.RecordsAdminAPI, URL: "https://portal.example"}, "at https://portal.example"},
	} {
		if got := recordsWord(c.records); got != c.want {
			t.Errorf("%+v are kept %q, want %q", c.records, got, c.want)
		}
	}
	if got := prover(client.About{Verification: client.VerificationPolicy{ByDesk: true}}); got != "this desk; the server cannot" {
		t.Errorf("proven by %q", got)
	}
}

func TestTheGuidesThatComeWithTheProgramAreOffered(t *testing.T) {
	w := newWorld(t, keyring(t))
	guides := w.shell.guides()
	if len(guides) < 2 {
		t.Fatalf("offered %v", guides)
	}
	for _, guide := range guides {
		if guide.Name == "" || guide.Title == "" {
			t.Errorf("offered %+v", guide)
		}
	}
}

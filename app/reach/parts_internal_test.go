package reach

import (
	"context"
	"testing"

	"portaldesk/app/profile"
	"portaldesk/client"
)

// held is a directory that has one patient.
type held struct {
	client.Directory
	patient client.OnFile
}

func (h held) OnFile(context.Context, client.AccountID) (client.OnFile, error) { return h.patient, nil }

func TestACallIsNeverFiledUnderANumberThatOnlyTheCallerSaid(t *testing.T) {
	p := profile.Profile{Records: profile.Records{PatientSystem: "urn:oid:1.2.3"}}
	for _, patient := range []client.OnFile{{MRN: "100042"}, {MRN: "100042", AsSaid: true}} {
		want := "100042"
		if patient.AsSaid {
			want = ""
		}
		if number, err := patientsOf(p, held{patient: patient}).MRN(t.Context(), "a"); err != nil || number != want {
			t.Errorf("as said %t: filed under %q, %v", patient.AsSaid, number, err)
		}
	}
}

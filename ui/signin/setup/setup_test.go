package setup_test

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/uitest"
)

// atPage signs in at the organisation's page: during is what happens while the agent is there.
func atPage(page client.SignInPage, during func(ctx context.Context)) func(context.Context, client.Credentials) error {
	return func(ctx context.Context, c client.Credentials) error {
		if err := c.Show(page); err != nil {
			return err
		}
		during(ctx)
		if ctx.Err() != nil {
			return &client.Error{Op: "signIn", Kind: client.Canceled, Err: ctx.Err()}
		}
		return nil
	}
}

func TestAKeycloakTakesOneAddressOneSignInAndEnter(t *testing.T) {
	w := newWorld(t)
	w.server.fields = client.FieldReport{
		Guess: client.FieldMap{client.FieldFamilyName: "lastName", client.FieldBirthDate: "attributes.dob"},
		Paths: []client.FieldPath{{Path: "lastName", Title: "Last name"}, {Path: "attributes.dob"}, {Path: "attributes.mrn"}}}
	w.server.signIn = atPage(client.SignInPage{URL: "https://id.example.org/auth?x"}, func(context.Context) {
		w.MustSee("Something answers at the address", "It is a Keycloak realm", "Go on in your browser", "Use a code on another device")
	})
	w.chooses(profile.KindKeycloak)
	w.Type("https://id.example.org/admin/master/console/#/patients/users")
	w.Press("Return")
	if want := []string{"https://id.example.org/auth?x"}; !slices.Equal(w.browsed, want) || w.raised != 1 {
		t.Errorf("browsed to %v, brought the window back %d times", w.browsed, w.raised)
	}
	w.MustSee("Connected", "Keycloak 26.7.3. You are signed in as M. Ortiz.", "Reset a password by a link",
		"Your role does not allow it.", "It keeps no mail. Ask the patient.", "the desk itself compares", "stay on this computer")
	w.Press("Return")
	if len(w.saved) != 1 {
		t.Fatalf("saved %v, seen: %s", w.saved, w.Words())
	}
	got := w.saved[0]
	if got.Name != "Patients" || got.URL != "https://id.example.org/realms/patients" || got.Kind != profile.KindKeycloak ||
		got.Records.Kind != profile.RecordsLocal || !maps.Equal(got.Fields, w.server.fields.Guess) || !w.keeps() {
		t.Errorf("saved %+v", got)
	}
}

func TestARealmIsAskedForOnlyWhenTheAddressDoesNotNameIt(t *testing.T) {
	w := newWorld(t)
	w.chooses(profile.KindKeycloak)
	w.Type("id.example.org")
	w.MustSee("Realm", "The one that patients sign in to.")
	w.Press("Return")
	w.MustSee("Which realm do patients sign in to?")
	w.Type("patients") // the focus is in the realm
	w.Press("Return")
	if w.dialled.URL != "https://id.example.org/realms/patients" {
		t.Errorf("dialled %q", w.dialled.URL)
	}
}

func TestASignInThatIsBrokenOffLeavesNothingBehind(t *testing.T) {
	w := newWorld(t)
	w.server.signIn = atPage(client.SignInPage{URL: "https://id.example.org/auth"}, func(context.Context) { w.Tap("Cancel") })
	w.chooses(profile.KindKeycloak)
	w.Type("https://id.example.org/realms/patients")
	w.Press("Return")
	w.MustSee("Test the connection")
	w.MustNotSee("Go on in your browser", "Stopped before")
	if len(w.workplace.Profiles.List()) != 0 || w.keeps() {
		t.Error("something was kept")
	}
}

func TestACodeForAnotherDeviceIsShownLargeAndCountsDown(t *testing.T) {
	w := newWorld(t)
	var asked []bool
	w.server.signIn = func(ctx context.Context, c client.Credentials) error {
		asked = append(asked, c.Device)
		if !c.Device {
			return atPage(client.SignInPage{URL: "https://id.example.org/auth"}, func(context.Context) {
				w.Tap("Use a code on another device")
			})(ctx, c)
		}
		page := client.SignInPage{URL: "https://id.example.org/device", UserCode: "WDJB-MJHT", ExpiresAt: w.now.Add(10 * time.Minute)}
		return atPage(page, func(context.Context) {
			w.MustSee("https://id.example.org/device", "WDJB-MJHT", "Good for 10:00", "Use the browser here")
			w.now = w.now.Add(time.Second)
			w.ticker.Tick()
			w.MustSee("Good for 09:59")
		})(ctx, c)
	}
	w.chooses(profile.KindKeycloak)
	w.Type("https://id.example.org/realms/patients")
	w.Press("Return")
	w.MustSee("Connected")
	if !slices.Equal(asked, []bool{false, true}) || w.ticker.Running() {
		t.Errorf("asked %v, the clock runs on: %t", asked, w.ticker.Running())
	}
	if slices.Contains(w.browsed, "https://id.example.org/device") {
		t.Error("the page for the other device was opened here")
	}
}

func TestAKratosOnThisComputerAsksForNothingAndOneElsewhereForAToken(t *testing.T) {
	w := newWorld(t)
	w.chooses(profile.KindKratos)
	w.Type("https://127.0.0.1:4434")
	w.MustSee("Nothing: the server is on this computer", "Who are you?")
	w.MustNotSee("Token An administrator")
	w.Replace("https://kratos.example.org/admin/identities")
	w.MustSee("Token An administrator")
	w.Press("Return")
	w.Type("mortiz") // who are you
	w.Press("Return")
	w.Type("a.token")
	w.Press("Return")
	if w.dialled.URL != "https://kratos.example.org" || w.dialled.Way() != client.SignInToken || w.server.gave.Token != "a.token" || w.server.gave.Login != "mortiz" {
		t.Errorf("dialled %+v with %+v", w.dialled, w.server.gave)
	}
}

func TestAWayThatWasChosenStaysWhateverIsTyped(t *testing.T) {
	w := newWorld(t)
	w.chooses(profile.KindKratos)
	w.GoTo("segments")
	w.Press("Down") // a certificate
	w.MustSee("Its key")
	w.Canvas().Unfocus()
	w.Press("Tab")
	w.Type("https://127.0.0.1:4434")
	w.MustSee("Its key")
	w.Press("Return")
	w.MustSee("Please fill this in.")
}

func TestRecordsOnAnotherServerTakeItsAddress(t *testing.T) {
	w := newWorld(t)
	w.namesRecords()
	got := w.dialled.Records
	w.MustSee("The server you named takes no calls", "Until it takes them, they stay on this computer.")
	if got.Kind != profile.RecordsFHIR || got.URL != "https://fhir.example.org/r4" || w.dialled.URL != "https://id.example.org/scim/v2" {
		t.Errorf("dialled %+v", w.dialled)
	}
}

func TestRecordsThatDoNotAnswerAreSaidAndKeepNobodyFromGoingOn(t *testing.T) {
	w := newWorld(t)
	w.server.calls = func() error { return &client.Error{Op: client.OpCalls, Kind: client.Offline, Code: "unknown-host"} }
	w.namesRecords()
	w.MustSee("The server you named for calls does not answer", "calls and the trail wait on this computer")
	w.Press("Return")
	if len(w.saved) != 1 {
		t.Errorf("saved %d times", len(w.saved))
	}
}

// namesRecords tests a directory whose calls are to go to a FHIR server.
func (w *world) namesRecords() {
	w.chooses(profile.KindSCIM)
	w.Type("https://id.example.org/scim/v2/Users")
	w.GoTo("More settings")
	w.Press("Return", "Tab", "Down") // on a FHIR server
	w.MustSee("Address of that server")
	w.GoTo("Test the connection")
	w.Press("Return")
	w.MustSee("Please fill this in.")
	w.Type("fhir.example.org/r4/metadata")
	w.Press("Return")
	w.Type("mortiz")
	w.Press("Return")
	w.Type("a.token")
	w.Press("Return")
}

func TestAPortalWithoutAnAPITakesAVendorOrAGuideOfOnesOwn(t *testing.T) {
	w := newWorld(t)
	w.chooses(profile.KindGuided)
	w.MustSee("Whose console is it?", "List of patients (optional)", "Who are you?")
	w.MustNotSee("More settings")
	w.Press("Return")
	w.MustSee("Please fill this in.")
	w.Type("my")    // MyChart
	w.GoTo("entry") // the list of patients
	w.GoTo("entry") // who are you
	w.Type("mortiz")
	w.Press("Return")
	if w.dialled.Guided.Guide != "mychart" || w.dialled.Name != "MyChart" || w.dialled.Way() != client.SignInNone {
		t.Errorf("dialled %+v", w.dialled)
	}
}

func TestFieldsThatWereNotRecognisedAreChosenByHand(t *testing.T) {
	w := newWorld(t)
	w.server.fields = client.FieldReport{Guess: client.FieldMap{client.FieldLoginID: "/username"},
		Paths: []client.FieldPath{{Path: "/username"}, {Path: "/surname", Title: "Surname"}, {Path: "/born"}}}
	w.chooses(profile.KindKratos)
	w.Type("https://127.0.0.1:4434")
	w.Press("Return")
	w.Type("mortiz")
	w.Press("Return")
	w.MustSee("Not every field was recognised", "family name, birth date", "not kept there")
	w.GoTo("How this server calls its fields")
	w.Press("Tab", "Tab", "Tab") // login ID, given name, family name
	w.Type("sur")
	if got := uitest.Stop(w.Focused()); got != "chooser Surname (/surname)" {
		t.Fatalf("chose %q", got)
	}
	w.GoTo("Save and open the desk")
	w.Press("Return")
	want := client.FieldMap{client.FieldLoginID: "/username", client.FieldFamilyName: "/surname"}
	if len(w.saved) != 1 || !maps.Equal(w.saved[0].Fields, want) {
		t.Errorf("saved %+v", w.saved)
	}
}

func TestGoingBackDropsTheSessionAndKeepsTheEntries(t *testing.T) {
	w := newWorld(t)
	w.chooses(profile.KindKeycloak)
	w.Type("https://id.example.org/realms/patients")
	w.Press("Return")
	w.MustSee("Connected")
	w.Tap("Back")
	w.MustSee("https://id.example.org/realms/patients", "Test the connection")
	if w.keeps() || len(w.workplace.Profiles.List()) != 0 {
		t.Error("the session, or the portal, was kept")
	}
	w.Press("Escape")
	w.MustSee("What runs the portal?")
	w.Press("Escape")
	if w.canceled != 1 {
		t.Errorf("left the set-up %d times", w.canceled)
	}
}

func TestAOneTimeCodeIsAskedForOnTheWay(t *testing.T) {
	w := newWorld(t)
	w.server.signIn = func(_ context.Context, c client.Credentials) error {
		if c.OneTimeCode == "" {
			return &client.Error{Kind: client.OneTimeCodeRequired}
		}
		return nil
	}
	w.chooses(profile.KindAdminAPI)
	w.Type("portal.example.org")
	w.Press("Return")
	w.Type("mortiz")
	w.Press("Return")
	w.Type("secret")
	w.Press("Return")
	w.MustSee("A one-time code is needed")
	w.Type("123456")
	w.Press("Return")
	w.MustSee("Connected")
}

func TestAListOfPatientsSaysWhichRowsCannotBeUsed(t *testing.T) {
	w := newWorld(t)
	w.server.fields = client.FieldReport{Rows: 5000, BadRows: []int{7, 19}}
	w.chooses(profile.KindGuided)
	w.Type("my")
	w.GoTo("entry")
	w.GoTo("entry")
	w.Type("mortiz")
	w.Press("Return")
	w.MustSee("The list has 5000 rows. These cannot be used: 7, 19.")
}

func TestLeavingTheSetUpDropsWhatWasTestedAndNotKept(t *testing.T) {
	w := newWorld(t)
	w.chooses(profile.KindKeycloak)
	w.Type("https://id.example.org/realms/patients")
	w.Press("Return")
	w.MustSee("Connected")
	left := 0
	w.setup.Leave(func() { left++ })
	if w.keeps() || left != 1 {
		t.Errorf("left %d times, the session is kept: %t", left, w.keeps())
	}
}

func TestLeavingWhileSomethingIsTestedWaitsForItsEnd(t *testing.T) {
	w := newWorld(t)
	left := 0
	w.server.signIn = atPage(client.SignInPage{URL: "https://id.example.org/auth"}, func(ctx context.Context) {
		w.setup.Leave(func() { left++ })
		if left != 0 || ctx.Err() == nil {
			t.Errorf("left %d times before the test was over; it was told to stop: %t", left, ctx.Err() != nil)
		}
	})
	w.chooses(profile.KindKeycloak)
	w.Type("https://id.example.org/realms/patients")
	w.Press("Return")
	if w.keeps() || left != 1 {
		t.Errorf("left %d times, the session is kept: %t", left, w.keeps())
	}
}

func TestTheWaysOutOfAFailureFitIt(t *testing.T) {
	for _, c := range []struct {
		kind      client.Kind
		code      string
		sees, not string
	}{
		{client.Invalid, "client-unknown", "Enter the client ID", "Save without test"},
		{client.Unavailable, "", "Save without test", "Enter the client ID"},
		{client.Forbidden, "role-not-allowed", "puts you into the group “Portaldesk agents”", "Save without test"},
		{client.Untrusted, "unknown-authority", "choose its CA file here", "Save without test"},
		{client.Untrusted, "chain-incomplete", "choose its CA file here", "Save without test"},
		{client.Untrusted, "self-signed", "choose that certificate as the CA file here", "Save without test"},
	} {
		w := newWorld(t)
		w.server.signIn = func(context.Context, client.Credentials) error { return &client.Error{Kind: c.kind, Code: c.code} }
		w.chooses(profile.KindKeycloak)
		w.Type("https://id.example.org/realms/patients")
		w.Press("Return")
		w.MustSee("You are signed in: no", c.sees)
		w.MustNotSee(c.not)
	}
}

func TestATokenThatIsNotTakenIsNoSessionThatEnded(t *testing.T) {
	w := newWorld(t)
	w.server.signIn = func(context.Context, client.Credentials) error {
		return &client.Error{Kind: client.Unauthenticated, Code: "session-ended"}
	}
	w.chooses(profile.KindSCIM)
	w.Type("https://id.example.org/scim/v2")
	for _, entered := range []string{"mortiz", "a.token"} {
		w.Press("Return")
		w.Type(entered)
	}
	w.Press("Return")
	w.MustSee("The server does not take this token", "Nobody was signed in")
	w.MustNotSee("Your session has ended")
}

func TestLastingPasswordsAreTheOrganisationsDecision(t *testing.T) {
	w := newWorld(t)
	w.chooses(profile.KindSCIM)
	w.Type("https://id.example.org/scim/v2")
	w.GoTo("More settings")
	w.Press("Return", "Tab", "Tab", "Tab") // where calls are kept, the CA file
	w.MustSee("May an agent give out a password that stays good?")
	w.Press("Down", "Return")
	w.Type("mortiz")
	w.Press("Return")
	w.Type("a.token")
	w.Press("Return")
	if !w.dialled.LastingPasswords {
		t.Errorf("dialled %+v", w.dialled)
	}
}

func TestEnterKeepsNothingThatWasNotTested(t *testing.T) {
	w := newWorld(t)
	tried := 0
	w.server.signIn = func(context.Context, client.Credentials) error {
		tried++
		return &client.Error{Kind: client.Offline}
	}
	w.chooses(profile.KindKeycloak)
	w.Type("https://id.example.org/realms/patients")
	w.Press("Return", "Return")
	w.MustSee("Save without test")
	if len(w.saved) != 0 || tried != 2 {
		t.Errorf("saved %d, tried %d times", len(w.saved), tried)
	}
}

func TestGoldenFailedStep(t *testing.T) {
	w := newWorld(t)
	w.server.signIn = func(context.Context, client.Credentials) error {
		return &client.Error{Kind: client.Invalid, Code: "client-unknown"}
	}
	w.chooses(profile.KindKeycloak)
	w.Type("https://id.example.org/realms/patients")
	w.Press("Return")
	test.AssertRendersToMarkup(t, "failed-step.xml", w.Canvas())
}

func TestGoldenFound(t *testing.T) {
	w := newWorld(t)
	w.server.fields = client.FieldReport{Guess: client.FieldMap{client.FieldFamilyName: "lastName"}, Paths: []client.FieldPath{{Path: "lastName", Title: "Last name"}}}
	w.chooses(profile.KindKeycloak)
	w.Type("https://id.example.org/realms/patients")
	w.Press("Return")
	test.AssertRendersToMarkup(t, "found.xml", w.Canvas())
}

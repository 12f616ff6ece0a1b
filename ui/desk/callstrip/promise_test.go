package callstrip_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app/call"
	"portaldesk/app/callback"
	"portaldesk/client"
	"portaldesk/ui/uitest"
)

// phones are the contacts of a patient; only the second can be called.
var phones = []client.Contact{
	{ID: "mail-1", Kind: client.ContactEmail, Masked: "m****@example.org"},
	{ID: "phone-1", Kind: client.ContactPhone, Masked: "***-***-0199"},
}

const account client.AccountID = "account-1"

// promising opens a call about an account that is to end with the promise of another.
func promising(t *testing.T) *world {
	w := newWorld(t)
	w.strip.Open()
	w.runner.All()
	w.draft().SetAccount(account)
	w.strip.SetContacts(account, phones)
	w.ends(callBack...)
	return w
}

func (w *world) draft() *call.Call { return w.desk.Calls.Current() }

// ends chooses the first reason there is and an outcome, by the arrow keys: typed letters would go on with those before.
func (w *world) ends(outcome ...fyne.KeyName) {
	w.t.Helper()
	w.strip.Close() // goes to what is missing
	w.runner.All()
	w.Press(fyne.KeyDown, fyne.KeyTab, fyne.KeyDown, fyne.KeyTab)
	w.Press(outcome...)
}

// The ways to two outcomes, up from the last and down from the first.
var (
	callBack = []fyne.KeyName{fyne.KeyUp, fyne.KeyUp, fyne.KeyUp}
	resolved = []fyne.KeyName{fyne.KeyDown}
)

func (w *world) closes() {
	w.strip.Close()
	w.runner.All()
}

func TestACallBackIsPromisedInTheStrip(t *testing.T) {
	w := promising(t)
	w.MustNotSee("Tell the caller")
	w.MustSee("Phone ***-***-0199") // proposed
	w.strip.FocusNote()
	w.Type("asked for a call")
	w.closes()
	w.MustSee("Still missing: when to call back")
	if got := uitest.Stop(w.Canvas().Focused()); got != "When? 15:30, Mon 8:00" {
		t.Fatalf("the focus is on %q", got)
	}
	w.Type("15:30")
	w.MustNotSee("Still missing")
	w.closes()
	promised := w.desk.Callbacks.Promised()
	if len(promised) != 1 || promised[0].Contact != "phone-1" || promised[0].Account != account ||
		!promised[0].Due.Equal(friday.Add(5*time.Hour+30*time.Minute)) {
		t.Errorf("promised is %+v", promised)
	}
}

func TestTheFieldsOfACallBackAreThereOnlyForThatOutcome(t *testing.T) {
	w := promising(t)
	w.MustSee("In 1 hour")
	w.Press(fyne.KeyUp) // escalated
	w.MustNotSee("In 1 hour", "As in the note")
	w.MustSee("Tell the caller")
}

func TestWhatIsTypedOfACallBackIsThereAfterARestart(t *testing.T) {
	w := promising(t)
	w.GoTo("When? 15:30, Mon 8:00")
	w.Type("19:00")
	w.GoTo("Calling from")
	w.Type("+1 555 010 0147")
	w.must(w.desk.Close())
	w.passes(time.Hour)
	w.desk = w.clinic.Resume(t)
	w.show()
	draft := w.draft().Draft()
	if draft.CallBack.Contact != "phone-1" || draft.CallBack.Entered != "19:00" || draft.Caller.Number != "+1 555 010 0147" {
		t.Errorf("the draft holds %+v, %q", draft.CallBack, draft.Caller.Number)
	}
	w.MustSee("19:00", "Phone ***-***-0199", "+1 555 010 0147", "Promised for tomorrow 09:00")
	w.strip.SetContacts(account, phones) // the account is read only now
	w.MustSee("Phone ***-***-0199")
	if again := w.draft().Draft(); again.CallBack != draft.CallBack {
		t.Errorf("reading the account made it %+v", again.CallBack)
	}
}

func TestThePlaceToCallIsThatOfThePatientOfTheCall(t *testing.T) {
	w := promising(t)
	w.must(w.draft().Record(client.Deed{What: "unlock", Result: "done"}))
	w.strip.SetContacts("account-2", []client.Contact{{ID: "phone-2", Kind: client.ContactPhone, Masked: "***-***-0222"}})
	w.MustSee("Phone ***-***-0199") // the call stays with the patient something was done to
	w.GoTo("When? 15:30, Mon 8:00")
	w.Type("15:30")
	w.strip.FocusNote()
	w.Type("asked for a call")
	w.closes()
	w.strip.Open()
	w.runner.All()
	w.draft().SetAccount("account-2")
	w.strip.Refresh()
	w.strip.SetContacts("account-2", []client.Contact{{ID: "phone-2", Kind: client.ContactPhone, Masked: "***-***-0222"}})
	w.ends(callBack...)
	w.MustSee("Phone ***-***-0222")
	w.MustNotSee("***-***-0199")
}

func TestATimeThatPassedWhileTypingIsSaid(t *testing.T) {
	w := promising(t)
	w.GoTo("When? 15:30, Mon 8:00")
	w.Type("10:05")
	w.strip.FocusNote()
	w.Type("asked for a call")
	w.passes(10 * time.Minute)
	w.closes()
	w.MustSee("That time is over")
	if w.draft() == nil || len(w.desk.Callbacks.Promised()) != 0 {
		t.Error("the call was closed")
	}
}

func TestTheCallThatWasPromisedCanBeSaidToBeIt(t *testing.T) {
	w := newWorld(t)
	made, err := w.desk.Callbacks.Promise(callback.Promise{Call: "6f1c1f2e-7d55-4d8e-9a3b-0a4f4b6f0c11", Account: account,
		Relation: client.RelationPatient, Due: friday.Add(time.Hour)})
	w.must(err)
	w.strip.Open()
	w.runner.All()
	w.MustNotSee("This is the call that was promised")
	w.draft().SetAccount(account)
	w.strip.Refresh()
	const question = "This is the call that was promised for today 11:00"
	w.MustSee(question)
	w.ends(resolved...)
	w.GoTo(question)
	w.Focused().TypedRune(' ')
	w.closes()
	if got, _ := w.desk.Callbacks.Get(made.ID); got.State != callback.Done {
		t.Errorf("the promise is %s", got.State)
	}
}

func TestWhyNobodyCanBeCalledBackNowIsSaidInTheStrip(t *testing.T) {
	w := newWorld(t)
	w.strip.CallBack("no such promise", func() { t.Error("a call was opened") })
	w.runner.All()
	w.MustSee("This call back is not on the list any more")
}

//go:build servers

package kratos_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
)

func TestALinkResetsAPassword(t *testing.T) {
	s := running(t, kratosB)
	c, p, patient := s.desk(t), s.take(t, "reachable"), s.person(t)
	token := patient.signsIn(p.Login, s.Password)
	contact := email(t, account(t, c, p.ID))
	outcome, err := c.ResetPassword(t.Context(), change(t, c, p.ID), client.PasswordReset{Way: client.WayLink, Contact: contact.ID})
	if err != nil || outcome.Secret != nil || outcome.NextStep == "" || outcome.EndedSessions != 1 ||
		len(outcome.Notified) != 1 || outcome.Notified[0].To != contact.Masked {
		t.Fatalf("%+v, %v", outcome, err)
	}
	if patient.isIn(token) {
		t.Error("still signed in where the password was forgotten")
	}
	patient.chooses(patient.opens(patient.reads(p.Email, 0, mailedLink), "settings"), tomorrow)
	if patient.signsIn(p.Login, tomorrow) == "" || patient.signsIn(p.Login, s.Password) != "" {
		t.Error("the new password does not work, or the old one does")
	}
	mail, err := c.Mail(t.Context(), p.ID, 10)
	if err != nil || len(mail) != 1 || mail[0].Kind != "reset-link" || mail[0].To != contact.Masked || mail[0].Status != client.MailSent {
		t.Errorf("%+v, %v", mail, err)
	}
}

func TestResetsThatAreNotOffered(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, p := s.desk(t), s.take(t, "reachable")
		for _, way := range []client.ResetWay{client.WayLink, client.WayCode, client.WayTemporary} {
			if way == client.WayLink && s.Name == kratosB {
				continue
			}
			_, err := c.ResetPassword(t.Context(), change(t, c, p.ID), client.PasswordReset{Way: way, Contact: "email"})
			wantKind(t, err, client.NotOffered, "not-offered")
		}
		_, err := c.Unlock(t.Context(), change(t, c, p.ID))
		wantKind(t, err, client.NotOffered, "not-offered")
		_, err = c.SignInAttempts(t.Context(), p.ID, 5)
		wantKind(t, err, client.NotOffered, "not-offered")
		if len(s.person(t).inbox(p.Email)) != 0 {
			t.Error("something was mailed")
		}
	})
}

func TestLinksGoOnlyWhereTheServerWritesTo(t *testing.T) {
	s := running(t, kratosB)
	c, p, off := s.desk(t), s.take(t, "reachable"), s.take(t, "deactivated")
	for _, contact := range []client.ContactID{"phone", "no-such"} {
		_, err := c.ResetPassword(t.Context(), change(t, c, p.ID), client.PasswordReset{Way: client.WayLink, Contact: contact})
		wantKind(t, err, client.Invalid, "contact-invalid")
	}
	_, err := c.ResetPassword(t.Context(), change(t, c, off.ID), client.PasswordReset{Way: client.WayLink, Contact: "email"})
	wantKind(t, err, client.Conflict, "state-not-suited")
}

var anyLink = regexp.MustCompile(`https://\S+`)

func TestAnAccessCodeOpensTheAccountOnItsOwnPage(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, p, patient := s.desk(t), s.take(t, "never-used"), s.person(t)
		outcome, err := c.IssueAccessCode(t.Context(), change(t, c, p.ID), client.AccessCodeIssue{Channel: client.ByVoice, Hours: 400})
		if err != nil || outcome.Secret == nil || len(outcome.Secret.Value) != 6 {
			t.Fatalf("%v", err)
		}
		if life := time.Until(outcome.Secret.ExpiresAt); life > time.Hour+time.Minute || life < 50*time.Minute {
			t.Errorf("it lives %v", life)
		}
		patient.chooses(patient.entersCode(anyLink.FindString(outcome.NextStep), outcome.Secret.Value), tomorrow)
		if patient.signsIn(p.Login, tomorrow) == "" {
			t.Error("the password that was chosen does not work")
		}
	})
}

func TestAnAccessCodeEndsSessionsAndIsForActiveAccounts(t *testing.T) {
	s := running(t, kratosA)
	c, p, off, patient := s.desk(t), s.take(t, "reachable"), s.take(t, "deactivated"), s.person(t)
	token := patient.signsIn(p.Login, s.Password)
	voice := client.AccessCodeIssue{Channel: client.ByVoice}
	outcome, err := c.IssueAccessCode(t.Context(), change(t, c, p.ID), voice)
	if err != nil || outcome.EndedSessions != 1 || patient.isIn(token) {
		t.Errorf("%d ended, %v", outcome.EndedSessions, err)
	}
	_, err = c.IssueAccessCode(t.Context(), change(t, c, off.ID), voice)
	wantKind(t, err, client.Conflict, "state-not-suited")
	_, err = c.IssueAccessCode(t.Context(), change(t, c, p.ID), client.AccessCodeIssue{Channel: client.ByEmail, Contact: "email"})
	wantKind(t, err, client.NotOffered, "not-offered")
	_, err = c.IssueAccessCode(t.Context(), change(t, c, p.ID), client.AccessCodeIssue{Channel: client.ByVoice, Hours: -1})
	wantKind(t, err, client.Invalid, "hours-invalid")
}

func TestACodeReadOutProvesTheCaller(t *testing.T) {
	s := running(t, kratosA)
	for _, kind := range []string{"reachable", "unverified"} {
		c, p, patient := s.desk(t), s.take(t, kind), s.person(t)
		handle, expires, err := c.SendProofCode(t.Context(), p.ID, "email")
		if err != nil || time.Until(expires) <= 0 {
			t.Fatalf("%v, expires %v", err, expires)
		}
		if was := email(t, account(t, c, p.ID)).Verified; was != (kind == "reachable") {
			t.Errorf("verified by the sending alone: %v", was)
		}
		code := patient.reads(p.Email, 0, mailedCode)
		for said, want := range map[string]bool{"000000": false, "": false, "x": false} {
			if matches, err := c.CheckProofCode(t.Context(), handle, said); err != nil || matches != want {
				t.Errorf("%q: %v, %v", said, matches, err)
			}
		}
		if matches, err := c.CheckProofCode(t.Context(), handle, " "+code[:3]+"-"+code[3:]); err != nil || !matches {
			t.Errorf("the right code: %v, %v", matches, err)
		}
		if !email(t, account(t, c, p.ID)).Verified {
			t.Error("an address whose owner read its code out is not verified")
		}
		if matches, err := c.CheckProofCode(t.Context(), handle, code); matches || client.CodeOf(err) != "code-expired" {
			t.Errorf("once more: %v, %v", matches, err)
		}
	}
}

func TestACodeIsTriedFiveTimes(t *testing.T) {
	s := running(t, kratosA)
	c, p, patient := s.desk(t), s.take(t, "reachable"), s.person(t)
	handle, _, err := c.SendProofCode(t.Context(), p.ID, "email")
	if err != nil {
		t.Fatal(err)
	}
	code := patient.reads(p.Email, 0, mailedCode)
	for range 5 {
		if matches, err := c.CheckProofCode(t.Context(), handle, "000001"); matches || err != nil {
			t.Errorf("%v, %v", matches, err)
		}
	}
	if matches, err := c.CheckProofCode(t.Context(), handle, code); matches || client.CodeOf(err) != "code-expired" {
		t.Errorf("the right code after five wrong ones: %v, %v", matches, err)
	}
}

func TestCodesAreNotSentWhereTheyCannotBe(t *testing.T) {
	a, b := running(t, kratosA), running(t, kratosB)
	_, _, err := a.desk(t).SendProofCode(t.Context(), a.take(t, "reachable").ID, "phone")
	wantKind(t, err, client.NotOffered, "not-offered")
	_, _, err = a.desk(t).SendProofCode(t.Context(), a.take(t, "reachable").ID, "no-such")
	wantKind(t, err, client.Invalid, "contact-invalid")
	_, _, err = b.desk(t).SendProofCode(t.Context(), b.take(t, "reachable").ID, "email")
	wantKind(t, err, client.NotOffered, "not-offered")
}

func TestInvitations(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		c, p, patient := s.desk(t), s.take(t, "never-used"), s.person(t)
		outcome, err := c.ResendInvitation(t.Context(), change(t, c, p.ID), "email")
		if err != nil || len(outcome.Notified) != 1 || outcome.NextStep == "" {
			t.Fatalf("%+v, %v", outcome, err)
		}
		link := patient.reads(p.Email, 0, mailedLink)
		if s.Name == kratosA {
			patient.opens(link, "verification")
			return
		}
		patient.chooses(patient.opens(link, "settings"), tomorrow)
		if patient.signsIn(p.Login, tomorrow) == "" {
			t.Error("who was invited cannot sign in")
		}
	})
	s := running(t, kratosA)
	c := s.desk(t)
	_, err := c.ResendInvitation(t.Context(), change(t, c, s.take(t, "reachable").ID), "email")
	wantKind(t, err, client.Conflict, "contact-verified")
}

func TestMailThatComesBackIsSeen(t *testing.T) {
	s := running(t, kratosB)
	c, p := s.desk(t), s.take(t, "refused")
	reset := client.PasswordReset{Way: client.WayLink, Contact: "email"}
	if _, err := c.ResetPassword(t.Context(), change(t, c, p.ID), reset); err != nil && client.CodeOf(err) != "mail-refused" {
		t.Fatal(err)
	}
	eventually(t, "the courier gives up", func() bool {
		mail, err := c.Mail(t.Context(), p.ID, 1)
		return err == nil && len(mail) == 1 && mail[0].Status == client.MailBounced && mail[0].Detail != "" &&
			!strings.Contains(mail[0].Detail, "@")
	})
}

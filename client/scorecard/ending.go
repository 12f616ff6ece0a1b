package scorecard

import (
	"context"
	"fmt"

	"portaldesk/client"
)

// ending is what became of the session's tokens when the agent signed out.
type ending struct {
	tried bool
	told  error // of signing out
	after error // of using the tokens again
}

// end signs out and uses the session's tokens once more, as somebody would who has stolen them.
func (f *findings) end(ctx context.Context) {
	session := f.subject.Session
	if session.Tokens == nil || session.Way == client.SignInNone || session.Way == client.SignInCertificate {
		return // there is nothing that could be used again
	}
	tokens, err := session.Tokens()
	if err != nil || tokens == (client.Tokens{}) {
		return
	}
	f.subject.tell("signing out")
	f.ending.tried, f.ending.told = true, session.Portal.SignOut(ctx)
	again, err := f.subject.Connect(client.NewMemory(tokens))
	if err != nil {
		f.ending.tried = false
		return
	}
	_, f.ending.after = again.Search(ctx, client.Query{Text: "zzqxzzqx"})
}

func (f *findings) ended() Line {
	const fix = "Have the server end the session, and every token of it, when the agent signs out."
	e := f.ending
	switch {
	case f.subject.Session == nil:
		return f.nobody()
	case !e.tried:
		return answer(NotTried, "Sign in for the look itself, with --sign-in, to have it tried.", "The session was kept open for the desk, or there is none that could end.")
	case client.KindOf(e.after) == client.Unauthenticated:
		return answer(Yes, "", "After signing out, the session's tokens were refused.")
	case e.after == nil && f.subject.Session.Way == client.SignInToken:
		return answer(No, "Have agents sign in themselves, so that there is a session that ends; let tokens that are handed out live for a short time.",
			"After signing out, the token that was handed out was still taken.")
	case e.after == nil:
		return answer(No, fix, "After signing out, the session's tokens were still taken.")
	}
	return answer(NotTried, "", fmt.Sprintf("After signing out, the tokens were answered with: %v.", e.after))
}

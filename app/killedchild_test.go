//go:build torture

package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
)

// In the environment these make the test binary a desk over an installation, on which an agent types, closes calls and has them
// delivered until it is killed.
const (
	victimFolder   = "PORTALDESK_TEST_VICTIM_FOLDER"
	victimRing     = "PORTALDESK_TEST_VICTIM_RING"
	victimLogin    = "PORTALDESK_TEST_VICTIM_LOGIN"
	victimPassword = "PORTALDESK_TEST_VICTIM_PASSWORD"
)

func init() {
	if dir := os.Getenv(victimFolder); dir != "" {
		fmt.Println("failed", workUntilKilled(dir))
		os.Exit(1)
	}
}

// victimsDesk opens the desk as the program does when it is started: with the session of before, or by signing in.
func victimsDesk(ctx context.Context, dir string) (*app.Desk, error) {
	profiles, err := profile.Open(dir)
	if err != nil {
		return nil, err
	}
	workplace := &app.Workplace{Profiles: profiles, Ring: secrettest.File(os.Getenv(victimRing)), Dial: apptest.Dial,
		Log: slog.New(slog.DiscardHandler), Now: time.Now}
	p := profiles.List()[0]
	desk, err := workplace.Resume(ctx, p)
	if client.KindOf(err) == client.Unauthenticated {
		return workplace.SignIn(ctx, p, client.Credentials{Login: os.Getenv(victimLogin), Password: os.Getenv(victimPassword)})
	}
	return desk, err
}

// workUntilKilled says on stdout what it did, each line once that is done; a line "typed" says at which nanosecond the note had how
// many characters.
func workUntilKilled(dir string) error {
	ctx := context.Background()
	desk, err := victimsDesk(ctx, dir)
	if err != nil {
		return err
	}
	go desk.Run(ctx)
	for {
		call, err := desk.StartCall("en")
		if err != nil {
			return err
		}
		id := call.Draft().ID
		fmt.Println("open", id, len(call.Draft().Note))
		for range 1 + rand.IntN([]int{30, 30, 30, 600}[rand.IntN(4)]) { // most notes are short, and some take their time
			call.SetNote(call.Draft().Note + "x")
			fmt.Println("typed", id, len(call.Draft().Note), time.Now().UnixNano())
			time.Sleep(time.Millisecond)
		}
		call.SetReason(client.Reason{Stage: "sign-in", Cause: "locked"})
		call.SetOutcome(client.OutcomeResolved)
		fmt.Println("closing", id, len(call.Draft().Note))
		if _, err := desk.CloseCall(); err != nil {
			return err
		}
		fmt.Println("closed", id, len(call.Draft().Note))
	}
}

package shell

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// banners say below the top bar what holds for everything on the screen, for as long as it does.
type banners struct {
	house     *house
	keyring   *parts.Banner
	trouble   *parts.Banner
	signedOut *parts.Banner
	settings  *parts.Banner
	locking   *parts.Banner
	salvaged  *parts.Banner
	due       *parts.Banner // a call that was promised
	content   *fyne.Container
}

func newBanners(h *house) *banners {
	b := &banners{house: h, keyring: parts.NewBanner(), trouble: parts.NewBanner(), signedOut: parts.NewBanner(),
		settings: parts.NewBanner(), locking: parts.NewBanner(), salvaged: parts.NewBanner(), due: parts.NewBanner()}
	b.content = parts.Stack(theme.Half, b.locking, b.salvaged, b.keyring, b.trouble, b.signedOut, b.settings, b.due)
	return b
}

// start says what is so from the beginning.
func (b *banners) start() {
	if b.house.desk.Fleeting {
		body := lang.L("Nothing is kept after this run: quit only when every note is delivered. Unlock this computer's keyring and start anew.")
		if notes := phrase.StuckNotes(b.house.desk.Stuck); notes != "" {
			body += " " + notes
		}
		b.keyring.Say(parts.Warning, phrase.NoKeyring(b.house.desk.RingProblem), body)
	}
	if saved := b.house.desk.Salvaged; len(saved) > 0 {
		said := phrase.Salvages(saved)
		b.salvaged.Say(parts.Bad, said.Title, said.Detail())
		b.salvaged.Offer(lang.L("Understood"), b.salvageRead)
	}
	if title, body := settingsProblem(b.house.shell.o.SettingsProblem); title != "" {
		b.settings.Say(parts.Warning, title, body)
		b.settings.Offer(lang.L("Understood"), b.settingsRead)
	}
}

// settingsRead takes the word about the settings off for this run.
func (b *banners) settingsRead() {
	b.house.shell.o.SettingsProblem = nil
	b.settings.Hide()
	b.house.lay()
}

// salvageRead takes the word about a damaged file off, once the trail has it.
func (b *banners) salvageRead() {
	var failed error
	b.house.bridge.runner.Go(func(context.Context) { failed = b.house.desk.SalvagesRead() }, func() {
		if failed != nil {
			b.salvaged.Say(parts.Bad, b.salvaged.Title(), phrase.Of(failed).String())
		} else {
			b.salvaged.Hide()
		}
		b.house.lay()
	})
}

// trail says what ails the audit trail, or that nothing does any more.
func (b *banners) trail(e app.TrailTroubled) {
	switch {
	case e.Err == nil:
		b.trouble.Hide()
	case e.Written:
		b.trouble.Say(parts.Warning, lang.L("The audit trail is written, but its end is not protected"),
			lang.L("The keyring did not take its mark. You can go on working; tell your supervisor if this stays."))
	default:
		b.trouble.Say(parts.Bad, lang.L("The audit trail cannot be written"),
			lang.L("Nothing is done to an account until it can. Notes are kept.")+" "+phrase.Of(e.Err).String())
	}
	b.house.lay()
}

// sessionEnded says that the agent is signed out, until she is in again.
func (b *banners) sessionEnded(ended bool, again func()) {
	if ended {
		b.signedOut.Say(parts.Warning, lang.L("You are signed out"),
			lang.L("Everything on the desk is kept. Nothing can be looked up or sent until you sign in again."))
		b.signedOut.Offer(lang.L("Sign in"), again)
	} else {
		b.signedOut.Hide()
	}
	b.house.lay()
}

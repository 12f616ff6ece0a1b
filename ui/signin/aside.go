package signin

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/app/store"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// Refuse says why the agent does not come in. Where the notes have lost their key she may go on without them.
func (c *Card) Refuse(tone parts.Tone, err error) {
	c.Say(tone, phrase.Of(err))
	if c.o.SetAside == nil || !errors.Is(err, store.ErrKeyMissing) && !errors.Is(err, store.ErrKeyWrong) {
		return
	}
	c.aside.Show()
	c.lay()
}

// setAside gives the file another name, and says where it is.
func (c *Card) setAside() {
	var (
		kept app.Aside
		err  error
	)
	c.aside.Hide()
	c.o.Runner.Go(func(context.Context) { kept, err = c.o.SetAside() }, func() {
		c.o.Log.Debug("notes set aside", "ok", err == nil)
		if err != nil {
			c.Refuse(parts.Bad, err)
			return
		}
		c.Say(parts.Info, keptAt(kept))
		c.lay()
		focus(c.First())
	})
}

func keptAt(kept app.Aside) phrase.Sentence {
	where := lang.L("The file is now {{.Path}}.", map[string]any{"Path": kept.Path})
	if notes := phrase.StuckNotes(kept.Notes); notes != "" {
		where += " " + notes
	}
	who := lang.L("Nothing was deleted: an administrator can open it with the keyring it belongs to.")
	if kept.Recoverable {
		who = lang.L("Nothing was deleted: an administrator can open it with the organisation's recovery key, or with the keyring it belongs to.")
	}
	return phrase.Sentence{Title: lang.L("The notes of before are set aside"), Body: where + " " + who, Next: lang.L("Sign in to begin anew.")}
}

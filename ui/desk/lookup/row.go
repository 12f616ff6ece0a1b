package lookup

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

const rowHeight = 34

// row is one account: the name and the status, and below them what tells two people of one name apart.
type row struct {
	widget.BaseWidget
	parts.AsText
	name, detail, status *parts.Text
	icon                 *parts.Icon
}

func newRow() *row {
	r := &row{
		name: parts.NewClipped("", parts.Strong), detail: parts.NewClipped("", parts.Caption),
		status: parts.NewText("", parts.Caption), icon: parts.NewIcon("", ""),
	}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer lays the row out.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{
		Layout: rowLayout{}, Objects: []fyne.CanvasObject{r.name, r.icon, r.status, r.detail},
	})
}

// AccessibilityLabel is the whole row.
func (r *row) AccessibilityLabel() string {
	return parts.Said(r.name, r.status, r.detail)
}

func (r *row) set(account client.AccountRow) {
	status := phrase.Status(account.Status)
	r.name.SetText(phrase.Patient(account))
	r.detail.SetText(details(account))
	if account.AsSaid {
		status = slipWord()
	}
	r.status.Set(status.Text, parts.Caption.In(status.Tone.Fore()))
	r.icon.Set(status.Icon, status.Tone.Fore())
	r.Refresh()
}

// slipWord stands in the place of a state where nobody has the patient on file.
func slipWord() phrase.Word {
	return phrase.Word{Text: lang.L("Not in the directory"), Icon: toolkit.IconNameDocumentCreate, Tone: parts.Warning}
}

// details is the second line, as far as the portal knows it: what is masked stays masked.
func details(account client.AccountRow) string {
	var known []string
	if account.AsSaid {
		known = append(known, lang.L("Enter opens a slip"))
	}
	if account.Minor {
		known = append(known, lang.L("Minor"))
	}
	if account.BirthDate != "" {
		known = append(known, account.BirthDate)
	}
	if account.MRN != "" {
		known = append(known, lang.L("MRN {{.MRN}}", map[string]any{"MRN": account.MRN}))
	}
	if account.LoginID != "" && account.Name != "" {
		known = append(known, account.LoginID)
	}
	return strings.Join(known, "  ·  ")
}

// rowLayout places name, icon, status and details.
type rowLayout struct{}

func (rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	lines := objects[0].MinSize().Height + objects[3].MinSize().Height
	return fyne.NewSize(200, max(rowHeight, lines))
}

func (rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name, icon, status, detail := objects[0], objects[1], objects[2], objects[3]
	word := status.MinSize()
	first := max(name.MinSize().Height, word.Height)
	top := (size.Height - first - detail.MinSize().Height) / 2
	x := size.Width - word.Width
	status.Move(fyne.NewPos(x, top+(first-word.Height)/2))
	status.Resize(word)
	mark := icon.MinSize()
	x -= mark.Width + 4
	icon.Move(fyne.NewPos(x, top+(first-mark.Height)/2))
	icon.Resize(mark)
	name.Move(fyne.NewPos(0, top))
	name.Resize(fyne.NewSize(max(0, x-8), first))
	detail.Move(fyne.NewPos(0, top+first))
	detail.Resize(fyne.NewSize(size.Width, detail.MinSize().Height))
}

package operate

import (
	"maps"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/operation"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// field is one input of the form.
type field struct {
	input operation.Input
	frame *parts.Field
	// value is what was entered, target where the focus goes.
	value  func() string
	target parts.FocusTarget
	// reveal scrolls to the field when it got the focus.
	reveal func(fyne.CanvasObject)
}

func (f *field) focused() { f.reveal(f.frame) }

// newField makes the control that fits an input. submit is called on Enter, changed when another option is chosen.
func newField(input operation.Input, submit, changed func(), reveal func(fyne.CanvasObject)) *field {
	f := &field{input: input, reveal: reveal}
	var control fyne.CanvasObject
	if input.Kind == operation.Choice {
		control = f.choice(submit, changed)
	} else {
		control = f.text(submit)
	}
	f.frame = parts.NewField(lang.L(input.Label), control, translated(input.Hint))
	return f
}

// optionLabel is what a choice says. Where it goes is not ours to translate, unless nobody here knows it.
func optionLabel(option operation.Option) string {
	data := maps.Clone(option.Data)
	if data["To"] == operation.InConsole {
		data["To"] = lang.L(operation.InConsole)
	}
	return lang.L(option.Label, data)
}

func (f *field) choice(submit, changed func()) fyne.CanvasObject {
	if len(f.input.Options) == 0 {
		f.value = func() string { return "" }
		return parts.NewParagraph(translated(f.input.Empty), parts.Plain)
	}
	labels := make([]string, len(f.input.Options))
	for i, option := range f.input.Options {
		labels[i] = optionLabel(option)
	}
	choice := parts.NewSegments(labels, nil)
	choice.Stacked = f.input.Name != attested // its answers are short and many
	choice.OnSubmitted = submit
	choice.Choose(0)
	choice.OnFocus = f.focused
	choice.OnChanged = func(int) {
		f.frame.SetError("")
		changed()
	}
	f.value = func() string {
		if at := choice.Chosen(); at >= 0 {
			return f.input.Options[at].Value
		}
		return ""
	}
	f.target = choice
	return choice
}

func (f *field) text(submit func()) fyne.CanvasObject {
	entry := parts.NewEntry("")
	entry.OnEnter = submit
	entry.OnChanged = func(string) { f.frame.SetError("") }
	entry.OnFocus = func(gained bool) {
		if gained {
			f.focused()
		}
	}
	f.value = func() string { return entry.Text }
	f.target = entry
	return entry
}

// check says whether what was entered can be sent, and shows it when not.
func (f *field) check() bool {
	switch value := f.value(); {
	case f.input.Kind == operation.Choice && value == "" && f.input.Name == attested:
		f.frame.SetError(lang.L("Please say how it went."))
	case f.input.Kind == operation.Choice:
		return len(f.input.Options) > 0
	case f.input.MaxLength > 0 && utf8.RuneCountInString(value) > f.input.MaxLength:
		f.frame.SetError(lang.L("At most {{.Count}} characters.", map[string]any{"Count": f.input.MaxLength}))
	case f.input.Check != nil && f.input.Check(value) != "":
		f.frame.SetError(lang.L(f.input.Check(value)))
	default:
		return true
	}
	return false
}

func translated(key string) string {
	if key == "" {
		return ""
	}
	return lang.L(key)
}

// form is the fields of one operation, and the steps of one that is done by hand.
type form struct {
	fields  []*field
	steps   *steps
	content fyne.CanvasObject
	// grown is called when the form needs another height, reveal with the field that got the focus.
	grown  func()
	chosen func() // is called when another option is chosen
	reveal func(fyne.CanvasObject)
}

// layOut sets the fields below one another, and the steps before the one that asks how they went.
func layOut(op operation.Operation, setting operation.Setting, submit func(), below ...fyne.CanvasObject) *form {
	f := &form{steps: newSteps(setting.About, op), grown: func() {}, chosen: func() {}, reveal: func(fyne.CanvasObject) {}}
	objects := []fyne.CanvasObject{parts.NewParagraph(translated(op.Ask), parts.Plain)}
	for _, input := range op.Inputs(setting) {
		made := newField(input, submit, f.changed, func(o fyne.CanvasObject) { f.reveal(o) })
		f.fields = append(f.fields, made)
		if input.Name == attested {
			objects = append(objects, f.steps.content)
		}
		objects = append(objects, made.frame)
	}
	f.steps.show(f.values())
	f.content = parts.Column(theme.Gap, append(objects, below...)...)
	return f
}

// changed shows the steps of the way that is chosen now.
func (f *form) changed() {
	f.chosen()
	if f.byHand() {
		f.steps.show(f.values())
		f.grown()
	}
}

// byHand says whether the operation is done by hand.
func (f *form) byHand() bool {
	for _, made := range f.fields {
		if made.input.Name == attested {
			return true
		}
	}
	return false
}

// complete says whether everything can be sent; it goes to the first field that cannot.
func (f *form) complete() bool {
	var wrong *field
	for _, made := range f.fields {
		if !made.check() && wrong == nil {
			wrong = made
		}
	}
	if wrong != nil && wrong.target != nil {
		parts.Focus(wrong.target)
	}
	return wrong == nil
}

// possible says whether every choice has something to choose from.
func (f *form) possible() bool {
	for _, made := range f.fields {
		if made.input.Kind == operation.Choice && len(made.input.Options) == 0 {
			return false
		}
	}
	return true
}

func (f *form) values() operation.Values {
	values := operation.Values{}
	for _, made := range f.fields {
		values[made.input.Name] = made.value()
	}
	return values
}

// first is where the focus goes; nil when nothing has to be entered.
func (f *form) first() fyne.Focusable {
	for _, made := range f.fields {
		if made.target != nil {
			return made.target
		}
	}
	return nil
}

package operate

import (
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
}

// newField makes the control that fits an input. submit is called on Enter.
func newField(input operation.Input, submit func()) *field {
	f := &field{input: input}
	var control fyne.CanvasObject
	if input.Kind == operation.Choice {
		control = f.choice(submit)
	} else {
		control = f.text(submit)
	}
	f.frame = parts.NewField(lang.L(input.Label), control, translated(input.Hint))
	return f
}

func (f *field) choice(submit func()) fyne.CanvasObject {
	if len(f.input.Options) == 0 {
		f.value = func() string { return "" }
		return parts.NewParagraph(translated(f.input.Empty), parts.Plain)
	}
	labels := make([]string, len(f.input.Options))
	for i, option := range f.input.Options {
		labels[i] = lang.L(option.Label, option.Data)
	}
	choice := parts.NewSegments(labels, nil)
	choice.Stacked = true
	choice.OnSubmitted = submit
	choice.Choose(0)
	f.value = func() string { return f.input.Options[choice.Chosen()].Value }
	f.target = choice
	return choice
}

func (f *field) text(submit func()) fyne.CanvasObject {
	entry := parts.NewEntry("")
	entry.OnEnter = submit
	entry.OnChanged = func(string) { f.frame.SetError("") }
	f.value = func() string { return entry.Text }
	f.target = entry
	return entry
}

// check says whether what was entered can be sent, and shows it when not.
func (f *field) check() bool {
	switch value := f.value(); {
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

// form is the fields of one operation.
type form struct {
	fields  []*field
	content fyne.CanvasObject
}

func layOut(ask string, inputs []operation.Input, submit func(), below ...fyne.CanvasObject) *form {
	f := &form{}
	objects := []fyne.CanvasObject{parts.NewParagraph(translated(ask), parts.Plain)}
	for _, input := range inputs {
		made := newField(input, submit)
		f.fields = append(f.fields, made)
		objects = append(objects, made.frame)
	}
	f.content = parts.Column(theme.Gap, append(objects, below...)...)
	return f
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

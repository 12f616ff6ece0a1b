package parts

import "fyne.io/fyne/v2"

// Named is part of a widget whose own words do not say what it is for: a field, a choice, a list, one of several buttons with
// one word. The row of a form names what stands in it; what stands alone is named by its screen. Only screen readers get it.
type Named struct {
	name string
	row  *Field // of the form; nil for none
}

// Call names the widget.
func (n *Named) Call(name string) { n.name = name }

// Name is what the widget is called; empty while nobody has named it.
func (n *Named) Name() string {
	if n.row != nil {
		return n.row.label.Text()
	}
	return n.name
}

// wrong is what is wrong with what was entered, as it stands in the row; empty for nothing.
func (n *Named) wrong() string {
	if n.row == nil {
		return ""
	}
	return n.row.wrong()
}

func (n *Named) standIn(row *Field) { n.row = row }

// nameIn has a row name what stands in it.
func nameIn(row *Field, object fyne.CanvasObject) {
	if named, ok := object.(interface{ standIn(*Field) }); ok {
		named.standIn(row)
		return
	}
	for _, child := range childrenOf(object) {
		nameIn(row, child)
	}
}

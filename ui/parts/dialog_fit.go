package parts

// Fit gives the dialog the height that its content needs now.
func (d *Dialog) Fit() {
	if d.pop != nil {
		d.pop.Refresh()
	}
}

package parts

// AccessibilityLabel is what the list is called, where its mark is, and the row there. Headings are not counted.
func (l *List) AccessibilityLabel() string {
	at, count := 0, 0
	for row := range l.rows {
		if !l.heading(row) {
			count++
			if row <= l.marked {
				at++
			}
		}
	}
	words := ""
	if l.under != nil {
		words = Said(l.under.content)
	}
	return Together(l.Name(), rowWord(at, count, words))
}

// follow keeps in mind which of the rows on the screen the mark is on; the toolkit fills one row after another into each.
func (l *List) follow(id int, r *row) {
	switch {
	case id == l.marked:
		l.under = r
	case l.under == r:
		l.under = nil
	}
}

package guided

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

// FuzzRows: every export comes to its end, no row is wider than its header, and the numbers only rise.
func FuzzRows(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "a;b\r\n\"1\n2\";3\r\n", "a\tb\n\"\n\n1", "\ufeffa|b\n\"\"\"\"|x", strings.Repeat("\"\n", 40), ",,\n", "\x00", "a,b\n\xff,\"",
	} {
		f.Add(seed, ',')
		f.Add(seed, ';')
	}
	f.Fuzz(func(t *testing.T, text string, separator rune) {
		rows := newRowReader(strings.NewReader(text))
		if rows.separator = ','; strings.ContainsRune(";\t|", separator) {
			rows.separator = separator
		}
		rows.width = 2
		for last := 0; ; {
			row, err := rows.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if row.number <= last || !row.bad() && len(row.fields) != rows.width {
				t.Fatalf("row %d after %d has %d fields", row.number, last, len(row.fields))
			}
			last = row.number
		}
	})
}

// FuzzDates: what is taken as a date of birth is one, and not of the future, whatever stands in the column.
func FuzzDates(f *testing.F) {
	for _, seed := range []string{"03/12/1984", "1984-03-12T00:00:00Z", "12.3.84", "March 12, 1984", "99/99/9999", "29 feb 1900", "１２/３/８４"} {
		f.Add(seed, 0)
		f.Add(seed, 1)
	}
	today := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string, order int) {
		found := dateOrder(order%3).read(text, today)
		if _, err := time.Parse(time.DateOnly, found); found != "" && err != nil {
			t.Errorf("%q is read as %q", text, found)
		}
	})
}

// FuzzGuide: what cannot be used is refused with the line, and nothing else.
func FuzzGuide(f *testing.F) {
	for _, name := range Shipped() {
		text, err := read(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("product: X\n\n[unlock]\n1. {{product}} {{")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := Parse(text); err != nil {
			if _, ok := errors.AsType[*GuideError](err); !ok {
				t.Error(err)
			}
		}
	})
}

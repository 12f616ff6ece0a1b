package guided_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"portaldesk/client"
	"portaldesk/client/guided"
)

const english = `Last Name,First Name,DOB,MRN,Mobile Phone,E-mail,Username,Preferred Language,Zip Code,Portal Status
Álvarez,María,03/12/1984,4000123,(212) 555-0199,maria@example.com,malvarez84,Spanish,97201,Activated
`

var written = map[string]encoding.Encoding{
	"UTF-8": unicode.UTF8, "UTF-8 with a mark": unicode.UTF8BOM, "Windows-1252": charmap.Windows1252,
	"UTF-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
}

func TestAnExportIsReadHoweverItIsWritten(t *testing.T) {
	want := client.OnFile{
		LoginID: "malvarez84", GivenName: "María", FamilyName: "Álvarez", BirthDate: "1984-03-12", MRN: "4000123", Postcode: "97201", Language: "es",
	}
	for name, encoding := range written {
		for _, separator := range []string{",", ";", "\t", "|"} {
			for _, end := range []string{"\n", "\r\n"} {
				text := strings.ReplaceAll(strings.ReplaceAll(english, ",", separator), "\n", end)
				bytes, err := encoding.NewEncoder().Bytes([]byte(text))
				if err != nil {
					t.Fatal(err)
				}
				p := open(t, guided.Config{CSV: file(t, bytes)})
				p.fill()
				got := p.only()
				contacts := got.Contacts
				want.ID, got.Contacts = got.ID, nil
				if fmt.Sprint(got) != fmt.Sprint(want) || len(contacts) != 2 || p.index.rows[0].Status != client.StatusActive {
					t.Errorf("%s, %q, %q: %+v", name, separator, end, got)
				}
				if contacts[0].Value != "maria@example.com" || contacts[1].Value != "(212) 555-0199" || !contacts[1].Consented {
					t.Errorf("%s, %q, %q: %+v", name, separator, end, contacts)
				}
			}
		}
	}
}

func TestColumnsAreGuessedByTheirHeaders(t *testing.T) {
	for header, want := range map[string]client.FieldMap{
		"Patient Last Name,Patient First Name,Date of Birth,Medical Record Number": {
			client.FieldFamilyName: "Patient Last Name", client.FieldGivenName: "Patient First Name", client.FieldBirthDate: "Date of Birth",
			client.FieldMRN: "Medical Record Number"},
		"PATIENT NAME,CHART #,HOME PHONE,CELL PHONE": {
			client.FieldFullName: "PATIENT NAME", client.FieldMRN: "CHART #", client.FieldPhone: "CELL PHONE"},
		"Apellidos;Nombre;Fecha de Nacimiento;Nº historia;Teléfono móvil;Correo electrónico;Código postal;Idioma;Estado;Usuario": {
			client.FieldFamilyName: "Apellidos", client.FieldGivenName: "Nombre", client.FieldBirthDate: "Fecha de Nacimiento",
			client.FieldPhone: "Teléfono móvil", client.FieldEmail: "Correo electrónico", client.FieldPostcode: "Código postal",
			client.FieldLanguage: "Idioma", client.FieldLoginID: "Usuario", "status": "Estado"},
		"Nombre,NHC":         {client.FieldFullName: "Nombre", client.FieldMRN: "NHC"},
		"Name,Name,User ID":  {client.FieldFullName: "Name", client.FieldLoginID: "User ID"},
		"Favourite colour,x": {},
	} {
		p := open(t, guided.Config{CSV: file(t, []byte(header+"\n"))})
		report, err := p.Fields(t.Context())
		delete(want, "")
		if err != nil || fmt.Sprint(report.Guess) != fmt.Sprint(want) {
			t.Errorf("%s:\n got %v, %v\nwant %v", header, report.Guess, err, want)
		}
	}
}

func TestEveryColumnCanBeNamed(t *testing.T) {
	p := open(t, guided.Config{CSV: file(t, []byte("sep=;\nName;Phone;Phone;\n1;2;3;4\n"))})
	report, err := p.Fields(t.Context())
	var paths []string
	for _, path := range report.Paths {
		paths = append(paths, path.Path)
	}
	if err != nil || !slices.Equal(paths, []string{"Name", "Phone", "Phone (column 3)", "(column 4)"}) {
		t.Errorf("%q, %v", paths, err)
	}
}

func TestFieldsAreThoseThatWereConfigured(t *testing.T) {
	text := "A,B,C,Status\nMaria,Alvarez,4000123,Locked\n"
	fields := client.FieldMap{client.FieldGivenName: "A", client.FieldFamilyName: "B", client.FieldMRN: "C", client.FieldEmail: ""}
	p := open(t, guided.Config{CSV: file(t, []byte(text)), Fields: fields})
	p.fill()
	if f := p.only(); f.GivenName != "Maria" || f.FamilyName != "Alvarez" || f.MRN != "4000123" || p.index.rows[0].Status != client.StatusLocked {
		t.Errorf("%+v %s", f, p.index.rows[0].Status)
	}
	fields[client.FieldPhone], fields[client.FieldBirthDate] = "Phone", "Born"
	_, err := open(t, guided.Config{CSV: file(t, []byte(text)), Fields: fields}).walk("")
	wants(t, err, client.Invalid, "columns-missing")
	if fault, _ := errors.AsType[*client.Error](err); len(fault.Fields) != 2 || fault.Fields[0].Field != "birthDate" {
		t.Errorf("missing: %v", fault.Fields)
	}
}

// reading is one export, who can be read from it, and which rows cannot.
func TestRows(t *testing.T) {
	const head = "Name,MRN,Note\n"
	for _, c := range []struct {
		what, text string
		names      []string
		bad        []int
	}{
		{"plain", head + "Ana,1,x\nBob,2,y\n", []string{"Ana", "Bob"}, nil},
		{"without an end", head + "Ana,1,x", []string{"Ana"}, nil},
		{"a quoted separator", head + `"Ana",1,"a, b"` + "\n", []string{"Ana"}, nil},
		{"a quoted quote", head + `Ana,1,"say ""hi"""` + "\nBob,2,\n", []string{"Ana", "Bob"}, nil},
		{"quoted lines", head + "Ana,1,\"a\n\nb\r\nc\"\nBob,2,y\n", []string{"Ana", "Bob"}, nil},
		{"empty rows", head + "\nAna,1,x\n,,\n   \nBob,2,y\n\n", []string{"Ana", "Bob"}, nil},
		{"too few", head + "Ana,1\nBob,2,y\nCy,3,z\n", []string{"Bob", "Cy"}, []int{2}},
		{"too many", head + "Ana,1,x,more\nBob,2,y\nCy,3,z\n", []string{"Bob", "Cy"}, []int{2}},
		{"empty ones beyond", head + "Ana,1,x,,\n", []string{"Ana"}, nil},
		{"a quote that does not end", head + "Ana,1,\"x\nBob,2,y\nCy,3,z\n", []string{"Bob", "Cy"}, []int{2}},
		{"a stray quote", head + "Ana,1,5\" pipe\nBob,2,y\nCy,3,\"z\"\n", []string{"Bob", "Cy"}, []int{2}},
		{"two stray quotes", head + "Ana,1,5\" pipe\nBob,2,6\" pipe\nCy,3,z\nDee,4,z\n", []string{"Cy", "Dee"}, []int{2, 3}},
		{"a quote that begins too late", head + "Ana,1,x\"y\"\nBob,2,y\nCy,3,z\n", []string{"Bob", "Cy"}, []int{2}},
		{"nobody", head + "Ana,1,x\n,,only a note\nBob,2,y\n", []string{"Ana", "Bob"}, []int{3}},
		{"a nought byte", head + "Ana,1,x\nB\x00b,2,y\nCy,3,z\n", []string{"Ana", "Cy"}, []int{3}},
		{"one wrong byte among right ones", head + "Añá,1,x\nB\xffb,2,y\nCÿ,3,z\n", []string{"Añá", "Cÿ"}, []int{3}},
		{"a line that is too long", head + "Ana,1,x\nBob,2," + strings.Repeat("y", 70_000) + "\nCy,3,z\n", []string{"Ana", "Cy"}, []int{3}},
		{"a quote of too many lines", head + "Ana,1,\"x\n" + strings.Repeat("more,0,y\n", 40) + "Bob,2,y\"\nCy,3,z\n",
			slices.Concat(slices.Repeat([]string{"more"}, 40), []string{"Cy"}), []int{2, 43}},
	} {
		t.Run(c.what, func(t *testing.T) {
			p := open(t, guided.Config{CSV: file(t, []byte(c.text))})
			var names []string
			total := 0
			err := p.Walk(t.Context(), "", func(page []client.Listed, next string, of int) error {
				for _, l := range page {
					names = append(names, l.OnFile.Spellings...)
				}
				total = of
				return nil
			})
			if err != nil || !slices.Equal(names, c.names) || total != len(c.names) {
				t.Errorf("%q of %d, %v", names, total, err)
			}
			report, err := p.Fields(t.Context())
			if err != nil || !slices.Equal(report.BadRows, c.bad) || report.Rows != len(c.names)+len(c.bad) {
				t.Errorf("bad rows %v of %d, %v", report.BadRows, report.Rows, err)
			}
		})
	}
}

func TestDatesAreReadAsTheFileWritesThem(t *testing.T) {
	for _, c := range []struct {
		what, header string
		dates, want  []string
	}{
		{"month first", "DOB", []string{"3/12/1984", "12/25/1961"}, []string{"1984-03-12", "1961-12-25"}},
		{"day first", "DOB", []string{"3/12/1984", "25/12/1961"}, []string{"1984-12-03", "1961-12-25"}},
		{"both", "DOB", []string{"3/12/1984", "25/12/1961", "12/25/1961"}, []string{"", "1961-12-25", "1961-12-25"}},
		{"nothing tells, English", "DOB", []string{"3/12/1984"}, []string{"1984-03-12"}},
		{"nothing tells, Spanish", "Fecha de nacimiento", []string{"3/12/1984"}, []string{"1984-12-03"}},
		{"year first", "DOB", []string{"1984-03-12", "19840312", "1984/3/12"}, []string{"1984-03-12", "1984-03-12", "1984-03-12"}},
		{"with a time", "DOB", []string{"1984-03-12 00:00:00", "1984-03-12T00:00:00Z", "3/25/1984 12:00:00 AM"}, []string{"1984-03-12", "1984-03-12", "1984-03-25"}},
		{"in words", "DOB", []string{"12 Mar 1984", "March 12, 1984"}, []string{"1984-03-12", "1984-03-12"}},
		{"none", "DOB", []string{"", "unknown", "1984", "31/02/1984"}, []string{"", "", "", ""}},
	} {
		t.Run(c.what, func(t *testing.T) {
			text := "Name;" + c.header + "\n"
			for i, date := range c.dates {
				text += fmt.Sprintf("P%d;%s\n", i, date)
			}
			p := openFile(t, text)
			for i, row := range p.index.rows {
				if row.OnFile.BirthDate != c.want[i] {
					t.Errorf("%q is read as %q, want %q", c.dates[i], row.OnFile.BirthDate, c.want[i])
				}
			}
		})
	}
}

func TestNamesInOnePiece(t *testing.T) {
	p := openFile(t, "Patient Name;MRN\nAlvarez, Maria Elena;1\nMaria Alvarez;2\nSuharto;3\n")
	if f := p.index.rows[0].OnFile; f.FamilyName != "Alvarez" || f.GivenName != "Maria Elena" {
		t.Errorf("%+v", f)
	}
	for i, want := range []string{"Maria Alvarez", "Suharto"} {
		if f := p.index.rows[i+1].OnFile; !slices.Equal(f.Spellings, []string{want}) || f.FamilyName != "" {
			t.Errorf("%+v", f)
		}
	}
}

func TestTheVendorsWordsForStates(t *testing.T) {
	p := openFile(t, "Name,Status\nA,Code Generated/Pending Activation\nB,INACTIVATED\nC,activo\nD,Something\nE,\n")
	want := []client.Status{client.StatusInvited, client.StatusDeactivated, client.StatusActive, client.StatusUnknown, client.StatusUnknown}
	for i, row := range p.index.rows {
		if row.Status != want[i] {
			t.Errorf("row %d is %s, want %s", i, row.Status, want[i])
		}
	}
	if account := p.account(p.index.rows[0].OnFile.ID); account.PortalStatus != "Code Generated/Pending Activation" {
		t.Errorf("the vendor's word is %q", account.PortalStatus)
	}
}

func TestAnAccountIsTheSameInEveryExport(t *testing.T) {
	first := openFile(t, english).only().ID
	again := openFile(t, strings.ReplaceAll(english, "malvarez84,Spanish,97201,Activated", "other.login,English,97999,Locked")).only().ID
	if first != again {
		t.Error("another login ID, another account")
	}
	if strings.Contains(string(first), "4000123") || strings.Contains(string(first), "alvarez") {
		t.Errorf("the id tells who it is: %s", first)
	}
	twins := openFile(t, "Name,DOB,MRN\nAna Li,1984-03-12,1\nAna Li,1984-03-12,2\n")
	if len(twins.index.rows) != 2 {
		t.Error("two people with different record numbers are one account")
	}
	unnumbered := openFile(t, "Name,DOB,Username\nAna Li,1984-03-12,ana1\nAna Li,1984-03-12,ana2\n")
	if len(unnumbered.index.rows) != 2 {
		t.Error("two people without record numbers are one account")
	}
}

func manyRows(n int) []byte {
	var text strings.Builder
	text.WriteString("Last Name,First Name,DOB,MRN,Note\n")
	for i := range n {
		fmt.Fprintf(&text, "Núñez%d,Ana,1984-03-12,%d,\"a\nb\"\n", i, i)
	}
	return []byte(text.String())
}

func TestALargeExportComesPageByPage(t *testing.T) {
	const n = 100_000
	p := open(t, guided.Config{CSV: file(t, manyRows(n))})
	seen := map[client.AccountID]bool{}
	err := p.Walk(t.Context(), "", func(page []client.Listed, next string, total int) error {
		if len(page) > 500 || total != n || (len(seen)+len(page) == n) != (next == "") && len(page) > 0 && next == "" {
			t.Fatalf("a page of %d, next %q, total %d", len(page), next, total)
		}
		for _, l := range page {
			seen[l.OnFile.ID] = true
		}
		return nil
	})
	if err != nil || len(seen) != n {
		t.Errorf("%d accounts, %v", len(seen), err)
	}
}

func TestAWalkGoesOnWhereItWasCutOff(t *testing.T) {
	path := file(t, manyRows(1200))
	p := open(t, guided.Config{CSV: path})
	stop := errors.New("enough")
	cursor := ""
	err := p.Walk(t.Context(), "", func(page []client.Listed, next string, _ int) error {
		if cursor != "" {
			return stop
		}
		cursor = next
		return p.index.Put(t.Context(), page...)
	})
	if !errors.Is(err, stop) || cursor == "" {
		t.Fatalf("%v", err)
	}
	again := open(t, guided.Config{CSV: path})
	again.index.rows = p.index.rows
	sizes, err := again.walk(cursor)
	if err != nil || !slices.Equal(sizes, []int{500, 200}) || len(again.index.rows) != 1200 {
		t.Errorf("pages of %v, %d accounts in all, %v", sizes, len(again.index.rows), err)
	}
	for _, unknown := range []string{"x", "0000000000000000:7", cursor[:17] + "x"} {
		_, err = again.walk(unknown)
		wants(t, err, client.Invalid, "cursor-unknown")
	}
	if err := os.Chtimes(path, time.Time{}, today); err != nil {
		t.Fatal(err)
	}
	_, err = again.walk(cursor)
	wants(t, err, client.Invalid, "cursor-unknown")
}

func TestFilesThatAreNoDirectory(t *testing.T) {
	for what, content := range map[string]string{"empty": "", "blank": "\n\n", "only a separator": "sep=,"} {
		_, err := open(t, guided.Config{CSV: file(t, []byte(content))}).walk("")
		wants(t, err, client.Unavailable, "directory-unreadable")
		if err != nil && strings.Contains(err.Error(), "export") {
			t.Errorf("%s: the error names the file: %v", what, err)
		}
	}
	p := open(t, guided.Config{CSV: "/no/such/folder/secret-name.csv"})
	_, err := p.walk("")
	wants(t, err, client.Unavailable, "directory-unreadable")
	if err != nil && strings.Contains(err.Error(), "secret-name") {
		t.Errorf("the error names the file: %v", err)
	}
	if _, err := p.About(t.Context()); err != nil {
		t.Errorf("nobody can sign in because a file is missing: %v", err)
	}
	_, err = open(t, guided.Config{CSV: file(t, []byte("Name,MRN\nAna,1\n1\n2\n3\n"))}).walk("")
	wants(t, err, client.Invalid, "rows-unusable")
	_, err = open(t, guided.Config{CSV: file(t, []byte("Name,MRN\n"))}).walk("")
	wants(t, err, client.Invalid, "rows-unusable") // an export that was cut off must not take the place of a good one
}

func TestWhatIsNoFileKeepsNobodyWaiting(t *testing.T) {
	large := file(t, nil)
	if err := os.Truncate(large, 1<<30+1); err != nil {
		t.Fatal(err)
	}
	for what, path := range map[string]string{"a folder": t.TempDir(), "too large": large, "a pipe": endless(t)} {
		t.Run(what, func(t *testing.T) {
			_, err := open(t, guided.Config{CSV: path}).walk("")
			wants(t, err, client.Unavailable, "directory-unreadable")
			if _, err := guided.Load(path); err == nil {
				t.Error("it is taken for a guide")
			}
		})
	}
}

func TestAFileThatIsWrittenMeanwhileIsNotTakenForWhole(t *testing.T) {
	path := file(t, manyRows(1200))
	p := open(t, guided.Config{CSV: path})
	err := p.Walk(t.Context(), "", func(_ []client.Listed, next string, _ int) error {
		if next == "" {
			t.Error("the walk came to an end")
		}
		return os.WriteFile(path, manyRows(1300), 0o600)
	})
	wants(t, err, client.Unavailable, "directory-unreadable")
}

func TestWhatCannotBeSeenIsNoPartOfAName(t *testing.T) {
	p := openFile(t, "Last Name,First Name,MRN\nAlv\u202earez\u2066,\u200bMaria\x07\ufeff,=\"004\u200f0123\"\n")
	if f := p.only(); f.FamilyName != "Alvarez" || f.GivenName != "Maria" || f.MRN != "0040123" {
		t.Errorf("%+q %q %q", f.FamilyName, f.GivenName, f.MRN)
	}
	if len(p.search("alvarez")) != 1 {
		t.Error("the name is not found")
	}
}

func TestCellsThatSpreadsheetsWriteAsFormulasAreRead(t *testing.T) {
	for _, row := range []string{
		`="00123","=""Li, An""",1`, `"=""00123""",="Li, An",="1"`, "=\"00123\",\"Li, An\",=1",
	} {
		if f := openFile(t, "MRN,Patient Name,Note\n"+row+"\n").only(); f.MRN != "00123" || f.FamilyName != "Li" || f.GivenName != "An" {
			t.Errorf("%s is read as %+v", row, f)
		}
	}
}

func TestAWalkEndsWithItsContext(t *testing.T) {
	p := open(t, guided.Config{CSV: file(t, manyRows(2000))})
	ctx, cancel := context.WithCancel(t.Context())
	err := p.Walk(ctx, "", func([]client.Listed, string, int) error { cancel(); return nil })
	wants(t, err, client.Canceled, "")
}

func TestWithoutAFileThereIsNothingToWalk(t *testing.T) {
	p := open(t, guided.Config{})
	if sizes, err := p.walk(""); err != nil || !slices.Equal(sizes, []int{0}) {
		t.Errorf("%v, %v", sizes, err)
	}
	if report, err := p.Fields(t.Context()); err != nil || len(report.Paths) != 0 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestIdentifiersAreThoseTheFileHas(t *testing.T) {
	p := open(t, guided.Config{CSV: file(t, []byte("Name,DOB,MRN,Zip\n"))})
	want := []client.IdentifierKind{client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPostcode}
	for range 2 {
		if got := about(t, p).Verification.Identifiers; !slices.Equal(got, want) {
			t.Errorf("%v", got)
		}
	}
	path := file(t, []byte("Name,DOB\n"))
	p = open(t, guided.Config{CSV: path})
	about(t, p)
	if err := os.WriteFile(path, []byte("Name,Email,Note\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := about(t, p).Verification.Identifiers; !slices.Equal(got, []client.IdentifierKind{client.IdentifierName, client.IdentifierEmail}) {
		t.Errorf("another export has %v", got)
	}
}

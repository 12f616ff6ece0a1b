package said_test

import (
	"testing"

	"portaldesk/client"
)

const fullName = client.IdentifierName

func TestNamesInAnyOrder(t *testing.T) {
	runAll(t, []sayings{
		{"two words", fullName, named("Maria", "Alvarez"),
			[]string{"Maria Alvarez", "alvarez maria", "Alvarez, Maria", "MARIA  ALVAREZ", "maría álvarez"},
			[]string{"", "Maria", "Alvarez", "Maria Alvarez Maria", "Mario Alvarez", "a", "Maria Alvarezz", "Marie Alvarez", "Maria Alvares",
				"M Alvarez", "Maria A", "Maria A Alvarez", "Maria Elena Alvarez", "Alvarez Alvarez"}},
		{"middle names", fullName, named("Maria Elena", "Alvarez"),
			[]string{"Maria Elena Alvarez", "Maria Alvarez", "Maria E. Alvarez", "Maria E Alvarez", "Alvarez, Maria E", "Alvarez Maria Elena"},
			[]string{"Elena Alvarez", "Maria F Alvarez", "Maria Elina Alvarez", "Maria El Alvarez", "M Elena Alvarez", "Elena Maria Alvarez"}},
		{"an initial on file", fullName, named("Ann A.", "Lee"), []string{"Ann A Lee", "Ann Lee", "Lee, Ann A."}, []string{"Anna Lee", "Ann B Lee", "Ann Alee"}},
		{"accents and letters without one", fullName, named("Żaneta", "Kowalska-Łoś"),
			[]string{"Zaneta Kowalska-Los", "kowalska los zaneta", "Żaneta Kowalska-Łoś", "Zaneta KowalskaLos"},
			[]string{"Zaneta Kowalska", "Zaneta Los", "Zaneta Kowalski-Los"}},
		{"apostrophes", fullName, named("Siobhán", "O'Brien"),
			[]string{"Siobhan OBrien", "O’Brien, Siobhan", "siobhan o'brien", "Siobhan O Brien", "O`Brien Siobhan"},
			[]string{"Siobhan Brien", "Siobhan O", "Siobhan OBryen"}},
		{"two spellings", fullName, named("芳", "王", "Wang Fang"), []string{"王芳", "芳 王", "fang wang", "Wang, Fang", "芳王"}, []string{"Wang", "王", "Wang 芳", "王方"}},
		{"display name only", fullName, named("", "", "Maria Alvarez"), []string{"Alvarez Maria", "Alvarez, Maria"}, []string{"Maria", "", "Mario Alvarez"}},
		{"display name with its comma", fullName, named("", "", "Alvarez, Maria Elena"), []string{"Maria Alvarez", "Maria Elena Alvarez"}, []string{"Elena Alvarez", "Maria Elena"}},
		{"one name", fullName, named("Suharto", ""), []string{"suharto"}, []string{"Suharto Suharto", "Haji Suharto", "", "Suhart"}},
		{"a name twice", fullName, named("Li", "Li"), []string{"li li", "Li, Li"}, []string{"li", "lili"}},
		{"in one word or two", fullName, named("Mary Kate", "de la Cruz"),
			[]string{"Marykate Delacruz", "Mary-Kate de la Cruz", "Mary de la Cruz"}, []string{"Mary Cruz", "Kate de la Cruz", "Mary de la"}},
		{"no name on file", fullName, client.OnFile{}, nil, []string{"", " ", "Maria", "'", "-", "Mr", "."}},
	})
}

func TestTwoSurnames(t *testing.T) {
	runAll(t, []sayings{
		{"the second may be left out", fullName, named("José", "García López"),
			[]string{"Jose Garcia Lopez", "José García", "Garcia, Jose", "García López, José", "Jose Garcia-Lopez"},
			[]string{"García", "García López", "José López", "Jose", "José López García", "Josefa Garcia", "Jose Garcias"}},
		{"with particles", fullName, named("Ana", "de la Cruz Martínez"), []string{"Ana de la Cruz", "Ana de la Cruz Martinez"}, []string{"Ana de", "Ana de la", "Ana Martinez", "Ana Cruz"}},
		{"particles alone are no surname", fullName, named("Jan", "van der Berg"), []string{"Jan van der Berg", "Jan Vanderberg"}, []string{"Jan van", "Jan van der", "Jan Berg"}},
	})
}

func TestTitlesAndGenerations(t *testing.T) {
	runAll(t, []sayings{
		{"titles", fullName, named("Maria", "Alvarez"),
			[]string{"Mrs. Maria Alvarez", "Dr Maria Alvarez", "Alvarez, Dr. Maria", "Señora Maria Alvarez", "Sra. Maria Alvarez", "doña Maria Alvarez", "Prof. Dr. Maria Alvarez"},
			[]string{"Mrs Alvarez", "Dr. Alvarez", "Maria Dr", "Mrs"}},
		{"a title on file", fullName, named("Dr. Maria", "Alvarez"), []string{"Maria Alvarez", "Dr. Maria Alvarez", "Dr. Alvarez, Maria"}, []string{"Dr. Alvarez"}},
		{"father and son", fullName, named("William", "Brown Jr."), []string{"William Brown", "William Brown Jr", "Brown Jr., William", "William Brown, Jr."},
			[]string{"William Brown Sr.", "William Brown III", "William Jr"}},
		{"a generation nobody has on file", fullName, named("William", "Brown"), []string{"William Brown III", "William Brown Jr."}, []string{"William III", "Brown Jr"}},
		{"a name that is a title elsewhere", fullName, named("Don", "Johnson"), []string{"Don Johnson", "Mr. Don Johnson", "Johnson, Don"}, []string{"Johnson", "Mr. Johnson", "Dan Johnson"}},
	})
}

func TestNamesThatAreSpelled(t *testing.T) {
	runAll(t, []sayings{
		{"letter by letter", fullName, named("Maria", "Alvarez"),
			[]string{"Maria A-L-V-A-R-E-Z", "Maria A L V A R E Z", "M-A-R-I-A A-L-V-A-R-E-Z", "Maria a.l.v.a.r.e.z.", "A-L-V-A-R-E-Z, Maria", "M A R I A A L V A R E Z", "M A R I A, A L V A R E Z"},
			[]string{"A-L-V-A-R-E-Z", "Maria A-L-V-A-R-E-S", "Maria A-L-V-A-R-E", "Maria A L V A R E Z Z", "M-A-R-I-O A-L-V-A-R-E-Z"}},
		{"by the alphabet", fullName, named("Maria", "Alvarez"),
			[]string{"Maria Alpha Lima Victor Alpha Romeo Echo Zulu", "maria alfa lima victor alfa romeo echo zulu", "Maria Alpha-Lima-Victor-Alpha-Romeo-Echo-Zulu"},
			[]string{"Maria Alpha Lima Victor Alpha Romeo Echo Sierra", "Maria Alpha Lima Victor", "Maria Alpha"}},
		{"names that are letters", fullName, named("Victor", "Romeo"), []string{"Victor Romeo", "Romeo, Victor"}, []string{"V R", "Victor", "Oscar Romeo"}},
		{"three names that are letters", fullName, named("Oscar Mike", "Victor"), []string{"Oscar Mike Victor"}, []string{"omv", "Mike Victor"}},
	})
}

func TestLettersThatAreWrittenInTwoWays(t *testing.T) {
	runAll(t, []sayings{
		{"umlaut on file", fullName, named("Jürgen", "Müller"), []string{"Jurgen Muller", "Juergen Mueller", "Jürgen Müller"}, []string{"Jurgen Miller", "Jürgen Müeller", "Jirgen Muller"}},
		{"umlaut said", fullName, named("Juergen", "Mueller"), []string{"Jürgen Müller", "Juergen Mueller"}, []string{"Jurgen Muller"}},
		{"no umlaut anywhere", fullName, named("Jurgen", "Muller"), []string{"Jürgen Müller", "jurgen muller"}, []string{"Juergen Mueller"}},
		{"sharp s", fullName, named("Franz", "Groß"), []string{"Franz Gross", "franz groß"}, []string{"Franz Gros", "Franz Grob"}},
		{"ø and æ", fullName, named("Søren", "Kjær"), []string{"Soren Kjaer", "Soeren Kjær", "Søren Kjær"}, []string{"Soren Kjar", "Sören Kjor"}},
		{"å", fullName, named("Åse", "Lund"), []string{"Ase Lund", "Aase Lund"}, []string{"Ose Lund"}},
		{"ñ", fullName, named("Íñigo", "Núñez"), []string{"Inigo Nunez"}, []string{"Inigo Nuñes", "Inigo Nunnez"}},
		{"decomposed accents", fullName, named("Jose\u0301", "Nu\u0301n\u0303ez"), []string{"José Núñez", "Jose Nunez"}, []string{"Joseph Nunez"}},
	})
}

func TestNamesInOtherScripts(t *testing.T) {
	runAll(t, []sayings{
		{"Russian", fullName, named("Юлия", "Щербакова"),
			[]string{"Юлия Щербакова", "Yuliya Shcherbakova", "Iuliia Shcherbakova", "Yulia Shcherbakova", "Shcherbakova, Yulia"},
			[]string{"Julia Shcherbakova", "Yulia Sherbakova", "Юлия Щербаков", "Yulia"}},
		{"Russian endings", fullName, named("Дмитрий", "Чайковский"), []string{"Dmitriy Chaykovskiy", "Dmitrii Chaikovskii", "Dmitry Chaykovsky"}, []string{"Dmitri Tchaikovsky", "Dimitry Chaykovsky"}},
		{"Russian beginnings", fullName, named("Елена", "Петрова"), []string{"Yelena Petrova", "Elena Petrova"}, []string{"Helena Petrova", "Jelena Petrova"}},
		{"Ukrainian", fullName, named("Юрій", "Гнатюк"), []string{"Yurii Hnatiuk", "Юрій Гнатюк"}, []string{"Yuri Hnatiuk", "Jurii Hnatiuk"}},
		{"Greek", fullName, named("Γιώργος", "Παπαδόπουλος"), []string{"Giorgos Papadopoulos", "Γιωργος Παπαδοπουλος"}, []string{"George Papadopoulos", "Yorgos Papadopoulos", "Giorgos Papadopulos"}},
		{"Greek with two ways", fullName, named("Ευάγγελος", "Χρήστου"), []string{"Evangelos Christou", "Evangelos Hristou"}, []string{"Vangelis Christou"}},
		{"Arabic", fullName, named("يوسف", "حداد", "Youssef Haddad"), []string{"يوسف حداد", "Youssef Haddad"}, []string{"Yusuf Haddad", "Youssef Hadad"}},
	})
}

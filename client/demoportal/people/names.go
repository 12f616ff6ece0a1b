package people

import (
	"math/rand/v2"
	"strings"
)

// tradition is a stock of names that go together. A name in another script is followed by its transcription, "王|Wang".
type tradition struct {
	share    int // of 100 people
	language string
	// together: the name is also written without a blank between family and given name.
	together bool
	families []string
	givens   []string
}

var traditions = []tradition{
	{share: 14, language: "es",
		families: []string{"García", "Hernández", "Martínez", "Núñez", "Peña", "Álvarez", "Gutiérrez", "Ibáñez", "de la Cruz", "Rodríguez Vega", "Muñoz-Ortiz", "Castañeda"},
		givens:   []string{"José", "María José", "Sofía", "Ángel", "Inés", "Raúl", "Lucía", "Iñaki", "Belén", "Andrés", "Ximena", "Tomás"}},
	{share: 4, language: "pl",
		families: []string{"Nowak", "Wiśniewska", "Wójcik", "Zając", "Kowalczyk-Łoś", "Dąbrowski", "Gołąb", "Świerczewska"},
		givens:   []string{"Łukasz", "Małgorzata", "Zbigniew", "Grażyna", "Michał", "Żaneta", "Jędrzej", "Bożena"}},
	{share: 6, language: "vi",
		families: []string{"Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Võ", "Huỳnh"},
		givens:   []string{"Thị Mai", "Văn Đức", "Minh Anh", "Quốc Bảo", "Thị Hồng", "Thanh Tùng", "Ngọc Ánh"}},
	{share: 5, language: "zh", together: true,
		families: []string{"王|Wang", "李|Li", "张|Zhang", "刘|Liu", "陈|Chen", "欧阳|Ouyang", "赵|Zhao"},
		givens:   []string{"芳|Fang", "伟|Wei", "秀英|Xiuying", "建国|Jianguo", "丽华|Lihua", "浩然|Haoran", "敏|Min"}},
	{share: 3, language: "ar",
		families: []string{"حداد|Haddad", "منصور|Mansour", "خوري|Khoury", "الأحمد|Al-Ahmad", "سليمان|Suleiman"},
		givens:   []string{"فاطمة|Fatima", "يوسف|Youssef", "ليلى|Layla", "عمر|Omar", "مريم|Maryam"}},
	{share: 3, language: "ru",
		families: []string{"Иванов|Ivanov", "Петрова|Petrova", "Соловьёв|Solovyov", "Шевченко|Shevchenko", "Кузнецова|Kuznetsova"},
		givens:   []string{"Анна|Anna", "Пётр|Pyotr", "Ольга|Olga", "Дмитрий|Dmitry", "Наталья|Natalya"}},
	{share: 3, language: "hi",
		families: []string{"शर्मा|Sharma", "पटेल|Patel", "सिंह|Singh", "गुप्ता|Gupta"},
		givens:   []string{"मीरा|Meera", "अर्जुन|Arjun", "प्रिया|Priya", "रोहन|Rohan", "लक्ष्मी|Lakshmi"}},
	{share: 3, language: "ko", together: true,
		families: []string{"김|Kim", "이|Lee", "박|Park", "최|Choi"},
		givens:   []string{"민준|Minjun", "서연|Seoyeon", "지훈|Jihoon", "하은|Haeun"}},
	{share: 3, language: "en",
		families: []string{"O'Brien", "O'Neill", "MacCarthy", "D'Angelo", "Smith-Jones", "Saint-Pierre", "van der Berg", "Ó Súilleabháin"},
		givens:   []string{"Siobhán", "Seán", "Niamh", "Jean-Luc", "Mary-Kate", "Anne Marie", "Ciarán"}},
	{share: 1, language: "en", families: []string{""},
		givens: []string{"Suharto", "Sukarno", "Madhavi", "Wayan", "Tenzin", "Dolma"}},
}

// name gives a person a name and a language: one of the traditions above, or an English one.
func name(rng *rand.Rand) Identity {
	draw := rng.IntN(100)
	for _, t := range traditions {
		if draw < t.share {
			return t.identity(pick(rng, t.families), pick(rng, t.givens), language(rng, t.language))
		}
		draw -= t.share
	}
	return Identity{Family: familyName(rng), Given: givenName(rng), Language: "en"}
}

func (t tradition) identity(family, given, language string) Identity {
	family, familyRoman, _ := strings.Cut(family, "|")
	given, givenRoman, _ := strings.Cut(given, "|")
	identity := Identity{Family: family, Given: given, Language: language}
	if t.together {
		identity.Spellings = append(identity.Spellings, family+given)
	}
	if givenRoman != "" {
		identity.Spellings = append(identity.Spellings, givenRoman+" "+familyRoman)
	}
	return identity
}

// language is the tradition's own for most, and English for those who prefer it.
func language(rng *rand.Rand, own string) string {
	if rng.IntN(3) == 0 {
		return "en"
	}
	return own
}

// latin is the name in the letters that login IDs and addresses are made of.
func (i Identity) latin() string {
	if n := len(i.Spellings); n > 0 {
		return i.Spellings[n-1]
	}
	return i.Spoken()
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }

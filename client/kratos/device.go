package kratos

import "strings"

// device is what a person would call the program with this User-Agent: "Safari on iPhone". Browsers name others that they
// are like, so the order is that of being sure.
func device(agent string) string {
	browser := first(agent, browsers)
	system := first(agent, systems)
	switch {
	case browser != "" && system != "":
		return browser + " on " + system
	case browser+system != "":
		return browser + system
	}
	return "unknown device"
}

type sign struct{ mark, name string }

var browsers = []sign{
	{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
	{"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
}

var systems = []sign{
	{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"CrOS", "Chromebook"},
	{"Macintosh", "Mac"}, {"Linux", "Linux"},
}

func first(agent string, signs []sign) string {
	for _, one := range signs {
		if strings.Contains(agent, one.mark) {
			return one.name
		}
	}
	return ""
}

package diagnosis

import (
	"maps"
	"slices"
)

// Sentences are all keys of the translation that this package gives to a screen, sorted, each once: of our rules and their
// evidence, of the questions and of the checklist. A clinic's own causes are shown as they are written.
func Sentences() []string {
	all := slices.Clone(otherEvidence)
	for _, r := range Ours().rules {
		all = append(all, r.Sentence, r.Tell, r.Otherwise)
	}
	for _, step := range OurChecklist().steps {
		all = append(all, step.Ask, step.Line)
	}
	for _, q := range questions {
		all = append(all, q.Ask)
		for _, choice := range q.Answers {
			all = append(all, choice.Label)
		}
	}
	for _, way := range waysItWent {
		all = append(all, way.Label)
	}
	all = slices.AppendSeq(all, maps.Values(triedSentences))
	all = slices.AppendSeq(all, maps.Values(mailSentences))
	all = slices.AppendSeq(all, maps.Values(proxySentences))
	all = slices.AppendSeq(all, maps.Values(codeSentences))
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.DeleteFunc(all, func(key string) bool { return key == "" })
}

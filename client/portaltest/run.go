package portaltest

import "context"

// T is what a test says how it went with. A *testing.T is one.
type T interface {
	Helper()
	Context() context.Context
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
	FailNow()
}

// Runner is a T that runs tests beneath it. A *testing.T is one; R is its own type.
type Runner[R any] interface {
	T
	Run(name string, run func(R)) bool
}

// Run tries everything that the contract promises, each promise as a test of its own, and answers how each went. It changes
// accounts of the target and adds calls and audit events. Where the environment names a folder in PORTALDESK_RESULTS, the
// results are written there too ([WriteFile]).
func Run[R Runner[R]](t R, target Target) []Result {
	t.Helper()
	s, err := open(t.Context(), target)
	if err != nil {
		t.Errorf("%v", err)
		t.FailNow()
	}
	s.explain(t)
	var results []Result
	for _, group := range s.groups() {
		t.Run(group.name, func(t R) {
			for _, test := range group.tests {
				t.Run(test.name, func(t R) {
					t.Helper()
					s.try(t, group.name, test, func(result Result) { results = append(results, result) })
				})
			}
		})
	}
	if err := publish(target.Name, results); err != nil {
		t.Errorf("the results were not written: %v", err)
	}
	return results
}

// Read tries what changes nothing, on a portal that is in use. Tell is told each result as it comes; it may be nil. The error
// is that of About, without which nothing can be tried.
func Read(ctx context.Context, target Target, tell func(Result)) ([]Result, error) {
	return some(ctx, target, tell, func(test test) bool { return test.reads })
}

// Write tries the operations, and keeps a call and audit events, for which one account is enough: [Target.Sample] answers the
// same account every time, as long as it stands as the trait says. What was changed stays changed.
func Write(ctx context.Context, target Target, tell func(Result)) ([]Result, error) {
	return some(ctx, target, tell, func(test test) bool { return test.single })
}

func some(ctx context.Context, target Target, tell func(Result), wanted func(test) bool) ([]Result, error) {
	s, err := open(ctx, target)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, group := range s.groups() {
		for _, test := range group.tests {
			if !wanted(test) {
				continue
			}
			s.try(program{ctx}, group.name, test, func(result Result) {
				results = append(results, result)
				if tell != nil {
					tell(result)
				}
			})
		}
	}
	return results, nil
}

// program is the T of a test that runs in the program: the [trial] around it keeps what happened.
type program struct{ ctx context.Context }

func (program) Helper()                    {}
func (p program) Context() context.Context { return p.ctx }
func (program) Logf(string, ...any)        {}
func (program) Errorf(string, ...any)      {}
func (program) FailNow()                   { panic(stop{}) }

package kratos

import (
	"context"
	"maps"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// watchEvery is how often the account is read while a patch is under way: often enough to see a change that counts as settled.
const watchEvery = settleLeast / 4

// watch sees what others make of an account while a patch of it is under way, because that patch may undo it: see [work.set].
type watch struct {
	stop context.CancelFunc
	done chan struct{}
	seen []identity
}

// watch begins. The account is first read after [watchEvery], so a patch that takes a usual time costs nothing more.
func (w *work) watch(ctx context.Context) *watch {
	ctx, stop := context.WithCancel(ctx)
	watching := &watch{stop: stop, done: make(chan struct{})}
	go func() {
		defer close(watching.done)
		tick := time.NewTicker(watchEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if now, err := w.read(ctx, w.op, w.change.Account); err == nil {
				watching.seen = append(watching.seen, now)
			}
		}
	}()
	return watching
}

// end answers the account as it was seen, in order.
func (w *watch) end() []identity {
	w.stop()
	<-w.done
	return w.seen
}

// undid says whether something that somebody else made was there for a while and is as before again.
func (e edit) undid(before identity, seen []identity, now identity) bool {
	was, is := before.leaves(), now.leaves()
	for _, between := range seen {
		there := between.leaves()
		paths := maps.Clone(was)
		maps.Copy(paths, there)
		for path := range paths {
			changed, stands := !reflect.DeepEqual(there[path], was[path]), reflect.DeepEqual(there[path], is[path])
			if !changed || stands {
				continue
			}
			if own, mine := e.makes(path); mine && !reflect.DeepEqual(there[path], own) || reflect.DeepEqual(is[path], was[path]) {
				return true
			}
		}
	}
	return false
}

// makes answers what the step makes of the leaf at a path; false when that is none of its own.
func (e edit) makes(path string) (any, bool) {
	rest, within := strings.CutPrefix(path, e.Path)
	if !within || rest != "" && rest[0] != '/' {
		return nil, false
	}
	value, _ := at(e.Value, rest)
	return value, true
}

// leaves are the single values of what the desk changes of an account, by their JSON pointers.
func (i identity) leaves() map[string]any {
	all := map[string]any{statePath: i.State}
	addLeaves(all, traitsPath, i.Traits)
	return all
}

func addLeaves(all map[string]any, path string, value any) {
	switch parent := value.(type) {
	case map[string]any:
		for name, child := range parent {
			addLeaves(all, path+"/"+escaped.Replace(name), child)
		}
	case []any:
		for n, child := range parent {
			addLeaves(all, path+"/"+strconv.Itoa(n), child)
		}
	default:
		all[path] = value
	}
}

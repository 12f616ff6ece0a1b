package secret

import "sync"

// InMemory is a ring for this run only. It keeps to the same rules as [System], and nothing of it reaches a disk.
func InMemory() Ring {
	return &memory{items: map[string]string{}}
}

type memory struct {
	mu    sync.Mutex
	items map[string]string
}

func (m *memory) Get(item string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, found := m.items[item]
	if !found {
		return "", failure("get", ErrNotFound, nil)
	}
	return value, nil
}

func (m *memory) Set(item, value string) error {
	if err := checkSize("set", value); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.items[item] = value
	return nil
}

func (m *memory) Delete(item string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.items, item)
	return nil
}

func (m *memory) Durable() bool { return false }

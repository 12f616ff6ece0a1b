package settings

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"time"

	"portaldesk/app/store/durable"
)

const (
	fileName    = "settings.json"
	fileVersion = 1
)

// content is the file: the settings, and every entry as it stands there.
type content struct {
	settings Settings
	entries  object
}

type object = map[string]json.RawMessage

// load reads the file. A missing one has the defaults. The errors are [ErrNewer], [*DamagedError] (then it was moved
// aside), [*RepairedError] (then the content is usable) and those of the system.
func load(path string) (content, error) {
	c := content{Defaults(), object{}}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return c, failure("read", err)
	}
	var entries object
	if json.Unmarshal(text, &entries) != nil {
		return c, setAside(path)
	}
	var version int
	if json.Unmarshal(entries["version"], &version) != nil || version < 1 {
		return c, setAside(path)
	}
	if version > fileVersion {
		return c, ErrNewer
	}
	c.entries = entries
	return c, c.take()
}

// take reads the settings out of the entries. What cannot be is left at its default.
func (c *content) take() error {
	var repaired []string
	for _, setting := range known {
		entry, there := c.entries[setting.key]
		if !there {
			continue
		}
		tried := c.settings.clone()
		if string(entry) == "null" || json.Unmarshal(entry, setting.at(&tried)) != nil || !setting.fine(tried) {
			repaired = append(repaired, setting.key)
			continue
		}
		c.settings = tried
	}
	if len(repaired) > 0 {
		return &RepairedError{repaired}
	}
	return nil
}

func setAside(path string) error {
	suffix := ".damaged-" + time.Now().UTC().Format("20060102-150405.000000000")
	if err := os.Rename(path, path+suffix); err != nil {
		return failure("set aside", err)
	}
	return &DamagedError{KeptAs: fileName + suffix}
}

// save writes the settings over the entries they are read from, and keeps all others.
func (c content) save(path string) error {
	settings, err := json.Marshal(c.settings)
	if err != nil {
		return failure("write", err)
	}
	merged, err := merge(c.entries, settings)
	if err != nil {
		return failure("write", err)
	}
	merged["version"] = json.RawMessage("1")
	text, err := json.MarshalIndent(merged, "", "  ")
	if err != nil {
		return failure("write", err)
	}
	return failure("write", durable.WriteFile(path, append(text, '\n')))
}

// merge answers the entries with those of an object put in their place, object by object.
func merge(entries object, over json.RawMessage) (object, error) {
	var fresh object
	if err := json.Unmarshal(over, &fresh); err != nil {
		return nil, err
	}
	merged := object{}
	maps.Copy(merged, entries)
	for key, value := range fresh {
		var inner object
		if value[0] != '{' || json.Unmarshal(merged[key], &inner) != nil {
			merged[key] = value
			continue
		}
		deeper, err := merge(inner, value)
		if err != nil {
			return nil, err
		}
		if merged[key], err = json.Marshal(deeper); err != nil {
			return nil, err
		}
	}
	return merged, nil
}

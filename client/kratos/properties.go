package kratos

import (
	"bytes"
	"encoding/json"
)

// property is one named part of a schema.
type property struct {
	name   string
	schema schema
}

// properties are those of a JSON object, in the order in which they stand there.
type properties []property

// UnmarshalJSON implements [json.Unmarshaler].
func (p *properties) UnmarshalJSON(text []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if opened, err := decoder.Token(); err != nil || opened != json.Delim('{') {
		return err // anything but an object has no properties
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return err
		}
		var part json.RawMessage
		if err := decoder.Decode(&part); err != nil {
			return err
		}
		one := property{name: name.(string)}
		// A boolean is a schema too, and one that cannot be made out is somebody else's trait: nothing is read from them.
		_ = json.Unmarshal(part, &one.schema)
		*p = append(*p, one)
	}
	return nil
}

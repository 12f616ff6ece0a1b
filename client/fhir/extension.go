package fhir

import "time"

// extension is a part that R4 has no element for: a value, or parts of its own.
type extension struct {
	URL           string      `json:"url"`
	ValueString   string      `json:"valueString,omitempty"`
	ValueCode     string      `json:"valueCode,omitempty"`
	ValueInteger  *int        `json:"valueInteger,omitempty"`
	ValueDateTime string      `json:"valueDateTime,omitempty"`
	ValueDuration *duration   `json:"valueDuration,omitempty"`
	Extension     []extension `json:"extension,omitempty"`
}

// parts is an extension made of others. R4 has no empty values: those without one are left out.
func parts(url string, all ...extension) extension {
	whole := extension{URL: url}
	for _, part := range all {
		if part.ValueString+part.ValueCode+part.ValueDateTime != "" || part.ValueInteger != nil || part.ValueDuration != nil {
			whole.Extension = append(whole.Extension, part)
		}
	}
	return whole
}

func text(url, value string) extension { return extension{URL: url, ValueString: value} }

func code[T ~string](url string, value T) extension {
	return extension{URL: url, ValueCode: string(value)}
}

func number(url string, value int) extension { return extension{URL: url, ValueInteger: &value} }

func length(url string, value int) extension {
	return extension{URL: url, ValueDuration: seconds(value)}
}

func moment(url string, value time.Time) extension {
	return extension{URL: url, ValueDateTime: written(value)}
}

// part answers the extension with this address, empty when there is none.
func part(all []extension, url string) extension {
	for _, e := range all {
		if e.URL == url {
			return e
		}
	}
	return extension{}
}

func (e extension) integer() int {
	if e.ValueInteger == nil {
		return 0
	}
	return *e.ValueInteger
}

func (e extension) seconds() int {
	if e.ValueDuration == nil {
		return 0
	}
	return e.ValueDuration.Value
}

// written is a moment as R4 writes it, to the nanosecond: the trail's hashes are over the whole of it.
func written(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }

// moments are read as they are written; what is none is the zero time.
func read(at string) time.Time {
	parsed, err := time.Parse(time.RFC3339Nano, at)
	if err != nil {
		return time.Time{}
	}
	return parsed.UTC()
}

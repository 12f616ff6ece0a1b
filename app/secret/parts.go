package secret

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// maxParts is how many items one value may take: 40 KiB, more than a server takes in a header.
const maxParts = 16

// parted is a value that may be longer than [MaxValue]. One that fits is the item itself. A longer one is cut into parts,
// which are items of their own, and the item is then the list of them: where they are, how many, and a checksum of the
// whole. There are two places for parts. A new value is written to the one that is not in use, and the list after it;
// wherever the power goes, the item is the whole of the old value or the whole of the new one.
type parted struct {
	ring Ring
	item string
}

// list is what the item holds in place of a value that was cut.
type list struct {
	place string
	count int
	sum   string // SHA-256 of the whole value, in hex
}

const listMark = "portaldesk-parts-1"

func (l list) String() string { return fmt.Sprintf("%s %s %d %s", listMark, l.place, l.count, l.sum) }

// readList answers false for a value that was not cut.
func readList(value string) (list, bool) {
	var l list
	_, err := fmt.Sscanf(value, listMark+" %1s %d %64s", &l.place, &l.count, &l.sum)
	known := (l.place == "a" || l.place == "b") && l.count >= 1 && l.count <= maxParts
	return l, err == nil && known && l.String() == value
}

func sum(value string) string {
	digest := sha256.Sum256([]byte(value))
	return hex.EncodeToString(digest[:])
}

func (p parted) part(place string, number int) string {
	return p.item + "." + place + "." + strconv.Itoa(number)
}

// get answers "" when there is none. Parts that do not add up are as good as none: no server would take them.
func (p parted) get() (string, error) {
	value, err := p.read(p.item)
	if err != nil {
		return "", err
	}
	parts, cut := readList(value)
	if !cut {
		return value, nil
	}
	var whole strings.Builder
	for number := range parts.count {
		part, err := p.read(p.part(parts.place, number))
		if err != nil {
			return "", err
		}
		whole.WriteString(part)
	}
	if sum(whole.String()) != parts.sum {
		return "", nil
	}
	return whole.String(), nil
}

// set keeps a value in place of the one before. What is left of that in parts is swept away afterwards; when this fails
// the value is kept all the same, and the next set or forget sweeps again.
func (p parted) set(value string) error {
	if len(value) > maxParts*MaxValue {
		return failure("set", ErrTooBig, nil)
	}
	before, err := p.read(p.item)
	if err != nil {
		return err
	}
	old, wasCut := readList(before)
	if _, alike := readList(value); len(value) <= MaxValue && !alike {
		err = p.ring.Set(p.item, value)
	} else {
		err = p.cut(value, old.place)
	}
	if err == nil && wasCut {
		_ = p.sweep(old.place)
	}
	return err
}

// cut keeps a value in parts, away from the place of those in use.
func (p parted) cut(value, inUse string) error {
	parts := list{place: "a", sum: sum(value)}
	if inUse == parts.place {
		parts.place = "b"
	}
	for rest := value; rest != ""; parts.count++ {
		length := min(len(rest), MaxValue)
		if err := p.ring.Set(p.part(parts.place, parts.count), rest[:length]); err != nil {
			return err
		}
		rest = rest[length:]
	}
	return p.ring.Set(p.item, parts.String())
}

// forget forgets the value whole, and first that there is one.
func (p parted) forget() error {
	if err := p.ring.Delete(p.item); err != nil {
		return err
	}
	return errors.Join(p.sweep("a"), p.sweep("b"))
}

// sweep deletes the parts at a place, the last first, so that those that are left when it is cut short can be found
// again from the first.
func (p parted) sweep(place string) error {
	count := 0
	for ; count < maxParts; count++ {
		part, err := p.read(p.part(place, count))
		if err != nil {
			return err
		}
		if part == "" {
			break
		}
	}
	for number := count - 1; number >= 0; number-- {
		if err := p.ring.Delete(p.part(place, number)); err != nil {
			return err
		}
	}
	return nil
}

// read answers "" for an item that is not there.
func (p parted) read(item string) (string, error) {
	value, err := p.ring.Get(item)
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return value, err
}

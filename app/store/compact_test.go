package store_test

import (
	"bytes"
	"os"
	"testing"

	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
)

func size(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	return info.Size()
}

// forget deletes the long notes from one number on.
func forget(t *testing.T, s *store.Store, from, to int) {
	t.Helper()
	must(t, s.Update(func(tx *store.Tx) error {
		for i := from; i < to; i++ {
			if err := tx.Delete("outbox", number(i)); err != nil {
				return err
			}
		}
		return nil
	}))
}

func TestWhatWasDeletedDoesNotLingerInFreePages(t *testing.T) {
	ring := secrettest.Ring(t)
	recipient, identity, _ := recoveryKey(t)
	path := noted(t, ring, 1200, store.RecoverableBy(recipient))
	before, err := os.ReadFile(path)
	must(t, err)
	deleted := sealedNote(t, before, 1100)
	s := open(t, path, ring)
	forget(t, s, 600, 1200)
	must(t, s.Close())
	if lingers, _ := os.ReadFile(path); !bytes.Contains(lingers, deleted) {
		t.Fatal("nothing lingers, so nothing is tested")
	}
	s = open(t, path, ring)
	must(t, s.View(func(tx *store.Tx) error {
		if long, short := tx.Count("outbox"), tx.Count("drafts"); long != 600 || short != 1200 {
			t.Errorf("%d and %d are left", long, short)
		}
		return nil
	}))
	must(t, s.Close())
	after, err := os.ReadFile(path)
	must(t, err)
	if bytes.Contains(after, deleted) || len(after) > len(before)*3/4 {
		t.Errorf("the file has %d bytes, %d before", len(after), len(before))
	}
	wantNotes(t, path, ring, 600)
	other := secrettest.Ring(t)
	must(t, store.Recover(path, other, identity))
	wantNotes(t, path, other, 600)
}

// Whoever must give way within a second has no time for it.
func TestAFileThatIsOpenedAsItIsStaysSo(t *testing.T) {
	ring := secrettest.Ring(t)
	path := noted(t, ring, 1200)
	s := open(t, path, ring)
	forget(t, s, 600, 1200)
	must(t, s.Close())
	before := size(t, path)
	s, err := store.Open(path, ring, store.AsItIs())
	must(t, err)
	must(t, s.Close())
	if after := size(t, path); after != before {
		t.Errorf("%d bytes, %d before", after, before)
	}
	must(t, open(t, path, ring).Close())
	if after := size(t, path); after >= before {
		t.Error("it was not worth being written anew, so nothing was tested")
	}
}

func TestALittleFreeRoomStays(t *testing.T) {
	ring := secrettest.Ring(t)
	path := noted(t, ring, 1200)
	s := open(t, path, ring)
	forget(t, s, 1100, 1200) // less than a quarter
	must(t, s.Close())
	before := size(t, path)
	open(t, path, ring)
	if after := size(t, path); after < before {
		t.Errorf("%d bytes, %d before", after, before)
	}
}

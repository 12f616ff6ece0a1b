//go:build torture

package store_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// disk is a folder behind a file system of our own, on which calls can fail and which remembers every change, so that the power can
// be cut after any of them. Whoever works on it must be another process: a page of a mapped file is read by a fault, during which
// Go cannot stop the thread, and so could not serve it.
type disk struct {
	// mounted is where the child works, behind where the files really are.
	mounted, behind string

	mu      sync.Mutex
	calls   int // so far, of those that may fail
	changes []change
	fault   fault
	unread  bool // something could not be read
}

// fault fails calls, counted from 1: the one named at, or all from there on.
type fault struct {
	at    int
	ever  bool
	errno syscall.Errno
}

// changeKind is what a change does to a disk.
type changeKind int

const (
	written changeKind = iota
	resized
	fileSynced
	named
	unnamed
	folderSynced
)

// change is one that a call made.
type change struct {
	kind changeKind
	file uint64 // the file's inode
	at   int64  // where it was written, or its new size
	data []byte
	name string
}

// WrapChild makes every file of the disk one that counts.
func (n *diskNode) WrapChild(_ context.Context, child fs.InodeEmbedder) fs.InodeEmbedder {
	if plain, ok := child.(*fs.LoopbackNode); ok {
		return &diskNode{fs.LoopbackNode{RootData: plain.RootData}, n.disk}
	}
	return child
}

func newDisk(t *testing.T, f fault) *disk {
	t.Helper()
	d := &disk{mounted: t.TempDir(), behind: t.TempDir(), fault: f}
	var root syscall.Stat_t
	must(t, syscall.Stat(d.behind, &root))
	data := &fs.LoopbackRoot{Path: d.behind, Dev: uint64(root.Dev)}
	data.RootNode = &diskNode{fs.LoopbackNode{RootData: data}, d}
	server, err := fs.Mount(d.mounted, data.RootNode, &fs.Options{MountOptions: fuse.MountOptions{DirectMountStrict: true, Name: "disk"}})
	if err != nil {
		t.Fatalf("a disk that counts needs /dev/fuse and the right to mount: %v", err)
	}
	t.Cleanup(func() {
		if err := server.Unmount(); err != nil {
			must(t, syscall.Unmount(d.mounted, syscall.MNT_DETACH))
		}
	})
	return d
}

func (d *disk) path() string { return filepath.Join(d.mounted, "store.db") }

// call counts a call that changes something and says how it fails.
func (d *disk) call() syscall.Errno {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls++
	if d.calls == d.fault.at || d.fault.ever && d.fault.at > 0 && d.calls > d.fault.at {
		return d.fault.errno
	}
	return 0
}

// look is call for what changes nothing, which only a broken disk refuses.
func (d *disk) look() syscall.Errno {
	if d.fault.errno != syscall.EIO {
		return 0
	}
	errno := d.call()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.unread = d.unread || errno != 0
	return errno
}

// note remembers a change that was made.
func (d *disk) note(c change) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.changes = append(d.changes, c)
}

// so is how many changes there were so far.
func (d *disk) so() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.changes)
}

// diskNode is a file or the folder.
type diskNode struct {
	fs.LoopbackNode
	disk *disk
}

func (n *diskNode) id() uint64 { return n.StableAttr().Ino }

func (n *diskNode) Create(ctx context.Context, name string, flags, mode uint32, out *fuse.EntryOut) (*fs.Inode, fs.FileHandle, uint32, syscall.Errno) {
	if errno := n.disk.call(); errno != 0 {
		return nil, nil, 0, errno
	}
	inode, handle, fuseFlags, errno := n.LoopbackNode.Create(ctx, name, flags, mode, out)
	if errno != 0 {
		return nil, nil, 0, errno
	}
	n.disk.note(change{kind: named, file: inode.StableAttr().Ino, name: name})
	return inode, &diskFile{handle, n.disk, inode.StableAttr().Ino}, fuseFlags, 0
}

func (n *diskNode) Open(ctx context.Context, flags uint32) (fs.FileHandle, uint32, syscall.Errno) {
	if errno := n.disk.look(); errno != 0 {
		return nil, 0, errno
	}
	handle, fuseFlags, errno := n.LoopbackNode.Open(ctx, flags)
	if errno != 0 {
		return nil, 0, errno
	}
	return &diskFile{handle, n.disk, n.id()}, fuseFlags, 0
}

func (n *diskNode) Setattr(ctx context.Context, f fs.FileHandle, in *fuse.SetAttrIn, out *fuse.AttrOut) syscall.Errno {
	size, resizes := in.GetSize()
	if !resizes {
		return n.LoopbackNode.Setattr(ctx, inner(f), in, out)
	}
	if errno := n.disk.call(); errno != 0 {
		return errno
	}
	errno := n.LoopbackNode.Setattr(ctx, inner(f), in, out)
	if errno == 0 {
		n.disk.note(change{kind: resized, file: n.id(), at: int64(size)})
	}
	return errno
}

func (n *diskNode) Getattr(ctx context.Context, f fs.FileHandle, out *fuse.AttrOut) syscall.Errno {
	return n.LoopbackNode.Getattr(ctx, inner(f), out)
}

func (n *diskNode) Link(ctx context.Context, target fs.InodeEmbedder, name string, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	if errno := n.disk.call(); errno != 0 {
		return nil, errno
	}
	inode, errno := n.LoopbackNode.Link(ctx, target, name, out)
	if errno == 0 {
		n.disk.note(change{kind: named, file: inode.StableAttr().Ino, name: name})
	}
	return inode, errno
}

func (n *diskNode) Unlink(ctx context.Context, name string) syscall.Errno {
	if errno := n.disk.call(); errno != 0 {
		return errno
	}
	errno := n.LoopbackNode.Unlink(ctx, name)
	if errno == 0 {
		n.disk.note(change{kind: unnamed, name: name})
	}
	return errno
}

// Fsync syncs nothing: the power that is cut is that of the remembered changes.
func (n *diskNode) Fsync(context.Context, fs.FileHandle, uint32) syscall.Errno {
	return n.disk.sync(change{kind: fileSynced, file: n.id()})
}

func (n *diskNode) OpendirHandle(ctx context.Context, flags uint32) (fs.FileHandle, uint32, syscall.Errno) {
	handle, fuseFlags, errno := n.LoopbackNode.OpendirHandle(ctx, flags)
	return &diskFolder{handle, n.disk}, fuseFlags, errno
}

// diskFolder is the folder as it is opened to be listed or synced.
type diskFolder struct {
	fs.FileHandle
	disk *disk
}

func (f *diskFolder) Fsyncdir(context.Context, uint32) syscall.Errno {
	return f.disk.sync(change{kind: folderSynced})
}

func (f *diskFolder) Readdirent(ctx context.Context) (*fuse.DirEntry, syscall.Errno) {
	return f.FileHandle.(fs.FileReaddirenter).Readdirent(ctx)
}

func (f *diskFolder) Releasedir(ctx context.Context, flags uint32) {
	f.FileHandle.(fs.FileReleasedirer).Releasedir(ctx, flags)
}

// sync notes a sync that does not fail.
func (d *disk) sync(c change) syscall.Errno {
	errno := d.call()
	if errno == 0 {
		d.note(c)
	}
	return errno
}

// diskFile is an open file.
type diskFile struct {
	fs.FileHandle
	disk *disk
	id   uint64
}

func inner(f fs.FileHandle) fs.FileHandle {
	if ours, is := f.(*diskFile); is {
		return ours.FileHandle
	}
	return f
}

func (f *diskFile) Read(ctx context.Context, into []byte, at int64) (fuse.ReadResult, syscall.Errno) {
	if errno := f.disk.look(); errno != 0 {
		return nil, errno
	}
	return f.FileHandle.(fs.FileReader).Read(ctx, into, at)
}

func (f *diskFile) Write(ctx context.Context, data []byte, at int64) (uint32, syscall.Errno) {
	if errno := f.disk.call(); errno != 0 {
		return 0, errno
	}
	n, errno := f.FileHandle.(fs.FileWriter).Write(ctx, data, at)
	if errno == 0 {
		f.disk.note(change{kind: written, file: f.id, at: at, data: bytes.Clone(data[:n])})
	}
	return n, errno
}

func (f *diskFile) Flush(ctx context.Context) syscall.Errno {
	return f.FileHandle.(fs.FileFlusher).Flush(ctx)
}

func (f *diskFile) Release(ctx context.Context) syscall.Errno {
	return f.FileHandle.(fs.FileReleaser).Release(ctx)
}

// platter is what a disk holds after the power came back.
type platter struct {
	files map[uint64][]byte
	names map[string]uint64
}

// cut is a disk after its first changes, of which those that were not synced are lost but for what the chance keeps.
func cut(changes []change, keep func() bool) platter {
	p := platter{map[uint64][]byte{}, map[string]uint64{}}
	for i, c := range changes {
		if synced(changes[i+1:], c) || keep() {
			p.apply(c)
		}
	}
	return p
}

// synced says whether a change is made durable by a later one.
func synced(later []change, c change) bool {
	for _, l := range later {
		folder := c.kind == named || c.kind == unnamed
		if folder && l.kind == folderSynced || !folder && l.kind == fileSynced && l.file == c.file {
			return true
		}
	}
	return false
}

func (p platter) apply(c change) {
	switch c.kind {
	case written:
		if end := int(c.at) + len(c.data); end > len(p.files[c.file]) {
			p.files[c.file] = append(p.files[c.file], make([]byte, end-len(p.files[c.file]))...)
		}
		copy(p.files[c.file][c.at:], c.data)
	case resized:
		now := make([]byte, c.at)
		copy(now, p.files[c.file])
		p.files[c.file] = now
	case named:
		p.names[c.name] = c.file
	case unnamed:
		delete(p.names, c.name)
	}
}

// mount writes what is left into a folder.
func (p platter) mount(t *testing.T, dir string) {
	t.Helper()
	for name, file := range p.names {
		must(t, os.WriteFile(filepath.Join(dir, name), p.files[file], 0o600))
	}
}

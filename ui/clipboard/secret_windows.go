package clipboard

import (
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The formats by which a program asks clipboard monitors to leave something out. The value of each is a DWORD of 0.
// https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
var marks = []string{"ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory", "CanUploadToCloudClipboard"}

const (
	unicodeText = 13     // CF_UNICODETEXT
	moveable    = 0x0002 // GMEM_MOVEABLE
	messageOnly = ^uintptr(2)
)

var (
	user32           = windows.NewLazySystemDLL("user32.dll")
	kernel32         = windows.NewLazySystemDLL("kernel32.dll")
	openClipboard    = user32.NewProc("OpenClipboard")
	closeClipboard   = user32.NewProc("CloseClipboard")
	emptyClipboard   = user32.NewProc("EmptyClipboard")
	setClipboardData = user32.NewProc("SetClipboardData")
	registerFormat   = user32.NewProc("RegisterClipboardFormatW")
	createWindow     = user32.NewProc("CreateWindowExW")
	destroyWindow    = user32.NewProc("DestroyWindow")
	globalAlloc      = kernel32.NewProc("GlobalAlloc")
	globalFree       = kernel32.NewProc("GlobalFree")
	globalLock       = kernel32.NewProc("GlobalLock")
	globalUnlock     = kernel32.NewProc("GlobalUnlock")
)

// SetSecret puts a text onto the clipboard together with the marks, in one go: a monitor that reads as soon as the text is there
// finds them. It says false, and the clipboard is empty or as before, where the system refused.
func SetSecret(secret string) bool {
	text, err := windows.UTF16FromString(secret)
	if err != nil {
		return false
	}
	defer clear(text)
	runtime.LockOSThread() // the clipboard belongs to the thread that opened it
	defer runtime.UnlockOSThread()
	static, err := windows.UTF16PtrFromString("STATIC")
	if err != nil {
		return false
	}
	owner, _, _ := createWindow.Call(0, uintptr(unsafe.Pointer(static)), 0, 0, 0, 0, 0, 0, messageOnly, 0, 0, 0)
	if owner == 0 {
		return false
	}
	defer destroyWindow.Call(owner) //nolint:errcheck // nothing is left to be done
	if !opened(owner) {
		return false
	}
	defer closeClipboard.Call() //nolint:errcheck // it was opened
	emptyClipboard.Call()       //nolint:errcheck // putting fails if this did
	for _, mark := range marks {
		if !put(registered(mark), make([]byte, 4)) {
			return false
		}
	}
	return put(unicodeText, unsafe.Slice((*byte)(unsafe.Pointer(&text[0])), 2*len(text)))
}

// opened opens the clipboard. Another program may be reading it at the moment.
func opened(owner uintptr) bool {
	for range 10 {
		if ok, _, _ := openClipboard.Call(owner); ok != 0 {
			return true
		}
		time.Sleep(5 * time.Millisecond)
	}
	return false
}

// registered is the number of a format; 0 where the system has none left, which nothing can be put as.
func registered(name string) uintptr {
	encoded, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return 0
	}
	format, _, _ := registerFormat.Call(uintptr(unsafe.Pointer(encoded)))
	return format
}

// put hands some bytes over to the clipboard.
func put(format uintptr, content []byte) bool {
	memory, _, _ := globalAlloc.Call(moveable, uintptr(len(content)))
	if memory == 0 {
		return false
	}
	place, _, _ := globalLock.Call(memory)
	if place == 0 {
		globalFree.Call(memory) //nolint:errcheck // nothing is left to be done
		return false
	}
	copy(unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&place))), len(content)), content)
	globalUnlock.Call(memory) //nolint:errcheck // it was locked
	if kept, _, _ := setClipboardData.Call(format, memory); kept == 0 {
		globalFree.Call(memory) //nolint:errcheck // nothing is left to be done
		return false
	}
	return true
}

package clipboard_test

import (
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"

	"portaldesk/ui/clipboard"
)

func TestASecretIsMarkedForClipboardMonitors(t *testing.T) {
	const secret = "K7MP-ñ-漢"
	if !clipboard.SetSecret("another") || !clipboard.SetSecret(secret) {
		t.Fatal("refused")
	}
	user32, kernel32 := windows.NewLazySystemDLL("user32.dll"), windows.NewLazySystemDLL("kernel32.dll")
	if ok, _, err := user32.NewProc("OpenClipboard").Call(0); ok == 0 {
		t.Fatal(err)
	}
	defer user32.NewProc("CloseClipboard").Call() //nolint:errcheck // it was opened
	for _, mark := range []string{"ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory", "CanUploadToCloudClipboard"} {
		name, err := windows.UTF16PtrFromString(mark)
		if err != nil {
			t.Fatal(err)
		}
		format, _, _ := user32.NewProc("RegisterClipboardFormatW").Call(uintptr(unsafe.Pointer(name)))
		if there, _, _ := user32.NewProc("IsClipboardFormatAvailable").Call(format); there == 0 {
			t.Errorf("%s is missing", mark)
		}
	}
	memory, _, _ := user32.NewProc("GetClipboardData").Call(13)
	place, _, _ := kernel32.NewProc("GlobalLock").Call(memory)
	defer kernel32.NewProc("GlobalUnlock").Call(memory) //nolint:errcheck // it was locked
	if place == 0 {
		t.Fatal("no text is there")
	}
	if got := windows.UTF16PtrToString(*(**uint16)(unsafe.Pointer(&place))); got != secret {
		t.Errorf("the text is %q", got)
	}
}

package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

var (
	user32     = windows.NewLazySystemDLL("user32.dll")
	isIconic   = user32.NewProc("IsIconic")
	showWindow = user32.NewProc("ShowWindow")
)

// restoring is SW_RESTORE.
const restoring = 9

// restore brings a minimised window back, which the toolkit does not when it gives it the focus.
func restore(window fyne.Window) {
	native, ok := window.(driver.NativeWindow)
	if !ok {
		return
	}
	native.RunNative(func(context any) {
		on, ok := context.(driver.WindowsWindowContext)
		if !ok {
			return
		}
		if iconic, _, _ := isIconic.Call(on.HWND); iconic != 0 {
			_, _, _ = showWindow.Call(on.HWND, restoring)
		}
	})
}

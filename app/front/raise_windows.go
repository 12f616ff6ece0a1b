package front

import "golang.org/x/sys/windows"

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// anyProcess is ASFW_ANY.
const anyProcess = ^uintptr(0)

// allowRaise lets the window that is open come to the front: Windows grants that only to whom the user has just turned to, which is
// the process that knocks (https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-allowsetforegroundwindow).
func allowRaise() { _, _, _ = allowSetForegroundWindow.Call(anyProcess) }

package command

import (
	"os"

	"golang.org/x/sys/windows"
)

// attachParentProcess stands for the process that started this one (AttachConsole, Windows API).
const attachParentProcess = ^uintptr(0)

// UseConsole lets commands print where they were typed. The program is built for windows, and Windows gives such a program
// no console, not even that of the shell it was started from. Output that is sent to a file or a pipe is left alone.
func UseConsole() {
	attach := windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")
	if ok, _, _ := attach.Call(attachParentProcess); ok == 0 {
		return // started from no console
	}
	os.Stdout = console(windows.STD_OUTPUT_HANDLE, os.Stdout)
	os.Stderr = console(windows.STD_ERROR_HANDLE, os.Stderr)
}

// console is the console's end of a standard stream, unless the stream leads somewhere already.
func console(which uint32, now *os.File) *os.File {
	if _, err := now.Stat(); err == nil {
		return now
	}
	out, err := os.OpenFile("CONOUT$", os.O_WRONLY, 0)
	if err != nil {
		return now
	}
	_ = windows.SetStdHandle(which, windows.Handle(out.Fd())) // for what writes there without asking Go
	return out
}

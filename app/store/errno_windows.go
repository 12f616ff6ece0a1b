package store

import "syscall"

// System error codes, winerror.h.
const (
	errorWriteProtect      = syscall.Errno(19)
	errorHandleDiskFull    = syscall.Errno(39)
	errorDiskFull          = syscall.Errno(112)
	errorDiskQuotaExceeded = syscall.Errno(1295)
)

var (
	fullErrnos     = []syscall.Errno{errorDiskFull, errorHandleDiskFull, errorDiskQuotaExceeded}
	readOnlyErrnos = []syscall.Errno{errorWriteProtect, syscall.ERROR_ACCESS_DENIED}
)

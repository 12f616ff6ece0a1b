package onfile_test

import "time"

var today = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

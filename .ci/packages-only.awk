# Reads `go test -v ./...`: prints one line a package, the whole output of packages that fail, and writes each skipped
# test to the file named by the variable skips.

/^ *--- SKIP: / { skipped[++count] = $3 }
/^=== |^ *--- PASS: / { next }
/^ok  \t|^\?   \t|^FAIL\t|^FAIL$|^\t.*coverage: / {
  if ($1 == "FAIL") printf "%s", output
  if (!/no test files/) print
  for (i = 1; i <= count; i++) print skipped[i], "in", $2 >> skips
  output = ""
  count = 0
  fflush()
  next
}
{ output = output $0 "\n" }
END { printf "%s", output }

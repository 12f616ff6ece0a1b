//go:build linux

package desktop

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// browserFlags keep Chromium from asking anything of anybody: no first run, no bubbles, nothing in the background.
const browserFlags = "--no-sandbox --test-type --disable-gpu --disable-quic --no-first-run --no-default-browser-check " +
	"--disable-background-networking --disable-component-update --disable-sync --password-store=basic " +
	"--disable-features=PasswordManagerOnboarding,Translate --disable-save-password-bubble"

// InstallBrowser makes Chromium the browser of programs that are launched from now on: what they open with xdg-open opens in a
// window of it. It trusts what the system trusts and the one certificate beside.
func (d *Desktop) InstallBrowser(trusted *x509.Certificate) error {
	key := sha256.Sum256(trusted.RawSubjectPublicKeyInfo)
	opener := fmt.Sprintf("#!/bin/sh\nexec chromium %s --user-data-dir=%s --ignore-certificate-errors-spki-list=%s --app=\"$1\" >/dev/null 2>&1\n",
		browserFlags, filepath.Join(d.root, "browser"), base64.StdEncoding.EncodeToString(key[:]))
	folder := filepath.Join(d.root, "bin")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	d.Setenv("PATH", folder+":"+os.Getenv("PATH"))
	return os.WriteFile(filepath.Join(folder, "xdg-open"), []byte(opener), 0o700)
}

// WaitForWindow waits until a window whose title holds the text has the keyboard.
func (d *Desktop) WaitForWindow(ctx context.Context, title string) error {
	return poll(ctx, "the keyboard in a window titled "+title, func() (bool, error) {
		out, err := run(ctx, d.Env(), "", "xdotool", "getactivewindow", "getwindowname")
		return strings.Contains(out, title), err
	})
}

package command_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/pquerna/otp/totp"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/store"
	"portaldesk/client"
)

// safe is where the organisation keeps its recovery key.
func safe(t *testing.T) (recipient, file string) {
	t.Helper()
	key, err := age.GenerateX25519Identity()
	file = filepath.Join(t.TempDir(), "recovery.txt")
	if err = errors.Join(err, os.WriteFile(file, []byte("# public key: "+key.Recipient().String()+"\n"+key.String()+"\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	return key.Recipient().String(), file
}

// wipe takes what the keyring knows of the notes away.
func wipe(t *testing.T, c *apptest.Clinic) {
	t.Helper()
	last, _ := c.Workplace.Profiles.Last()
	s, err := store.Open(c.Workplace.Profiles.StorePath(last.ID), c.Workplace.Ring)
	if err != nil {
		t.Fatal(err)
	}
	ring := c.Workplace.Ring
	if err := errors.Join(s.Close(), ring.Delete("store."+s.ID()), ring.Delete("store."+s.ID()+".b"), ring.Delete("trail."+s.ID())); err != nil {
		t.Fatal(err)
	}
}

func TestALostKeyringIsRecoveredOnTheCommandLine(t *testing.T) {
	c := signedIn(t)
	recipient, file := safe(t)
	if out, code := run(t, "", "key", "recipients", recipient, "--dir", c.Dir); code != 0 {
		t.Fatalf("recipients: %d %q", code, out)
	}
	if out, code := run(t, "She can sign in again.\n", add(c.Dir)...); code != 0 {
		t.Fatalf("add: %d %q", code, out)
	}
	wipe(t, c)
	if out, code := run(t, "", "notes", "list", "--dir", c.Dir); code != 1 || !strings.Contains(out, "missing") {
		t.Fatalf("the key is gone, but: %d %q", code, out)
	}
	_, other := safe(t)
	if out, code := run(t, "", "recover", "--identity", other, "--dir", c.Dir); code != 1 || !strings.Contains(out, "another recovery key") {
		t.Errorf("another key: %d %q", code, out)
	}
	if out, code := run(t, "", "recover", "--identity", file, "--dir", c.Dir, "Riverside"); code != 0 {
		t.Fatalf("recover: %d %q", code, out)
	}
	if out, code := run(t, "", "notes", "list", "--dir", c.Dir); code != 0 || strings.Count(out, "\n") != 2 {
		t.Errorf("the note must be there: %d %q", code, out)
	}
	if out, code := run(t, "", "trail", "verify", "--dir", c.Dir); code != 0 || !strings.Contains(out, "accepted: 4\nintact") {
		t.Errorf("verify: %d %q", code, out)
	}
}

func TestRecoverNamesWhatIsWrongWithTheKey(t *testing.T) {
	c := signedIn(t)
	recipient, file := safe(t)
	public := filepath.Join(t.TempDir(), "public.txt")
	if err := os.WriteFile(public, []byte(recipient), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		args []string
		code int
		says string
	}{
		"none":     {nil, 2, "--identity names"},
		"no file":  {[]string{"--identity", public + ".not"}, 2, "cannot be read"},
		"public":   {[]string{"--identity", public}, 2, "no private half"},
		"not set":  {[]string{"--identity", file}, 1, "No recovery key was set"},
		"no desk":  {[]string{"--identity", file, "Hillside"}, 2, "no profile"},
		"too much": {[]string{"--identity", file, "Riverside", "Hillside"}, 1, ""},
	} {
		out, code := run(t, "", append([]string{"recover", "--dir", c.Dir}, test.args...)...)
		if code != test.code || !strings.Contains(out, test.says) || strings.Contains(out, recipient) {
			t.Errorf("%s: %d %q", name, code, out)
		}
	}
	private, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	key := strings.Split(string(private), "\n")[1]
	if out, code := run(t, "", "key", "recipients", key, "--dir", c.Dir); code != 2 || strings.Contains(out, key) {
		t.Errorf("the private half: %d %q", code, out)
	}
}

func TestALostEndOfTheTrailIsAcceptedByWhoMayReadIt(t *testing.T) {
	c := signedIn(t)
	last, _ := c.Workplace.Profiles.Last()
	lose := func() {
		s, err := store.Open(c.Workplace.Profiles.StorePath(last.ID), c.Workplace.Ring)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(c.Workplace.Ring.Delete("trail."+s.ID()), s.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if err := supervise(t, c).Close(); err != nil {
		t.Fatal(err)
	}
	if out, code := run(t, "", "trail", "accept", "--dir", c.Dir); code != 1 || !strings.Contains(out, "nothing to accept") {
		t.Errorf("whole: %d %q", code, out)
	}
	lose()
	if out, code := run(t, "", "trail", "accept", "--dir", c.Dir); code != 0 {
		t.Fatalf("accept: %d %q", code, out)
	}
	if out, code := run(t, "", "trail", "verify", "--dir", c.Dir); code != 0 || !strings.Contains(out, "accepted: ") {
		t.Errorf("verify: %d %q", code, out)
	}
	if err := c.SignIn(t, client.RoleAgent).Close(); err != nil {
		t.Fatal(err)
	}
	lose()
	if out, code := run(t, "", "trail", "accept", "--dir", c.Dir); code != 1 || !strings.Contains(out, "only who may read") {
		t.Errorf("an agent: %d %q", code, out)
	}
}

// supervise opens the desk of one who may read the whole trail.
func supervise(t *testing.T, c *apptest.Clinic) *app.Desk {
	t.Helper()
	for _, agent := range c.Portal.Agents() {
		if agent.Role != client.RoleSupervisor {
			continue
		}
		code, err := totp.GenerateCode(agent.TOTPSecret, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		desk, err := c.Workplace.SignIn(t.Context(), c.Profile, client.Credentials{Login: agent.Login, Password: agent.Password, OneTimeCode: code})
		if err != nil {
			t.Fatal(err)
		}
		return desk
	}
	t.Fatal("the portal has no supervisor")
	return nil
}

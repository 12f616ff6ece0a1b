// Command load fills a Kratos with patients and describes what the tests need to know of them.
//
//	usage: load -admin URL -public URL -ca FILE -schema a|b -server FILE.json
//
// The server's description is read from standard input, and written to -server with the patients added to it.
package main

import (
	"bytes"
	"cmp"
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"
)

// password is every patient's.
const password = "Patient-Pass-2026"

const (
	count     = 5000
	batchSize = 500
)

func main() {
	admin := flag.String("admin", "", "address of the admin API")
	public := flag.String("public", "", "address of the public API")
	ca := flag.String("ca", "", "certificate authority to trust (PEM)")
	schema := flag.String("schema", "", "a or b")
	out := flag.String("server", "", "file to write the description to")
	flag.Parse()
	if err := run(*admin, *public, *ca, *schema, *out); err != nil {
		log.Fatal(err)
	}
}

func run(admin, public, ca, schema, out string) error {
	traitsOf, known := schemas[schema]
	if !known {
		return fmt.Errorf("no schema %q", schema)
	}
	var description map[string]any
	if err := json.NewDecoder(os.Stdin).Decode(&description); err != nil {
		return fmt.Errorf("read the description: %w", err)
	}
	server, err := connect(ca)
	if err != nil {
		return err
	}
	hash, err := hashed(password)
	if err != nil {
		return err
	}
	patients := generate(schema)
	for first := 0; first < count; first += batchSize {
		if err := server.load(admin, patients[first:first+batchSize], traitsOf, hash); err != nil {
			return err
		}
	}
	if err := server.signInAll(public, patients); err != nil {
		return err
	}
	description["password"], description["accounts"], description["patients"] = password, count, patients[:described]
	return write(out, description)
}

// hashed is a password as Kratos imports it: hashing 5,000 of them by itself would take it an hour.
func hashed(password string) (string, error) {
	const rounds, length = 1000, 32
	salt := []byte("portaldesk-tests")
	key, err := pbkdf2.Key(sha256.New, password, salt, rounds, length)
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$pbkdf2-sha256$i=%d,l=%d$%s$%s", rounds, length, encode(salt), encode(key)), err
}

func write(path string, description any) error {
	text, err := json.MarshalIndent(description, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".part", text, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}

type server struct{ http *http.Client }

func connect(ca string) (*server, error) {
	pem, err := os.ReadFile(ca)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		return nil, errors.New("no certificate in the CA file")
	}
	return &server{&http.Client{
		Timeout:   2 * time.Minute,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, MaxIdleConnsPerHost: 4},
	}}, nil
}

// load creates identities in one batch and notes the ids they were given.
func (s *server) load(admin string, patients []patient, traitsOf func(patient) any, hash string) error {
	var batch struct {
		Identities []any `json:"identities"`
	}
	for _, p := range patients {
		batch.Identities = append(batch.Identities, map[string]any{"create": p.identity(traitsOf(p), hash)})
	}
	var answer struct {
		Identities []struct {
			Action, Identity string
			Error            json.RawMessage
		}
	}
	if err := s.exchange(http.MethodPatch, admin+"/admin/identities", batch, &answer); err != nil {
		return err
	}
	if len(answer.Identities) != len(patients) {
		return fmt.Errorf("%d answers for %d identities", len(answer.Identities), len(patients))
	}
	for i, created := range answer.Identities {
		if created.Action != "create" {
			return fmt.Errorf("patient %d: %s %s", patients[i].Number, created.Action, created.Error)
		}
		patients[i].ID = created.Identity
	}
	return nil
}

// signInAll signs those in somewhere who are to be, as a program of the portal would.
func (s *server) signInAll(public string, patients []patient) error {
	for _, p := range patients {
		if p.Kind != signedIn {
			continue
		}
		if err := s.signIn(public, p.Login); err != nil {
			return fmt.Errorf("sign in patient %d: %w", p.Number, err)
		}
	}
	return nil
}

func (s *server) signIn(public, login string) error {
	var flow struct{ ID string }
	if err := s.exchange(http.MethodGet, public+"/self-service/login/api", nil, &flow); err != nil {
		return err
	}
	body := map[string]string{"method": "password", "identifier": login, "password": password}
	return s.exchange(http.MethodPost, public+"/self-service/login?flow="+flow.ID, body, nil)
}

func (s *server) exchange(method, address string, body, out any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(method, address, bytes.NewReader(text))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1")
	answer, err := s.http.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	read, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		return cmp.Or(err, fmt.Errorf("%s: %s %.300s", method, answer.Status, read))
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(read, out)
}

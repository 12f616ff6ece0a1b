// Command mail is the mail server of the tests: it takes what it is sent over SMTP on the loopback address and writes each
// message to a file of its own.
//
//	usage: mail DIR
//
// DIR/port is the port it listens on. A message is DIR/NNNNNN.eml, whose first lines are the envelope's recipients
// ("Envelope-To: …"). Mail to a name that begins with "refused" is refused for good.
package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"net/textproto"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: mail DIR")
	}
	if err := serve(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func serve(folder string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	port := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	if err := whole(filepath.Join(folder, "port"), []byte(port)); err != nil {
		return err
	}
	inbox := &inbox{folder: folder}
	for {
		connection, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer connection.Close()
			if err := (&session{Conn: textproto.NewConn(connection), inbox: inbox}).run(); err != nil {
				log.Print(err)
			}
		}()
	}
}

// inbox is where messages are kept.
type inbox struct {
	folder string
	number atomic.Int64
}

func (i *inbox) keep(recipients []string, message []byte) error {
	var envelope strings.Builder
	for _, recipient := range recipients {
		fmt.Fprintf(&envelope, "Envelope-To: %s\n", recipient)
	}
	name := fmt.Sprintf("%06d.eml", i.number.Add(1))
	return whole(filepath.Join(i.folder, name), append([]byte(envelope.String()), message...))
}

// whole makes a file appear with all that is in it.
func whole(path string, content []byte) error {
	if err := os.WriteFile(path+".part", content, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}

// session is one client's connection.
type session struct {
	*textproto.Conn
	inbox      *inbox
	recipients []string
}

var errDone = errors.New("the client is done")

func (s *session) run() error {
	if err := s.PrintfLine("220 mail of the tests"); err != nil {
		return err
	}
	for {
		line, err := s.ReadLine()
		if err != nil {
			return nil // the client went away
		}
		if err := s.answer(line); errors.Is(err, errDone) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func (s *session) answer(line string) error {
	verb, argument, _ := strings.Cut(line, " ")
	switch strings.ToUpper(verb) {
	case "EHLO", "HELO":
		return s.PrintfLine("250 here")
	case "MAIL", "RSET":
		s.recipients = nil
		return s.PrintfLine("250 ok")
	case "NOOP":
		return s.PrintfLine("250 ok")
	case "RCPT":
		return s.recipient(argument)
	case "DATA":
		return s.data()
	case "QUIT":
		_ = s.PrintfLine("221 bye")
		return errDone
	default:
		return s.PrintfLine("502 not known here")
	}
}

func (s *session) recipient(argument string) error {
	_, address, _ := strings.Cut(argument, "<")
	address, _, _ = strings.Cut(address, ">")
	if strings.HasPrefix(strings.ToLower(address), "refused") {
		return s.PrintfLine("550 5.1.1 mailbox unknown")
	}
	s.recipients = append(s.recipients, address)
	return s.PrintfLine("250 ok")
}

func (s *session) data() error {
	if err := s.PrintfLine("354 go on"); err != nil {
		return err
	}
	message, err := s.ReadDotBytes()
	if err != nil {
		return err
	}
	if err := s.inbox.keep(s.recipients, message); err != nil {
		return errors.Join(err, s.PrintfLine("452 not kept"))
	}
	return s.PrintfLine("250 kept")
}

//go:build linux

package desktop

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// process is a program under way in a process group of its own.
type process struct {
	cmd  *exec.Cmd
	said *tail
	// done is closed when the program has ended; only then may err be read.
	done chan struct{}
	err  error
}

// launch starts cmd so that it and whatever it starts can be killed as one, and so that the kernel kills it when this
// process dies: strictly, when the thread does that started it, so the caller's goroutine must not be locked to a thread
// that ends earlier. Standard error, unless cmd already sends it somewhere, is kept for error messages.
func launch(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, said: &tail{}, done: make(chan struct{})}
	if cmd.Stderr == nil {
		cmd.Stderr = p.said
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	// An orphan that keeps standard error open must not keep Wait from returning.
	cmd.WaitDelay = time.Second
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		p.err = cmd.Wait()
		p.killGroup() // what the program left behind
		close(p.done)
	}()
	return p, nil
}

// kill ends the program and its children at once and waits until it is gone. It may be called again.
func (p *process) kill() {
	select {
	case <-p.done:
		return
	default:
	}
	p.killGroup()
	<-p.done
}

// killGroup needs no error: the only one is that nobody is left.
func (p *process) killGroup() { _ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) }

// announced starts a server that writes one line to file descriptor 3 once it serves, and answers that line.
func announced(ctx context.Context, cmd *exec.Cmd) (*process, string, error) {
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, "", err
	}
	defer reader.Close()
	cmd.ExtraFiles = []*os.File{writer}
	server, err := launch(cmd)
	writer.Close()
	if err != nil {
		return nil, "", err
	}
	stop := context.AfterFunc(ctx, func() { _ = reader.SetReadDeadline(time.Now()) })
	defer stop()
	line, err := readLine(reader)
	if err != nil {
		server.kill()
		return nil, "", fmt.Errorf("%s said nothing on its line: %w\n%s", cmd.Path, err, server.said)
	}
	return server, line, nil
}

// readLine reads byte by byte up to a line feed: what follows stays in the pipe.
func readLine(r io.Reader) (string, error) {
	var line strings.Builder
	for one := make([]byte, 1); ; {
		if _, err := io.ReadFull(r, one); err != nil {
			return "", err
		}
		if one[0] == '\n' {
			return line.String(), nil
		}
		line.WriteByte(one[0])
	}
}

// run runs a short program to its end and answers its standard output.
func run(ctx context.Context, env []string, stdin, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = env
	cmd.Stdin = strings.NewReader(stdin)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	var said tail
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", name, err, &said)
	}
	return string(out), nil
}

// tail keeps the last bytes written to it.
type tail struct {
	mu   sync.Mutex
	kept []byte
}

const tailBytes = 4096

// Write never fails.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, p...)
	if over := len(t.kept) - tailBytes; over > 0 {
		t.kept = t.kept[over:]
	}
	return len(p), nil
}

// String is what is kept.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.TrimSpace(string(t.kept))
}

package command

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"portaldesk/client/demoportal"
)

// portalCommand runs the demo portal alone, for training and for other people's tests.
func portalCommand(s *settings) *cobra.Command {
	var o demoportal.Options
	portal := &cobra.Command{
		Use:   "portal",
		Short: "Run the demo portal alone; prints one JSON line with url, CA file and agents",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.Logger = s.log
			return servePortal(cmd, o)
		},
	}
	flags := portal.Flags()
	flags.StringVar(&o.Listen, "listen", "127.0.0.1:8443", "address to listen on")
	flags.IntVar(&o.Accounts, "accounts", 5000, "number of synthetic patients")
	flags.IntVar(&o.Calls, "calls", 0, "number of earlier calls in the desk's log")
	flags.Uint64Var(&o.Seed, "seed", 1, "the same seed makes the same patients")
	flags.StringVar(&o.StateDir, "state", "", "folder that keeps what changed over a restart (default: nothing is kept)")
	return portal
}

func servePortal(cmd *cobra.Command, o demoportal.Options) (err error) {
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	server, err := demoportal.Start(ctx, o)
	if err != nil {
		return err
	}
	defer func() {
		if closing := server.Close(); err == nil {
			err = closing
		}
	}()
	folder, remove, err := caFolder(o.StateDir)
	if err != nil {
		return err
	}
	defer remove()
	file := filepath.Join(folder, "ca.pem")
	if err := server.WriteCA(file); err != nil {
		return err
	}
	if err := announce(cmd.OutOrStdout(), server, file); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// caFolder is where the portal's CA file goes: beside its state, or somewhere that is removed at the end.
func caFolder(state string) (folder string, remove func(), err error) {
	if state != "" {
		return state, func() {}, nil
	}
	folder, err = os.MkdirTemp("", "portaldesk-portal-")
	return folder, func() { _ = os.RemoveAll(folder) }, err
}

// announce prints the line by which scripts find the portal and sign in to it.
func announce(out io.Writer, server *demoportal.Server, caFile string) error {
	line, err := json.Marshal(map[string]any{"url": server.URL(), "caFile": caFile, "agents": server.Agents()})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, string(line))
	return err
}

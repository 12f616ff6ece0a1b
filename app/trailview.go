package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"portaldesk/app/store/durable"
	"portaldesk/app/trail"
	"portaldesk/client"
)

// The actions of reading the trail.
const (
	actionExport     = "export"       // it was written to a file
	actionReview     = "review"       // somebody looked at a span of it, and says so
	actionCheckTrail = "verify-trail" // the chain was held against the keyring
)

// ReadsOthersTrail says that the agent may see what others did; everyone sees her own entries.
func (d *Desk) ReadsOthersTrail() bool { return d.Session.May(client.ReadsAudit) }

// TrailPage is [trail.Trail.Page] of what the agent may see: without [client.ReadsAudit] her own entries only, whoever the
// filter names.
func (d *Desk) TrailPage(f trail.Filter, limit int, before uint64) (trail.Page, error) {
	f, seen := d.seen(f)
	if !seen {
		return trail.Page{}, nil
	}
	return d.Trail.Page(f, limit, before)
}

// seen narrows a filter to what the agent may see; false when that is nothing.
func (d *Desk) seen(f trail.Filter) (trail.Filter, bool) {
	if d.ReadsOthersTrail() {
		return f, true
	}
	own := d.Session.Agent.ID
	if own == "" || f.Agent != "" && f.Agent != own {
		return f, false
	}
	f.Agent = own
	return f, true
}

// ReviewTrail is [trail.Trail.Review] of what the agent may see.
func (d *Desk) ReviewTrail(ctx context.Context, f trail.Filter) (trail.Review, error) {
	f, seen := d.seen(f)
	if !seen {
		return trail.Review{}, nil
	}
	var open func(time.Time) bool
	if d.Hours.Known() {
		open = d.Hours.Open
	}
	return d.Trail.Review(f, open, ctx.Err)
}

// MarkReviewed writes to the trail that the agent has looked at the days from from to the day before until, by the zone of
// those times. Who may not read others' entries has not seen them: client.Forbidden.
func (d *Desk) MarkReviewed(from, until time.Time) error {
	if !d.ReadsOthersTrail() {
		return &client.Error{Op: actionReview, Kind: client.Forbidden, Code: "role-not-allowed"}
	}
	days := from.Format(time.DateOnly) + "/" + until.AddDate(0, 0, -1).Format(time.DateOnly)
	return d.write(client.AuditEvent{Action: actionReview, Outcome: client.AuditDone, Detail: days})
}

// AcceptTrail is [trail.Trail.Accept] in the agent's name. Who may not read others' entries cannot answer for them:
// client.Forbidden.
func (d *Desk) AcceptTrail() error {
	if !d.ReadsOthersTrail() {
		return &client.Error{Op: trail.ActionAccept, Kind: client.Forbidden, Code: "role-not-allowed"}
	}
	return d.Trail.Accept(d.Session.Agent.ID)
}

// LastReview is the newest entry of [Desk.MarkReviewed] since a moment; false when there is none.
func (d *Desk) LastReview(ctx context.Context, since time.Time) (client.AuditEvent, bool, error) {
	f := trail.Filter{Action: actionReview, Outcome: client.AuditDone, From: since}
	for before := uint64(0); ; {
		if err := ctx.Err(); err != nil {
			return client.AuditEvent{}, false, err
		}
		page, err := d.TrailPage(f, 1, before)
		if err != nil || len(page.Entries) > 0 {
			return append(page.Entries, client.AuditEvent{})[0], err == nil, err
		}
		if before = page.Next; before == 0 {
			return client.AuditEvent{}, false, nil
		}
	}
}

// VerifyTrail is [trail.Trail.VerifyWatched] that ends with ctx, and an entry of the trail itself: the kind of the first break
// is its detail. What could not be checked is not written.
func (d *Desk) VerifyTrail(ctx context.Context, seen func(entries int)) (trail.Report, error) {
	report, err := d.Trail.VerifyWatched(func(entries int) error {
		seen(entries)
		return ctx.Err()
	})
	if err != nil {
		return trail.Report{}, err
	}
	entry := client.AuditEvent{Action: actionCheckTrail, Outcome: client.AuditDone}
	if !report.Intact() {
		entry.Outcome, entry.Detail = client.AuditFailed, string(report.Breaks[0].Kind)
	}
	return report, d.write(entry)
}

// ExportTrail writes what the agent may see of the trail to a file that only she can read. The file appears under its name
// when it is whole and on the disk; a power cut before that leaves at most a file whose name ends in .part. The export is an
// entry of the trail itself, written before anything is read: one that cannot be written ends it. The answer is how many
// entries were written and how many could not be read.
func (d *Desk) ExportTrail(ctx context.Context, path string, format trail.Format, f trail.Filter) (written, unreadable int, err error) {
	f, seen := d.seen(f)
	if !seen {
		return 0, 0, &client.Error{Op: "exportTrail", Kind: client.Forbidden}
	}
	entry := client.AuditEvent{Action: actionExport, Outcome: client.AuditIntent, Detail: string(format)}
	if err := d.write(entry); err != nil {
		return 0, 0, err
	}
	err = replace(path, func(file *os.File) (err error) {
		written, unreadable, err = d.Trail.Export(file, format, f, ctx.Err)
		return err
	})
	entry.Outcome = client.AuditDone
	if err != nil {
		entry.Outcome = client.AuditFailed
	}
	return written, unreadable, errors.Join(err, d.write(entry))
}

// replace has a file filled beside its place, 0600, and puts it there when it is on the disk.
func replace(path string, fill func(*os.File) error) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".portaldesk-*.part")
	if err != nil {
		return err
	}
	err = errors.Join(fill(file), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return durable.SyncDir(filepath.Dir(path))
}

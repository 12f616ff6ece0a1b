package kratos

import (
	"context"
	"reflect"

	"portaldesk/client"
)

// UseIndex implements [client.Walker].
func (c *Client) UseIndex(index client.Index) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.index = index
}

func (c *Client) indexed() client.Index {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.index
}

// remember puts what was just read into the index where that has it otherwise, and says whether it had. An index that cannot
// be written keeps nobody from working: it only stays as it was.
func (c *Client) remember(ctx context.Context, accounts ...client.Listed) (changed bool) {
	index := c.indexed()
	if index == nil {
		return false
	}
	var news []client.Listed
	for _, account := range accounts {
		kept, known, err := index.Get(ctx, account.OnFile.ID)
		if err == nil && (!known || !reflect.DeepEqual(kept, account)) {
			news = append(news, account)
		}
	}
	return len(news) > 0 && index.Put(ctx, news...) == nil
}

// forget drops accounts that the server does not have any more.
func (c *Client) forget(ctx context.Context, ids ...client.AccountID) {
	if index := c.indexed(); index != nil && len(ids) > 0 {
		_ = index.Remove(ctx, ids...) // found once more, they are dropped once more
	}
}

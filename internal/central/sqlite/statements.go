package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"strings"
)

// opened is sql.Open for connections that keep the statements they have prepared: to
// prepare one takes SQLite longer than to run it for a few rows, and database/sql forgets
// it with each transaction.
func opened(name string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, err
	}
	d := db.Driver()
	return sql.OpenDB(connector{d, name}), db.Close() // which has no connection yet
}

type connector struct {
	driver driver.Driver
	name   string
}

// Connect implements driver.Connector.
func (c connector) Connect(context.Context) (driver.Conn, error) {
	opened, err := c.driver.Open(c.name)
	if err != nil {
		return nil, err
	}
	inner, ok := opened.(innerConn)
	if !ok {
		return nil, errors.Join(errors.New("the driver of SQLite is not the one this was written for"), opened.Close())
	}
	return &conn{innerConn: inner, kept: map[string]*statement{}}, nil
}

// Driver implements driver.Connector.
func (c connector) Driver() driver.Driver { return c.driver }

// innerConn is what database/sql uses of the driver's connections.
type innerConn interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// innerStmt is the same of its statements.
type innerStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// keptStatements bounds what one connection keeps. The store has fewer.
const keptStatements = 200

type conn struct {
	innerConn
	kept map[string]*statement // by text
}

type statement struct {
	innerStmt
	busy bool // somebody reads its rows
}

// statement gives the kept statement of a text, or nil when it is to be run as it is.
func (c *conn) statement(ctx context.Context, query string) (*statement, error) {
	if s := c.kept[query]; s != nil {
		if s.busy {
			return nil, nil
		}
		return s, nil
	}
	if len(c.kept) >= keptStatements || !lasting(query) {
		return nil, nil
	}
	prepared, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	inner, ok := prepared.(innerStmt)
	if !ok {
		return nil, prepared.Close()
	}
	s := &statement{innerStmt: inner}
	c.kept[query] = s
	return s, nil
}

// lasting tells statements over tables from scripts that change them, and from pragmas.
func lasting(query string) bool {
	for _, verb := range []string{"SELECT ", "INSERT ", "UPDATE ", "DELETE "} {
		if strings.HasPrefix(query, verb) {
			return true
		}
	}
	return false
}

// ExecContext implements driver.ExecerContext.
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.innerConn.ExecContext(ctx, query, args)
	}
	return s.ExecContext(ctx, args)
}

// QueryContext implements driver.QueryerContext.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.innerConn.QueryContext(ctx, query, args)
	}
	r, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &rows{r, s}, nil
}

// Close implements driver.Conn.
func (c *conn) Close() error {
	var all []error
	for _, s := range c.kept {
		all = append(all, s.Close())
	}
	return errors.Join(append(all, c.innerConn.Close())...)
}

// rows give their statement back when they are closed.
type rows struct {
	driver.Rows
	of *statement
}

// Close implements driver.Rows.
func (r *rows) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}

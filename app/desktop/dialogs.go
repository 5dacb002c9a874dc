package desktop

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Dialogs speaks to a person outside the page. The methods that ask for a place on
// the disk give an empty path, and no error, when the person thinks better of it.
type Dialogs interface {
	// OpenFile asks for a file that is there; extensions are without their dots.
	OpenFile(title, kind string, extensions ...string) (string, error)
	// OpenFiles asks for one or many such files; none when the person thinks better of it.
	OpenFiles(title, kind string, extensions ...string) ([]string, error)
	// SaveFile asks where to put a file that would be called name.
	SaveFile(title, name string) (string, error)
	// Folder asks for a folder to put several files in.
	Folder(title string) (string, error)
	// Tell shows bad news until the person has read it.
	Tell(title, message string) error
}

var (
	_ Dialogs = nativeDialogs{}
	_ Dialogs = scriptedDialogs{}
)

func dialogsFor(ctx context.Context, conf config) Dialogs {
	if conf.answers != "" {
		return scriptedDialogs{file: conf.answers}
	}
	return nativeDialogs{ctx: ctx}
}

// nativeDialogs are the system's own.
type nativeDialogs struct {
	ctx context.Context //nolint:containedctx // of the window that the dialogs belong to
}

// OpenFile implements Dialogs.
func (n nativeDialogs) OpenFile(title, kind string, extensions ...string) (string, error) {
	return runtime.OpenFileDialog(n.ctx, openOptions(title, kind, extensions))
}

// OpenFiles implements Dialogs.
func (n nativeDialogs) OpenFiles(title, kind string, extensions ...string) ([]string, error) {
	return runtime.OpenMultipleFilesDialog(n.ctx, openOptions(title, kind, extensions))
}

func openOptions(title, kind string, extensions []string) runtime.OpenDialogOptions {
	pattern := "*." + strings.Join(extensions, ";*.")
	return runtime.OpenDialogOptions{
		Title:   title,
		Filters: []runtime.FileFilter{{DisplayName: fmt.Sprintf("%s (%s)", kind, pattern), Pattern: pattern}},
	}
}

// SaveFile implements Dialogs.
func (n nativeDialogs) SaveFile(title, name string) (string, error) {
	return runtime.SaveFileDialog(n.ctx, runtime.SaveDialogOptions{Title: title, DefaultFilename: name, CanCreateDirectories: true})
}

// Folder implements Dialogs.
func (n nativeDialogs) Folder(title string) (string, error) {
	return runtime.OpenDirectoryDialog(n.ctx, runtime.OpenDialogOptions{Title: title, CanCreateDirectories: true})
}

// Tell implements Dialogs.
func (n nativeDialogs) Tell(title, message string) error {
	_, err := runtime.MessageDialog(n.ctx, runtime.MessageDialogOptions{Type: runtime.ErrorDialog, Title: title, Message: message})
	return err
}

// scriptedDialogs answer every question with the path that stands in a file, so
// that a test of the whole program never meets a native dialog. A file that is
// empty or not there cancels.
type scriptedDialogs struct{ file string }

// OpenFile implements Dialogs.
func (s scriptedDialogs) OpenFile(_, _ string, _ ...string) (string, error) { return s.answer() }

// OpenFiles implements Dialogs: a line is a path.
func (s scriptedDialogs) OpenFiles(_, _ string, _ ...string) ([]string, error) {
	answer, err := s.answer()
	return strings.FieldsFunc(answer, func(r rune) bool { return r == '\n' || r == '\r' }), err
}

// SaveFile implements Dialogs.
func (s scriptedDialogs) SaveFile(_, _ string) (string, error) { return s.answer() }

// Folder implements Dialogs.
func (s scriptedDialogs) Folder(_ string) (string, error) { return s.answer() }

// Tell implements Dialogs; the same words are on standard error.
func (s scriptedDialogs) Tell(_, _ string) error { return nil }

func (s scriptedDialogs) answer() (string, error) {
	b, err := os.ReadFile(s.file)
	if os.IsNotExist(err) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read the answer to a dialog: %w", err)
	}
	return strings.TrimSpace(string(b)), nil
}

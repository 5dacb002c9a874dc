package desktop

import (
	"log/slog"

	"github.com/wailsapp/wails/v2/pkg/logger"
)

// wailsLog hands Wails' own messages to the program's log.
type wailsLog struct{ log *slog.Logger }

var _ logger.Logger = wailsLog{}

const wailsSays = "window"

// Print implements logger.Logger.
func (w wailsLog) Print(s string) { w.log.Info(wailsSays, "text", s) }

// Trace implements logger.Logger.
func (w wailsLog) Trace(s string) { w.log.Debug(wailsSays, "text", s) }

// Debug implements logger.Logger.
func (w wailsLog) Debug(s string) { w.log.Debug(wailsSays, "text", s) }

// Info implements logger.Logger.
func (w wailsLog) Info(s string) { w.log.Info(wailsSays, "text", s) }

// Warning implements logger.Logger.
func (w wailsLog) Warning(s string) { w.log.Warn(wailsSays, "text", s) }

// Error implements logger.Logger.
func (w wailsLog) Error(s string) { w.log.Error(wailsSays, "text", s) }

// Fatal implements logger.Logger. It only logs: ending the program is main's.
func (w wailsLog) Fatal(s string) { w.log.Error(wailsSays, "text", s) }

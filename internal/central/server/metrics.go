package server

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
)

// Metrics counts what a Server does, for Prometheus. A label holds a word that stands in
// this program, never an event, a group, a device or an address, so that who may read the
// counts learns nothing of anybody. A nil Metrics counts nothing. Each Server needs its own.
type Metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.CounterVec
	seconds    *prometheus.HistogramVec
	running    prometheus.Gauge
	letters    *prometheus.CounterVec
	challenges *prometheus.CounterVec
	commits    prometheus.Histogram
	disk       prometheus.Histogram
	pushes     *prometheus.CounterVec
	ops        *prometheus.CounterVec
	errors     *prometheus.CounterVec
	tidied     *prometheus.CounterVec
	server     atomic.Pointer[Server]
}

// The labels. Their values are the constants below, patterns of routes, codes of faults
// and the bits of a challenge.
const (
	labelRoute  = "route"
	labelClass  = "class"
	labelFate   = "fate"
	labelBits   = "bits"
	labelResult = "result"
	labelCode   = "code"
)

// What became of a letter, a push or an op, as the counts say it.
const (
	countPosted    = "posted"
	countKnown     = "known"
	countFull      = "full"
	countNowhere   = "nowhere"
	countClosed    = "closed"
	countChallenge = "challenge"
	countBusy      = "busy"
	countFailed    = "failed"
	countTaken     = "taken"
	countGap       = "gap"
	countRefused   = "refused"
	countDone      = "done"
)

// Bounds of the histograms, in seconds and in letters.
var (
	boundsRequest = []float64{.001, .005, .02, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}
	boundsCommit  = []float64{1, 2, 4, 8, 16, 32, 64, 128, 256, commitLetters}
	boundsDisk    = []float64{.0005, .001, .002, .005, .01, .02, .05, .1, .25, .5, 1, 5}
)

// NewMetrics makes the counts of one server. version is that of the program.
func NewMetrics(version string) *Metrics {
	vector := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "daykit_" + name, Help: help}, labels)
	}
	histogram := func(name, help string, bounds []float64) prometheus.HistogramOpts {
		return prometheus.HistogramOpts{Name: "daykit_" + name, Help: help, Buckets: bounds}
	}
	m := &Metrics{
		registry:   prometheus.NewRegistry(),
		requests:   vector("http_requests_total", "Requests answered.", labelRoute, labelClass),
		seconds:    prometheus.NewHistogramVec(histogram("http_request_seconds", "From a request's header to the end of its answer.", boundsRequest), []string{labelRoute}),
		running:    prometheus.NewGauge(prometheus.GaugeOpts{Name: "daykit_http_requests_running", Help: "Requests that are being answered."}),
		letters:    vector("letters_total", "Sign-ups and answers to how it was that came, by what became of them.", labelFate),
		challenges: vector("challenges_total", "Sign-ups that were asked for work first, by its bits.", labelBits),
		commits:    prometheus.NewHistogram(histogram("commit_letters", "Letters of one commit.", boundsCommit)),
		disk:       prometheus.NewHistogram(histogram("commit_seconds", "Time of one commit of letters.", boundsDisk)),
		pushes:     vector("feed_pushes_total", "Streams that laptops pushed.", labelResult),
		ops:        vector("feed_ops_total", "Operations in those, repeats among them.", labelFate),
		errors:     vector("store_errors_total", "Requests, commits and tidying that failed by the store or a mistake.", labelCode),
		tidied:     vector("tidy_runs_total", "Rounds of forgetting what is over.", labelResult),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "daykit_build_info", Help: "Always 1.",
		ConstLabels: prometheus.Labels{"version": version, "goversion": runtime.Version()},
	})
	build.Set(1)
	m.registry.MustRegister(m.requests, m.seconds, m.running, m.letters, m.challenges, m.commits, m.disk, m.pushes, m.ops,
		m.errors, m.tidied, build, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		m.gauge("letters_waiting", "Letters that wait for a commit.", func(s *Server) float64 { return float64(len(s.ingest.queue)) }),
		m.gauge("letters_waiting_most", "Letters that may wait for a commit.", func(*Server) float64 { return queueLetters }),
		m.gauge("draining", "1 while the server is being stopped.", func(s *Server) float64 { return one(s.draining.Load()) }),
	)
	return m
}

func one(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// gauge is what is read of the server when it is asked for.
func (m *Metrics) gauge(name, help string, read func(*Server) float64) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "daykit_" + name, Help: help}, func() float64 {
		s := m.server.Load()
		if s == nil {
			return 0
		}
		return read(s)
	})
}

// watch tells of which server the counts are.
func (m *Metrics) watch(s *Server) {
	if m != nil {
		m.server.Store(s)
	}
}

// Handler answers with the counts in Prometheus's text. It is not among the routes of
// the service, since they are not for strangers.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// began counts a request that is being answered; ended is to be called after it.
func (m *Metrics) began() (ended func(route string, status int, d time.Duration)) {
	if m == nil {
		return func(string, int, time.Duration) {}
	}
	m.running.Inc()
	return func(route string, status int, d time.Duration) {
		m.running.Dec()
		m.requests.WithLabelValues(route, classOf(status)).Inc()
		m.seconds.WithLabelValues(route).Observe(d.Seconds())
	}
}

// classOf gives the class of a status, such as 2xx.
func classOf(status int) string {
	if status < http.StatusContinue || status > 599 {
		return "none" // nothing was answered
	}
	return strconv.Itoa(status/100) + "xx"
}

// letter counts what became of a letter.
func (m *Metrics) letter(fate feed.Fate, err error) {
	if m == nil {
		return
	}
	var work errWork
	word := countFailed
	switch {
	case errors.As(err, &work):
		word = countChallenge
		m.challenges.WithLabelValues(strconv.Itoa(work.Bits)).Inc()
	case errors.Is(err, errClosed):
		word = countClosed
	case errors.Is(err, errBusy), full(err):
		word = countBusy
	case errors.Is(err, ErrNotFound):
		word = countNowhere
	case err == nil:
		word = fateWord(fate)
	}
	m.letters.WithLabelValues(word).Inc()
}

func fateWord(fate feed.Fate) string {
	switch fate {
	case feed.FateKept:
		return countPosted
	case feed.FateKnown:
		return countKnown
	case feed.FateFull:
		return countFull
	default:
		return countNowhere
	}
}

// pushed counts a stream of ops.
func (m *Metrics) pushed(ops int, reply wire.PushReply, err error) {
	if m == nil {
		return
	}
	switch {
	case err != nil && statuses[asFault(err).Code] >= http.StatusInternalServerError:
		m.pushes.WithLabelValues(countFailed).Inc()
	case err != nil:
		m.pushes.WithLabelValues(countRefused).Inc()
	case reply.Gap:
		m.pushes.WithLabelValues(countGap).Inc()
	default:
		m.pushes.WithLabelValues(countTaken).Inc()
		m.ops.WithLabelValues(countTaken).Add(float64(ops - len(reply.Rejected)))
		m.ops.WithLabelValues(countRefused).Add(float64(len(reply.Rejected)))
	}
}

// failed counts an error that is the store's or a mistake of ours.
func (m *Metrics) failed(err error) {
	if m != nil && err != nil {
		m.errors.WithLabelValues(string(asFault(err).Code)).Inc()
	}
}

// tidy counts a round of forgetting.
func (m *Metrics) tidy(err error) {
	if m == nil {
		return
	}
	if err != nil {
		m.failed(err)
		m.tidied.WithLabelValues(countFailed).Inc()
		return
	}
	m.tidied.WithLabelValues(countDone).Inc()
}

// countedPoster is a poster whose commits are counted.
type countedPoster struct {
	poster
	metrics *Metrics
	now     func() time.Time
}

// Post implements poster.
func (c countedPoster) Post(ctx context.Context, letters []feed.Letter, most int) ([]feed.Fate, error) {
	begin := c.now()
	fates, err := c.poster.Post(ctx, letters, most)
	c.metrics.failed(err)
	if c.metrics != nil && err == nil {
		c.metrics.commits.Observe(float64(len(letters)))
		c.metrics.disk.Observe(c.now().Sub(begin).Seconds())
	}
	return fates, err
}

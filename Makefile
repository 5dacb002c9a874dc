# Every command runs from the repository's root. "make run" to try Daykit, "make test" to check it.
VERSION := 0.1.0
GO ?= go
NPM ?= npm
BIN := build/bin
STAMPS := $(BIN)/stamps
TAGS := webkit2_41
LDFLAGS := -s -w -X daykit/app/desktop.Version=$(VERSION) -X main.version=$(VERSION)
# Without C, and with the same flags, so that checks and programs share what they compile.
STATIC := CGO_ENABLED=0 GOFLAGS='$(shell $(GO) env GOFLAGS) -trimpath'
WINDOWS := GOOS=windows GOARCH=amd64 CGO_ENABLED=0
FUZZTIME ?= 3
STEP := @build/check/step
SOURCES = $(wildcard $(shell git ls-files --cached --others --exclude-standard '$(1)'))

.PHONY: help
help: ## lists these targets
	@sed -n 's/^\([a-z][a-z0-9-]*\):.*## /\1\t/p' Makefile | expand -t 14

# ---- what is needed

.PHONY: deps fonts frontend
deps: ## installs what Debian, npm and Go must bring to build
	@build/deps build

$(STAMPS):
	@mkdir -p $@

$(STAMPS)/assets-npm: build/assets/package-lock.json | $(STAMPS)
	cd build/assets && $(NPM) ci --no-audit --no-fund
	@touch $@

fonts: $(STAMPS)/fonts ## cuts the fonts and texts that the programs embed, if their lock has changed
$(STAMPS)/fonts: $(STAMPS)/assets-npm $(wildcard build/assets/*.go build/assets/*.json build/assets/*.mjs)
	$(GO) run ./build/assets
	@touch $@

$(STAMPS)/frontend-npm: frontend/package-lock.json | $(STAMPS)
	cd frontend && $(NPM) ci --no-audit --no-fund
	@touch $@

frontend: $(STAMPS)/frontend ## builds the window's pages into frontend/dist
$(STAMPS)/frontend: $(STAMPS)/frontend-npm $(call SOURCES,frontend)
	cd frontend && $(NPM) run build
	@touch $@

# ---- what is built

.PHONY: build window daykit windows bindings
build: deps window daykit ## builds the window and the two command-line programs into build/bin

window: frontend fonts
	$(GO) build -trimpath -tags desktop,production,$(TAGS) -ldflags '$(LDFLAGS)' -o $(BIN)/daykit-window .

daykit: frontend fonts ## builds daykit and daykit-server: static, without any graphical library
	$(STATIC) $(GO) build -ldflags '$(LDFLAGS)' -o $(BIN)/daykit ./app/daykit
	$(STATIC) $(GO) build -ldflags '$(LDFLAGS)' -o $(BIN)/daykit-server ./app/server

bindings: ## writes the typed list of what the page may call into frontend/src/wailsjs
	CGO_ENABLED=0 $(GO) run -tags bindings .

windows: frontend fonts $(BIN)/tools/go-winres ## builds the programs and the installer for Windows
	@build/deps windows
	$(BIN)/tools/go-winres make --in build/windows/winres.json --arch amd64 --out rsrc --product-version $(VERSION) --file-version $(VERSION)
	$(WINDOWS) $(GO) build -trimpath -tags desktop,production,wv2runtime.error -ldflags '$(LDFLAGS) -H windowsgui' -o $(BIN)/daykit-window.exe . ; code=$$?; rm -f rsrc_windows_*.syso; exit $$code
	$(WINDOWS) $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN)/daykit.exe ./app/daykit
	$(WINDOWS) $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN)/daykit-server.exe ./app/server
	makensis -V2 -DVERSION=$(VERSION) build/windows/installer/daykit.nsi

# ---- trying it

.PHONY: run demo
run: build ## opens the window on a sample event, or runs the demo where there is no display
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "Opening Daykit on a sample event."; $(BIN)/daykit-window; \
	else \
		echo "There is no display here, so no window can open. Running the demo instead; its files go to out/."; \
		$(BIN)/daykit demo --out out/; \
	fi

demo: daykit ## runs a whole event from plan to report without a window
	$(BIN)/daykit demo --out out/

# ---- checking it: cheap gates first, so that a mistake shows early

.PHONY: test format house vet lint unit faults powercut kill9 sticks fuzz frontend-test e2e bench
test: ## runs every check and test, and installs what they need
	$(STEP) "packages" build/deps test
	$(STEP) "format" $(MAKE) --no-print-directory format
	$(STEP) "fonts and texts" $(MAKE) --no-print-directory fonts
	$(STEP) "house rules" $(MAKE) --no-print-directory house
	$(STEP) "vet for Linux and Windows" $(MAKE) --no-print-directory vet
	$(STEP) "lint" $(MAKE) --no-print-directory lint
	$(STEP) "window: check and test" $(MAKE) --no-print-directory frontend-test
	$(STEP) "Go tests" $(MAKE) --no-print-directory unit
	$(STEP) "broken disks" $(MAKE) --no-print-directory faults
	$(STEP) "histories" $(MAKE) --no-print-directory sim
	$(STEP) "fuzz" $(MAKE) --no-print-directory fuzz
	$(STEP) "build" $(MAKE) --no-print-directory window daykit
	$(STEP) "end to end" $(MAKE) --no-print-directory e2e
	@echo && echo "Everything passed."

format:
	@build/check/format

house: ## checks the arrows between packages and the shape of the repository
	$(STATIC) $(GO) test .

vet: fonts
	$(STATIC) $(GO) vet ./...
	$(STATIC) GOOS=windows $(GO) vet ./...

lint: $(BIN)/tools/golangci-lint
	$(STATIC) $(BIN)/tools/golangci-lint run ./...

# SQLite itself, translated from C, is not watched for races: that took most of the time.
# Its callers are, and the locks between them. Packages with generic code, such as that of
# sync.Map, must be watched: the linker keeps one copy of it for all.
unit: fonts frontend ## runs the Go tests with the race detector
	$(GO) test -race -gcflags='modernc.org/sqlite/lib=-race=false' -timeout 30m ./...

# The package without the race detector, in which these are ten times slower.
STORE_TEST = $(STATIC) $(GO) test -count 1 -v -timeout 10h ./internal/data/store

faults: ## cuts the power, fails every operation of the disk and kills the program, some thousand times in all
	$(STORE_TEST) -run 'PowerCut|InTurn|FullDisk|Kill|Erasure' -cuts 2000 -stride 1

powercut: ## cuts the power N times under a group's workspace (N=20000)
	$(STORE_TEST) -run PowerCut -cuts $(or $(N),20000)

kill9: ## kills the program N times while it saves (N=200)
	$(STORE_TEST) -run KillLoses -kills $(or $(N),200)
	$(STATIC) $(GO) test ./app/daykit -run KilledCommands -v -kills $(or $(N),200)

.PHONY: kill-server two-servers
kill-server: ## kills the server N times on SQLite (N=100), 3N/5 times on PostgreSQL, and PostgreSQL itself 3N/25 times, while people sign up
	$(STATIC) $(GO) test ./app/server -count 1 -run Killed -v -timeout 2h -kills $(or $(N),100)

two-servers: ## sends N sign-ups, and N operations, to two servers on one database (N=100000)
	$(STATIC) $(GO) test ./internal/central/postgres -count 1 -run TwoServers -v -timeout 2h -rows $(or $(N),100000)

sim: ## runs N (10,000) random histories of laptops and a server, and prints what happened
	$(STATIC) $(GO) run ./build/sim -n $(or $(N),10000)

sticks: fonts ## carries an event between three laptops on sticks, in N random histories (N=1000)
	$(STATIC) $(GO) test ./internal/desk -run SticksInAnyOrder -timeout 60m -v -sticks $(or $(N),1000)

fuzz: fonts ## fuzzes each decoder for FUZZTIME seconds
	$(STATIC) build/check/fuzz $(FUZZTIME)

frontend-test: $(STAMPS)/frontend-npm
	cd frontend && $(NPM) run check && $(NPM) test

e2e: $(BIN)/e2e/daykit-dev $(BIN)/e2e/window $(BIN)/e2e/signup ## drives the built window and the whole journey as a person would
	xvfb-run -a -s '-screen 0 1400x900x24' node --test --test-timeout=180000 --test-concurrency=1 build/e2e/*.test.mjs

.PHONY: $(BIN)/e2e/signup interop
# The public page on a server of its own, and the parts of its script for tests.
$(BIN)/e2e/signup: frontend
	@mkdir -p $(@D)
	$(STATIC) $(GO) build -o $@ ./build/signup
	cd frontend && $(NPM) run build:driven

interop: $(BIN)/e2e/signup ## seals N letters each way between the page and Go, of both kinds, and times a slow phone (N=1000)
	LETTERS=$(or $(N),1000) node --test build/e2e/signupseal.test.mjs

$(BIN)/e2e/automation.so: build/e2e/automation.c
	@mkdir -p $(@D)
	gcc -shared -fPIC -O2 -o $@ $< $$(pkg-config --cflags webkit2gtk-4.1)

# The production window as it is, started with the shim that lets WebKitWebDriver drive it.
$(BIN)/e2e/window: $(BIN)/e2e/automation.so window daykit
	printf '#!/bin/sh\nLD_PRELOAD=%s exec %s "$$@"\n' '$(abspath $(BIN)/e2e/automation.so)' '$(abspath $(BIN)/daykit-window)' > $@
	chmod +x $@

.PHONY: $(BIN)/e2e/daykit-dev
# For Chromium. Its door answers any page on this machine, so it is never shipped.
$(BIN)/e2e/daykit-dev: frontend fonts
	@mkdir -p $(@D)
	$(GO) build -trimpath -tags dev,$(TAGS) -ldflags '$(LDFLAGS)' -o $@ .

bench: build ## prints speed, memory and size beside what they should be
	$(GO) run ./build/bench
	$(STATIC) $(GO) test -run '^$$' -bench '^Benchmark(Replay|TakeIn|Digest|Open|Rooms|Send)$$' -benchtime 3x ./internal/data/store ./internal/desk
	$(STATIC) $(GO) test -run '^$$' -bench '^BenchmarkPost$$' -benchtime 200x ./internal/central/sqlite ./internal/central/postgres

.PHONY: bench-ingest bench-million bench-print gallery readers
bench-ingest: daykit $(BIN)/bench/pocketbase ## prints how many sign-ups a second are kept safely, on both engines and by PocketBase
	$(STATIC) $(GO) run ./build/bench ingest $(INGEST)

bench-million: INGEST = -more 1000000
bench-million: bench-ingest ## the same, and a million more on each of our engines, all counted

$(BIN)/bench/pocketbase: $(wildcard build/pocketbase/*)
	cd build/pocketbase && $(STATIC) $(GO) build -o ../bin/bench/pocketbase .
	@touch $@

bench-print: daykit ## prints speed, memory and size of printing beside other programs that are installed
	$(GO) run ./build/bench print

gallery: fonts ## prints everything in every design and language into out/gallery/index.html, to be looked at; ONLY=poster/weave/a3 for some
	$(GO) run ./build/gallery -out out/gallery -only "$(ONLY)"

$(STAMPS)/readers-npm: build/readers/package-lock.json | $(STAMPS)
	cd build/readers && $(NPM) ci --no-audit --no-fund
	@touch $@

readers: fonts $(STAMPS)/readers-npm ## counts the words that poppler, PDFium and pdf.js find in our files and in Chromium's
	$(GO) run ./build/readers $(BIN)/readers
	node build/readers/table.mjs $(BIN)/readers

# ---- tools at the versions of build/tools/go.mod

$(BIN)/tools/golangci-lint: build/tools/go.mod
	cd build/tools && $(GO) build -o ../bin/tools/golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	@touch $@

$(BIN)/tools/go-winres: build/tools/go.mod
	cd build/tools && $(GO) build -o ../bin/tools/go-winres github.com/tc-hib/go-winres
	@touch $@

.PHONY: clean
clean: ## removes what was built; npm packages and fonts are made again with the next build
	rm -rf $(BIN) out frontend/dist/* build/assets/node_modules build/bench/peers/node_modules build/readers/node_modules frontend/node_modules rsrc_windows_*.syso
	touch frontend/dist/.gitkeep

# make demo     installs what is missing, builds, opens the desk on the embedded portal
# make test     installs what is missing, then every check and the tour in a real window
# The rest is for daily work; .ci/packages lists what is installed.

GO      ?= go
# The second one has the toolkit hand names to the screen readers of macOS and Windows; on Linux it changes nothing, so that
# one set of tags is enough for everything but Wine. The third leaves out the toolkit's own emoji, 4 MB that are read again for
# each style of text: what a patient writes with them is shown in the system's.
TAGS    := migrated_fynedo,accessibility,no_emoji
VERSION ?= $(shell sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)$(shell git rev-parse --short HEAD 2>/dev/null | sed 's/^/+/')
LDFLAGS := -X portaldesk/ui/command.Version=$(VERSION)
SYSTEM  := $(shell uname -s)

# clang builds the window toolkit in a third of gcc's time. A make variable of its own: make presets CC to cc.
ifeq ($(SYSTEM),Linux)
  ifeq ($(origin CC),default)
    CC  := clang
    CXX := clang++
  endif
  export CC CXX
endif
# Without it Go quietly builds no C at all when the compiler is missing, and fails far from the cause.
export CGO_ENABLED := 1
export GO TAGS

BINARY := bin/portaldesk$(if $(filter MINGW% MSYS% CYGWIN%,$(SYSTEM)),.exe)

.PHONY: demo test tour screenshots build windows wine test-servers service darwin-vet darwin-ui torture bench clean

demo: ready-build build
	@.ci/demo $(BINARY)

test: ready-build ready-tour build
	@.ci/test

tour: ready-build ready-tour build
	@.ci/tour

# Every screen in every palette, size of text and language, to be looked at.
screenshots: ready-build ready-tour build
	@.ci/album

build:
	$(GO) build -buildvcs=false -tags $(TAGS) -ldflags '$(LDFLAGS)' -o $(BINARY) .

# clang finds no offsetof in the C that the tag accessibility adds.
for_windows = GOOS=windows GOARCH=amd64 CC='clang --target=x86_64-w64-mingw32' CXX='clang++ --target=x86_64-w64-mingw32' \
	CGO_CFLAGS='-O2 -g -Doffsetof=__builtin_offsetof' $(GO) build -buildvcs=false \
	  -ldflags '$(LDFLAGS) -s -w -H=windowsgui -extld=x86_64-w64-mingw32-gcc' -tags

windows: ready-windows
	$(for_windows) $(TAGS) -o bin/portaldesk.exe .

# The Windows program's commands under Wine, and the main job in a real window: that by a program without the tag accessibility,
# with which the toolkit calls what Wine 8 has not.
wine: windows ready-tour ready-wine
	$(for_windows) migrated_fynedo,no_emoji -o bin/portaldesk-wine.exe .
	@.ci/wine

test-servers: ready-build ready-tour build
	@.ci/test-servers

# Delivery in the background under a systemd of its own, as root.
service: ready-build ready-tour ready-service build
	@.ci/service

# What stands below the window is written for every desk: it must build where no C compiler of that system is at hand.
darwin-vet:
	@.ci/elsewhere

darwin-ui:
	@.ci/elsewhere-ui

# Kills, damage, hostile answers and a long day, counted: the table must be all zero.
torture: ready-build ready-tour
	@.ci/torture

bench: ready-build ready-tour build
	@.ci/bench

clean:
	rm -rf bin tour

.PHONY: ready-build ready-tour ready-service ready-windows ready-wine
ready-build ready-tour ready-service ready-windows ready-wine: ready-%:
	@.ci/install $*

# "make demo" means first install, then build.
.NOTPARALLEL:

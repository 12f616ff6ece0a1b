# make demo     installs what is missing, builds, opens the desk on the embedded portal
# make test     installs what is missing, then every check and the tour in a real window
# The rest is for daily work; .ci/packages lists what is installed.

GO      ?= go
TAGS    := migrated_fynedo
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

.PHONY: demo test tour screenshots build windows wine test-servers darwin-vet darwin-ui bench clean

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

windows: ready-windows
	GOOS=windows GOARCH=amd64 CC='clang --target=x86_64-w64-mingw32' CXX='clang++ --target=x86_64-w64-mingw32' \
	$(GO) build -buildvcs=false -tags $(TAGS) \
	  -ldflags '$(LDFLAGS) -s -w -H=windowsgui -extld=x86_64-w64-mingw32-gcc' -o bin/portaldesk.exe .

# The Windows program, its commands and the main job in a real window, under Wine.
wine: windows ready-tour ready-wine
	@.ci/wine

test-servers: ready-build ready-tour build
	@.ci/test-servers

# What stands below the window is written for every desk: it must build where no C compiler of that system is at hand.
darwin-vet:
	@.ci/elsewhere

darwin-ui:
	@.ci/elsewhere-ui

bench: ready-build ready-tour build
	@.ci/bench

clean:
	rm -rf bin tour

.PHONY: ready-build ready-tour ready-windows ready-wine
ready-build ready-tour ready-windows ready-wine: ready-%:
	@.ci/install $*

# "make demo" means first install, then build.
.NOTPARALLEL:

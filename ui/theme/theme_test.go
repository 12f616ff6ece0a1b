package theme_test

import (
	"testing"

	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/ui/theme"
)

func TestFollowsTheSystemUnlessOverridden(t *testing.T) {
	follow := theme.Desk{}
	if follow.Color(theme.Surface, toolkit.VariantLight) == follow.Color(theme.Surface, toolkit.VariantDark) {
		t.Error("the surface does not change with the system's variant")
	}
	fixed := theme.Desk{Mode: theme.Dark}
	if fixed.Color(theme.Surface, toolkit.VariantLight) != follow.Color(theme.Surface, toolkit.VariantDark) {
		t.Error("an overridden mode still follows the system")
	}
}

func TestTextScaleGrowsTextAndLeavesTheGrid(t *testing.T) {
	normal, doubled := theme.Desk{}, theme.Desk{TextScale: 2}
	if got, want := doubled.Size(toolkit.SizeNameText), 2*normal.Size(toolkit.SizeNameText); got != want {
		t.Errorf("text at 200 %% is %v, want %v", got, want)
	}
	if got, want := doubled.Size(toolkit.SizeNamePadding), normal.Size(toolkit.SizeNamePadding); got != want {
		t.Errorf("padding at 200 %% is %v, want %v", got, want)
	}
}

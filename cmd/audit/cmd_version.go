package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/internal/claim"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Show the versions of the module, of Go and of the evidence",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			module := "(devel)"
			if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
				module = info.Main.Version
			}
			commit := revision()
			if commit == "" {
				commit = "unknown"
			}
			_, err := fmt.Fprintf(a.stdout, "ssamverify %s\ncommit     %s\ngo         %s %s/%s\nevidence   %s\ntokens     schema %d\n",
				module, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH, claim.EvidenceSchema, claim.Schema)
			return output(err)
		},
	}
}

// revision is the commit that the binary was built from, with "+changes" when the tree differed, or
// "" when the build does not know (go run leaves it out).
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	rev, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			rev = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+changes"
		}
	}
	if rev == "" {
		return ""
	}
	return rev + changed
}

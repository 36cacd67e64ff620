package claim

import "fmt"

// Profile names how much work an audit does.
type Profile string

// The profiles of the command line.
const (
	Quick   Profile = "quick"
	Default Profile = "default"
	Deep    Profile = "deep"
)

// ParseProfile returns the profile called s, or an error that lists the names.
func ParseProfile(s string) (Profile, error) {
	switch p := Profile(s); p {
	case Quick, Default, Deep:
		return p, nil
	}
	return "", fmt.Errorf("profile %q: want quick, default or deep", s)
}

// Count is a number of cases per profile.
type Count struct{ Quick, Default, Deep int }

// In returns the count of profile p.
func (c Count) In(p Profile) int {
	switch p {
	case Quick:
		return c.Quick
	case Deep:
		return c.Deep
	default:
		return c.Default
	}
}

package regression

// LongleySetting is the setting of the Longley figures: 12 years need a large lambda, and without a population there is no second form that a large
// lambda would spoil.
func LongleySetting() Setting {
	s := DefaultSetting()
	s.Lambda = 2
	return s
}

package generators

func thresholdRegimes() []standard { return nil }

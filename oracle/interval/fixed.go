package interval

type fixed struct{}

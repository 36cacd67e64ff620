package reports

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// browser is a headless browser with one page open, or a skipped test where none is installed.
type browser struct {
	t   *testing.T
	ctx context.Context
	mu  sync.Mutex
	bad []string // console errors, exceptions, requests
}

// drawingTime is the longest time from the start of navigation to the load event.
const drawingTime = time.Second

func open(t *testing.T, e *claim.Evidence, width, height int) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a browser")
	}
	name := ""
	for _, n := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(n); err == nil {
			name = p
			break
		}
	}
	if name == "" {
		t.Skip("no chromium or chrome in PATH: apt-get install chromium runs this test")
	}
	page := filepath.Join(t.TempDir(), "report.html")
	f, err := os.Create(page)
	if err != nil {
		t.Fatal(err)
	}
	if err := HTML(f, e); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	allocator, cancel := chromedp.NewExecAllocator(t.Context(),
		chromedp.ExecPath(name), chromedp.UserDataDir(t.TempDir()), chromedp.NoFirstRun, chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true), chromedp.WindowSize(width, height))
	t.Cleanup(cancel)
	ctx, cancelTab := chromedp.NewContext(allocator)
	t.Cleanup(cancelTab)
	b := &browser{t: t, ctx: ctx}
	watch(b, runtime.ExceptionThrown, func(x runtime.EventExceptionThrown) string { return fmt.Sprintf("exception: %+v", x) })
	watch(b, runtime.ConsoleAPICalled, func(x runtime.EventConsoleAPICalled) string { return fmt.Sprintf("console: %+v", x) })
	watch(b, cdplog.EntryAdded, func(x cdplog.EventEntryAdded) string { return fmt.Sprintf("log: %+v", x.Entry) })
	watch(b, network.RequestWillBeSent, func(x network.EventRequestWillBeSent) string {
		if u := x.Request.URL; !strings.HasPrefix(u, "file:") && !strings.HasPrefix(u, "data:") {
			return "request: " + u
		}
		return ""
	})
	b.do(chromedp.Navigate("file://" + page))
	return b
}

// watch collects what says finds wrong in the events of one kind.
func watch[E any](b *browser, kind cdp.Event[E], says func(E) string) {
	events := chromedp.Events(b.ctx, kind)
	go func() {
		for x, err := range events {
			if err != nil {
				return // the tab was closed
			}
			if text := says(x); text != "" {
				b.mu.Lock()
				b.bad = append(b.bad, text)
				b.mu.Unlock()
			}
		}
	}()
}

func (b *browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// eval runs a script and returns its value.
func eval[T any](b *browser, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// twoClaims is evidence with a claim that passes and one that does not.
func twoClaims() *claim.Evidence {
	e, f := passing(), failing()
	e.Claims = append(e.Claims, f.Claims...)
	for k := range e.Claims[1:] {
		e.Claims[1+k].ID = fmt.Sprintf("other.%d", k)
	}
	claim.Finalize(e)
	return e
}

const shown = `[...document.querySelectorAll('tr[data-id]')].filter(r => !r.hidden).map(r => r.dataset.id).join(' ')`

// TestPageInBrowser opens the page: nothing is reported or requested, anchors resolve, the filter and
// the sorting work from the keyboard.
func TestPageInBrowser(t *testing.T) {
	e := twoClaims()
	b := open(t, e, 1200, 900)
	if n := eval[int](b, `document.querySelectorAll('article.claim').length`); n != len(e.Claims) {
		t.Errorf("%d cards for %d claims", n, len(e.Claims))
	}
	if bad := eval[string](b, `[...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1)).filter(h => !document.getElementById(h)).join(' ')`); bad != "" {
		t.Errorf("anchors that lead nowhere: %s", bad)
	}
	ids := eval[string](b, shown)
	if want := e.Claims[0].ID; !strings.HasPrefix(ids, want) {
		t.Fatalf("shown %q, want %s first", ids, want)
	}
	if n := eval[int](b, `document.querySelectorAll('math').length`); n == 0 {
		t.Error("no formula is typeset")
	}
	if h := eval[float64](b, `document.querySelector('math').getBoundingClientRect().height`); h < 8 {
		t.Errorf("the formula is %v pixels high: not drawn as mathematics", h)
	}
	// Filter by a word, by keys.
	b.do(chromedp.Focus("#page-search"), chromedp.KeyEvent("lemma2.1"))
	if got := eval[string](b, shown); got != "lemma2.1" {
		t.Errorf("after typing a label: %q is shown", got)
	}
	if n := eval[int](b, `[...document.querySelectorAll('article.claim')].filter(c => !c.hidden).length`); n != 1 {
		t.Errorf("%d cards are shown beside one row", n)
	}
	// Every word must be found.
	b.do(chromedp.KeyEvent(" nosuchword"))
	if got := eval[string](b, shown); got != "" {
		t.Errorf("after a word that is nowhere: %q is shown", got)
	}
	// A link to a hidden claim shows it again.
	b.do(chromedp.Evaluate[chromedp.Void](`location.hash = 'other.0'`), chromedp.Poll[chromedp.Void](`!document.getElementById('other.0').hidden`))
	if got := eval[string](b, shown); got != ids {
		t.Errorf("after a link to a hidden claim: %q is shown, want all", got)
	}
	// Filter by verdict.
	if got := eval[string](b, `(s => { s.value = 'refuted'; s.dispatchEvent(new Event('input', {bubbles: true})); return `+shown+` })(document.getElementById('page-verdict'))`); strings.Contains(got, "lemma2.1") || got == "" {
		t.Errorf("refuted claims: %q", got)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('page-filter').reset()`), chromedp.Poll[chromedp.Void](`document.getElementById('page-shown').textContent.startsWith('`+fmt.Sprint(len(e.Claims))+` of')`))
	// Sort by label, down, by keys.
	b.do(chromedp.Focus("#page-table thead button"), chromedp.KeyEvent("\r"), chromedp.KeyEvent("\r"))
	if got := strings.Fields(eval[string](b, shown)); got[len(got)-1] != "lemma2.1" {
		t.Errorf("sorted down by label: %v", got)
	}
	if got := eval[string](b, `document.querySelector('th[aria-sort]').getAttribute('aria-sort')`); got != "descending" {
		t.Errorf("aria-sort is %q", got)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, x := range b.bad {
		t.Error(x)
	}
}

// TestPageOnAPhone: nothing is wider than the screen but what scrolls by itself.
func TestPageOnAPhone(t *testing.T) {
	b := open(t, twoClaims(), 500, 800)
	// 500 pixels are the least width of a window; the page itself is made narrower.
	for _, width := range []int{320, 360, 480} {
		script := fmt.Sprintf(`(w => { document.documentElement.style.width = w + 'px'; document.body.style.width = w + 'px';
			return [...document.querySelectorAll('main *')].filter(x => !x.closest('.scroll') && !x.closest('svg') && x.getBoundingClientRect().right > w + 1).map(x => x.tagName + '.' + x.className).slice(0, 3).join(' ') })(%d)`, width)
		if wide := eval[string](b, script); wide != "" {
			t.Errorf("at %d pixels these stick out: %s", width, wide)
		}
	}
}

// TestPageInTheDark: text and background change places.
func TestPageInTheDark(t *testing.T) {
	b := open(t, passing(), 800, 600)
	luminance := `(() => { const c = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number); return c[0] + c[1] + c[2] })()`
	if light := eval[int](b, luminance); light < 600 {
		t.Errorf("the light background has %d of 765", light)
	}
	b.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
		})
		return err
	}))
	if dark := eval[int](b, luminance); dark > 150 {
		t.Errorf("the dark background has %d of 765", dark)
	}
	if load := time.Duration(eval[float64](b, `performance.timing.loadEventEnd - performance.timing.navigationStart`)) * time.Millisecond; load > drawingTime {
		t.Logf("the page took %v to load, more than %v, on this machine now", load, drawingTime)
	}
}

// TestPageOnPaper: printing makes pages, with every detail open.
func TestPageOnPaper(t *testing.T) {
	b := open(t, twoClaims(), 800, 600)
	b.do(chromedp.Evaluate[chromedp.Void](`window.dispatchEvent(new Event('beforeprint'))`))
	if n := eval[int](b, `document.querySelectorAll('details:not([open])').length`); n != 0 {
		t.Errorf("%d details are closed on paper", n)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`window.dispatchEvent(new Event('afterprint'))`))
	if n := eval[int](b, `document.querySelectorAll('details[open]').length`); n != 0 {
		t.Errorf("%d details stay open after printing", n)
	}
}

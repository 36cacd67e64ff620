package mathml

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// body is the formula's element without the <math> around it and without the attributes of operators.
func body(t *testing.T, tex string) string {
	t.Helper()
	ml, err := Inline(tex)
	if err != nil {
		t.Fatalf("%s: %v", tex, err)
	}
	wellFormed(t, ml)
	_, ml, _ = strings.Cut(ml, ">")
	ml = strings.TrimSuffix(ml, "</math>")
	var b strings.Builder
	for ml != "" {
		before, rest, found := strings.Cut(ml, "<mo ")
		b.WriteString(before)
		if !found {
			break
		}
		_, ml, _ = strings.Cut(rest, ">")
		b.WriteString("<mo>")
	}
	return b.String()
}

// wellFormed parses ml as XML: what a browser would repair is an error here.
func wellFormed(t *testing.T, ml string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(ml))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in %s", err, ml)
		}
	}
}

// TestStructure: the elements of each construction, by the definitions in MathML Core.
func TestStructure(t *testing.T) {
	for _, c := range []struct{ reason, tex, want string }{
		{"one atom has no row", `x`, `<mi>x</mi>`},
		{"an empty formula", ``, `<mrow></mrow>`},
		{"a number is one element", `3.14`, `<mn>3.14</mn>`},
		{"a point at the end of a number is not part of it", `3.`, `<mrow><mn>3</mn><mo>.</mo></mrow>`},
		{"superscript", `x^2`, `<msup><mi>x</mi><mn>2</mn></msup>`},
		{"TeX takes one digit for a script", `x^12`, `<mrow><msup><mi>x</mi><mn>1</mn></msup><mn>2</mn></mrow>`},
		{"both scripts, in either order", `x_i^2`, `<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>`},
		{"both scripts, the other order", `x^2_i`, `<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>`},
		{"a group is the argument", `x_{ij}`, `<msub><mi>x</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>`},
		{"a command is the argument", `x^\top`, `<msup><mi>x</mi><mo>⊤</mo></msup>`},
		{"prime", `f'`, `<msup><mi>f</mi><mo>′</mo></msup>`},
		{"two primes and a power", `f''^2`, `<msup><mi>f</mi><mrow><mo>′′</mo><mn>2</mn></mrow></msup>`},
		{"fraction", `\frac12`, `<mfrac><mn>1</mn><mn>2</mn></mfrac>`},
		{"fraction of groups", `\frac{a}{b+1}`, `<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>`},
		{"root", `\sqrt{x}`, `<msqrt><mi>x</mi></msqrt>`},
		{"cube root: the index comes second", `\sqrt[3]{x}`, `<mroot><mi>x</mi><mn>3</mn></mroot>`},
		{"a sum has its limits below and above", `\sum_{i}^n`, `<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>`},
		{"an integral has them at its side", `\int_0^1`, `<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>`},
		{"a minimum has its set below", `\min_W`, `<mrow><munder><mo>min</mo><mi>W</mi></munder></mrow>`},
		{"a named operator has its script at its side", `\operatorname{tr}_k`, `<mrow><msub><mo>tr</mo><mi>k</mi></msub></mrow>`},
		{"a thin space before the argument", `\log x`, `<mrow><mrow><mo>log</mo><mspace width="0.167em"/></mrow><mi>x</mi></mrow>`},
		{"none before a fence", `\log(`, `<mrow><mrow><mo>log</mo></mrow><mo>(</mo></mrow>`},
		{"blackboard bold", `\mathbb{E}`, `<mi>𝔼</mi>`},
		{"a letter without braces", `\mathbb E_Q`, `<msub><mi>𝔼</mi><mi>Q</mi></msub>`},
		{"a letter outside its block", `\mathbb{R}`, `<mi>ℝ</mi>`},
		{"fences that grow", `\left(x\right)`, `<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>`},
		{"a fence on one side", `\left.x\right|`, `<mrow><mi>x</mi><mo>|</mo></mrow>`},
		{"text keeps its spaces", `\text{if } x`, "<mrow><mtext>if\u00a0</mtext><mi>x</mi></mrow>"},
		{"accent", `\hat b`, `<mover accent="true"><mi>b</mi><mo>^</mo></mover>`},
		{"cases", `\begin{cases}a&b\\c\end{cases}`, `<mrow><mo>{</mo><mtable><mtr><mtd style="text-align:left"><mi>a</mi></mtd><mtd style="text-align:left"><mi>b</mi></mtd></mtr><mtr><mtd style="text-align:left"><mi>c</mi></mtd></mtr></mtable></mrow>`},
		{"markup is escaped", `a<b`, `<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>`},
		{"markup in text is escaped", `\text{<b>&"}`, `<mtext>&lt;b&gt;&amp;&#34;</mtext>`},
		{"spaces do not matter", " a \n + b ", `<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>`},
	} {
		t.Run(c.reason, func(t *testing.T) {
			if got := body(t, c.tex); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.tex, got, c.want)
			}
		})
	}
}

// TestSigns: a minus sign has space around it as a difference and none as a sign.
func TestSigns(t *testing.T) {
	for _, c := range []struct {
		tex  string
		sign bool
	}{
		{`a-b`, false}, {`-b`, true}, {`(-b)`, true}, {`a=-b`, true}, {`a\cdot-b`, true}, {`2-b`, false}, {`(a)-b`, false}, {`|a|-b`, false},
		{`x^2-b`, false}, {`x^{-b}`, true}, {`\frac{-b}{2}`, true}, {`a,-b`, true}, {`\left(a\right)-b`, false}, {`a\,-b`, false},
		{`\bigl(-b`, true}, {`\bigr)-b`, false}, {`\mathbb{E}-b`, false}, {`\quad -b`, true},
	} {
		ml, err := Inline(c.tex)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(ml, `<mo form="prefix" lspace="0" rspace="0">−</mo>`); got != c.sign || strings.Count(ml, "−") != 1 {
			t.Errorf("%s: sign %v, want %v: %s", c.tex, got, c.sign, ml)
		}
	}
}

// TestErrors: what is outside the subset is an error that names it.
func TestErrors(t *testing.T) {
	for _, c := range []struct{ reason, tex, says string }{
		{"an unknown command", `a+\foo{b}`, `unknown command \foo`},
		{"an unknown command in an argument", `\frac{\foo}{1}`, `unknown command \foo`},
		{"an unknown environment", `\begin{tikzpicture}\end{tikzpicture}`, `unknown environment "tikzpicture"`},
		{"a brace without its partner", `{a`, "ends inside a group"},
		{"a closing brace too many", `a}`, `unexpected character "}"`},
		{"a script without a base", `^2`, "without a base"},
		{"a script without an argument", `x^`, "no argument"},
		{"two superscripts", `x^2^3`, "two scripts ^"},
		{"a fraction with one argument", `\frac{1}`, "no argument"},
		{"a left without a right", `\left( x`, "ends inside a group"},
		{"a left without a fence", `\left x\right)`, `\left: want a fence, not "x"`},
		{"a size without a fence", `\bigl x`, `\bigl: want a fence`},
		{"an environment that ends as another", `\begin{cases}a\end{aligned}`, `\begin{cases} ends with \end{aligned}`},
		{"an environment without an end", `\begin{cases}a`, "ends inside a group"},
		{"a stray ampersand", `a&b`, `unexpected character "&"`},
		{"a dollar sign", `$a$`, `unexpected character "$"`},
		{"a formula inside text", `\text{a $b$}`, `\text: want plain text`},
		{"a command inside text", `\operatorname{\tr}`, `\operatorname: want plain text`},
		{"a backslash at the end", `a\`, `unknown command \`},
		{"TeX's own delimiters", `\(a\)`, `unknown command \(`},
		{"too many groups", strings.Repeat("{", MaxNesting+1), "nested more than"},
		{"too many accents", strings.Repeat(`\hat`, 100000/4) + "x", "bytes, at most"},
		{"too many accents in a short formula", strings.Repeat(`\hat`, 100) + "x", "nested more than"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			ml, err := Block(c.tex)
			if err == nil || !strings.Contains(err.Error(), c.says) || ml != "" {
				t.Errorf("%.80s: error %v, want one that says %q; result %.80s", c.tex, err, c.says, ml)
			}
		})
	}
}

// FuzzConvert: any input gives an error or well-formed XML, and never a panic.
func FuzzConvert(f *testing.F) {
	for _, s := range []string{`\frac{a}{b}`, `x_i^2'`, `\begin{cases}a&b\\c\end{cases}`, `\left.\sqrt[3]{-x}\right|`, `\text{<}`, `\mathbb{1}`, "\xff", "\x00", `\operatorname*{a}_b`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ml, err := Block(s)
		if err != nil {
			if ml != "" {
				t.Errorf("an error and a formula: %q", ml)
			}
			return
		}
		wellFormed(t, ml)
	})
}

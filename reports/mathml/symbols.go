package mathml

import "strings"

// class is the kind of an atom, which decides the space around it (TeXbook, chapter 18).
type class uint8

const (
	ordinary class = iota
	function       // a named operator: log
	large          // a sum: limits below and above
	binary
	relation
	opening
	closing
	punctuation
	space
	none // before the first atom of a row
)

// symbol is a command that stands for one character.
type symbol struct {
	text  string
	class class
}

// symbolOf returns the character of a command.
func symbolOf(name string) (symbol, bool) {
	if s, ok := letters()[name]; ok {
		return symbol{s, ordinary}, true
	}
	for _, t := range []struct {
		table map[string]string
		class class
	}{{ordinaries(), ordinary}, {binaries(), binary}, {relations(), relation}, {larges(), large}} {
		if s, ok := t.table[name]; ok {
			return symbol{s, t.class}, true
		}
	}
	if f, ok := fences()[name]; ok && !strings.Contains("()[]/", name) { // \( begins a formula: no symbol
		return f, true
	}
	return symbol{}, false
}

// letters are identifiers: italic when alone.
func letters() map[string]string {
	return map[string]string{
		"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
		"theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
		"rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
		"ell": "ℓ", "imath": "ı", "jmath": "ȷ",
	}
}

// ordinaries are upright characters without space around them.
func ordinaries() map[string]string {
	return map[string]string{
		"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
		"infty": "∞", "partial": "∂", "nabla": "∇", "forall": "∀", "exists": "∃", "emptyset": "∅", "varnothing": "∅", "top": "⊤", "bot": "⊥",
		"ldots": "…", "dots": "…", "cdots": "⋯", "dotsc": "…", "dotsb": "⋯", "vdots": "⋮", "ddots": "⋱", "prime": "′", "#": "#", "%": "%", "&": "&", "_": "_", "$": "$",
		"neg": "¬", "degree": "°", "circ": "∘", "ast": "∗", "star": "⋆", "square": "□",
	}
}

func binaries() map[string]string {
	return map[string]string{
		"pm": "±", "mp": "∓", "times": "×", "cdot": "⋅", "div": "÷", "odot": "⊙", "otimes": "⊗", "oplus": "⊕", "setminus": "∖",
		"cup": "∪", "cap": "∩", "wedge": "∧", "vee": "∨", "land": "∧", "lor": "∨",
	}
}

func relations() map[string]string {
	return map[string]string{
		"le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "ll": "≪", "gg": "≫", "equiv": "≡", "approx": "≈", "sim": "∼",
		"simeq": "≃", "propto": "∝", "prec": "≺", "succ": "≻", "preceq": "⪯", "succeq": "⪰", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆",
		"supset": "⊃", "supseteq": "⊇", "to": "→", "rightarrow": "→", "longrightarrow": "⟶", "leftarrow": "←", "mapsto": "↦", "uparrow": "↑", "downarrow": "↓",
		"Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "implies": "⟹", "iff": "⟺", "mid": "∣", "parallel": "∥", "perp": "⟂", "colon": ":",
		"coloneqq": "≔", "vdash": "⊢", "models": "⊨", "lt": "<", "gt": ">",
	}
}

func larges() map[string]string {
	return map[string]string{"sum": "∑", "prod": "∏", "int": "∫", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁"}
}

// fences are delimiters; "" in \left. and \right. is handled by the parser.
func fences() map[string]symbol {
	return map[string]symbol{
		"(": {"(", opening}, ")": {")", closing}, "[": {"[", opening}, "]": {"]", closing},
		"{": {"{", opening}, "}": {"}", closing}, "lbrace": {"{", opening}, "rbrace": {"}", closing},
		"langle": {"⟨", opening}, "rangle": {"⟩", closing}, "lfloor": {"⌊", opening}, "rfloor": {"⌋", closing},
		"lceil": {"⌈", opening}, "rceil": {"⌉", closing}, "lvert": {"|", opening}, "rvert": {"|", closing},
		"lVert": {"‖", opening}, "rVert": {"‖", closing}, "|": {"‖", ordinary}, "Vert": {"‖", ordinary}, "vert": {"|", ordinary},
		"/": {"/", ordinary},
	}
}

// functions are named operators; true for those that take limits below.
func functions() map[string]bool {
	return map[string]bool{
		"log": false, "ln": false, "exp": false, "sin": false, "cos": false, "tan": false, "cosh": false, "sinh": false, "tanh": false,
		"det": true, "dim": false, "ker": false, "arg": false, "deg": false, "Pr": true,
		"min": true, "max": true, "inf": true, "sup": true, "lim": true, "liminf": true, "limsup": true, "argmin": true, "argmax": true,
	}
}

// spaces are the widths of the spacing commands in em.
func spaces() map[string]string {
	return map[string]string{
		",": "0.167em", ":": "0.222em", ">": "0.222em", ";": "0.278em", "!": "-0.167em", " ": "0.25em", "quad": "1em", "qquad": "2em",
		"thinspace": "0.167em", "enspace": "0.5em",
	}
}

// sizes are the heights of the manual fences.
func sizes() map[string]string {
	s := map[string]string{}
	for name, size := range map[string]string{"big": "1.2em", "Big": "1.8em", "bigg": "2.4em", "Bigg": "3em"} {
		for _, side := range []string{"", "l", "r", "m"} {
			s[name+side] = size
		}
	}
	return s
}

// accents go above their argument; true for those that stretch.
func accents() map[string]symbol {
	return map[string]symbol{
		"hat": {"^", ordinary}, "widehat": {"^", large}, "tilde": {"~", ordinary}, "widetilde": {"~", large}, "bar": {"¯", ordinary},
		"overline": {"¯", large}, "dot": {"˙", ordinary}, "ddot": {"¨", ordinary}, "vec": {"→", ordinary}, "check": {"ˇ", ordinary},
	}
}

// alphabets map a font command to the code point of its capital A, lower-case a and digit 0; 0 where it has none.
func alphabets() map[string][3]rune {
	return map[string][3]rune{
		"mathbb": {0x1D538, 0x1D552, 0x1D7D8}, "mathcal": {0x1D49C, 0x1D4B6, 0}, "mathscr": {0x1D49C, 0x1D4B6, 0}, "mathfrak": {0x1D504, 0x1D51E, 0},
		"mathbf": {0x1D400, 0x1D41A, 0x1D7CE}, "boldsymbol": {0x1D468, 0x1D482, 0x1D7CE}, "mathsf": {0x1D5A0, 0x1D5BA, 0x1D7E2}, "mathtt": {0x1D670, 0x1D68A, 0x1D7F6},
	}
}

// holes are the letters that Unicode had before its alphabets (Unicode 15, "Letterlike Symbols").
func holes() map[rune]rune {
	return map[rune]rune{
		0x1D53A: 'ℂ', 0x1D53F: 'ℍ', 0x1D545: 'ℕ', 0x1D547: 'ℙ', 0x1D548: 'ℚ', 0x1D549: 'ℝ', 0x1D551: 'ℤ',
		0x1D49D: 'ℬ', 0x1D4A0: 'ℰ', 0x1D4A1: 'ℱ', 0x1D4A3: 'ℋ', 0x1D4A4: 'ℐ', 0x1D4A7: 'ℒ', 0x1D4A8: 'ℳ', 0x1D4AD: 'ℛ', 0x1D4BA: 'ℯ', 0x1D4BC: 'ℊ', 0x1D4C4: 'ℴ',
		0x1D506: 'ℭ', 0x1D50B: 'ℌ', 0x1D50C: 'ℑ', 0x1D515: 'ℜ', 0x1D51D: 'ℨ',
	}
}

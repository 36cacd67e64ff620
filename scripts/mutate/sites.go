package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// mutant is one change of the code.
type mutant struct {
	id        int
	file      string // relative to the module's root where it can be
	line, col int
	function  string
	kind      string // what was changed, such as "< to <="
	snippet   string // the expression or statement that was changed, on one line
}

func (m mutant) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s: %s", m.file, m.line, m.col, m.function, m.kind, m.snippet)
}

// key names m without its line and column, so that it stays the same when the file grows.
func (m mutant) key() string {
	return fmt.Sprintf("%s: %s: %s: %s", m.file, m.function, m.kind, m.snippet)
}

// edit replaces text[at:end] by with. Edits at the same place keep the order in which they were made, but those that
// close an expression (last) come before those that open one, the inner ones first.
type edit struct {
	at, end int
	with    string
	closing bool
	depth   int
}

// finder walks one file and collects mutants and the edits that make them switchable.
type finder struct {
	l       *loaded
	src     source
	rel     string
	next    *int
	mutants []mutant
	edits   []edit
	fn      string
	depth   int
	noStmt  map[ast.Stmt]bool // simple statements in the head of an if, for or switch
}

func (f *finder) off(p token.Pos) int { return f.l.fset.Position(p).Offset }

func (f *finder) text(n ast.Node) string { return string(f.src.text[f.off(n.Pos()):f.off(n.End())]) }

func (f *finder) mutant(n ast.Node, kind string) int {
	p := f.l.fset.Position(n.Pos())
	snippet := strings.Join(strings.Fields(f.text(n)), " ")
	if len(snippet) > 100 {
		snippet = snippet[:100]
	}
	*f.next++
	f.mutants = append(f.mutants, mutant{*f.next, f.rel, p.Line, p.Column, f.fn, kind, snippet})
	return *f.next
}

// around puts text before and after a node.
func (f *finder) around(n ast.Node, before, after string) {
	f.edits = append(f.edits,
		edit{at: f.off(n.Pos()), end: f.off(n.Pos()), with: before, depth: f.depth},
		edit{at: f.off(n.End()), end: f.off(n.End()), with: after, closing: true, depth: f.depth})
	f.depth++
}

func (f *finder) replace(at token.Pos, n int, with string) {
	f.edits = append(f.edits, edit{at: f.off(at), end: f.off(at) + n, with: with, depth: f.depth})
}

// scalar returns how to write the type of e, if it is a number of a known type; "" for constants and all else.
func (f *finder) scalar(e ast.Expr, mask types.BasicInfo) string {
	tv, ok := f.l.info.Types[e]
	if !ok || tv.Value != nil || tv.Type == nil {
		return ""
	}
	return f.typeName(tv.Type, mask)
}

func (f *finder) typeName(t types.Type, mask types.BasicInfo) string {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return ""
	}
	b, ok := t.Underlying().(*types.Basic)
	if !ok || b.Info()&mask == 0 || b.Info()&types.IsUntyped != 0 || b.Info()&types.IsComplex != 0 {
		return ""
	}
	return types.TypeString(t, func(p *types.Package) string {
		if p == f.l.pkg {
			return ""
		}
		return p.Name()
	})
}

func (f *finder) isBool(e ast.Expr) bool {
	tv, ok := f.l.info.Types[e]
	if !ok || tv.Value != nil {
		return false
	}
	b, ok := types.Unalias(tv.Type).(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// visit is called for every node in a function's body, outer ones first.
func (f *finder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok == token.VAR
	case *ast.IfStmt:
		f.head(n.Init)
		f.condition(n.Cond)
	case *ast.ForStmt:
		f.head(n.Init)
		f.head(n.Post)
		if n.Cond != nil {
			f.condition(n.Cond)
		}
	case *ast.SwitchStmt:
		f.head(n.Init)
	case *ast.TypeSwitchStmt:
		f.head(n.Init)
		f.head(n.Assign)
	case *ast.CommClause:
		f.head(n.Comm)
	case *ast.BinaryExpr:
		f.binary(n)
	case *ast.UnaryExpr:
		if t := f.scalar(n, types.IsNumeric); n.Op == token.SUB && t != "" {
			id := f.mutant(n, "-x to x")
			f.replace(n.OpPos, 1, "")
			f.around(n.X, fmt.Sprintf("mutNeg[%s](%d, ", t, id), ")")
		}
	case *ast.Ident:
		if c, ok := f.l.info.Uses[n].(*types.Const); ok && c.Pkg() == nil && (n.Name == "true" || n.Name == "false") {
			f.around(n, "(", fmt.Sprintf(" != mutOn(%d))", f.mutant(n, "boolean flipped")))
		}
	case *ast.AssignStmt:
		f.assign(n)
	case *ast.IncDecStmt:
		if !f.noStmt[n] {
			other := map[token.Token]string{token.INC: "--", token.DEC: "++"}[n.Tok]
			x := f.text(n.X)
			f.around(n, fmt.Sprintf("if mutOn(%d) { %s%s } else { ", f.mutant(n, n.Tok.String()+" to "+other), x, other), " }")
		}
	case *ast.ExprStmt:
		if c, ok := n.X.(*ast.CallExpr); ok && !f.noStmt[n] && !isPanic(c) {
			f.around(n, fmt.Sprintf("if !mutOn(%d) { ", f.mutant(n, "call removed")), " }")
		}
	case *ast.SelectorExpr:
		return f.selector(n)
	}
	return true
}

// head marks a simple statement that can't be wrapped in a block.
func (f *finder) head(s ast.Stmt) {
	if s != nil {
		f.noStmt[s] = true
	}
}

func isPanic(c *ast.CallExpr) bool {
	id, ok := c.Fun.(*ast.Ident)
	return ok && id.Name == "panic"
}

// condition negates the condition of an if or for that is no comparison (those are mutated themselves).
func (f *finder) condition(e ast.Expr) {
	if _, ok := e.(*ast.BinaryExpr); !ok && f.isBool(e) {
		id := f.mutant(e, "condition negated")
		f.around(e, "((", fmt.Sprintf(") != mutOn(%d))", id))
	}
}

var arithmetic = map[token.Token]struct{ name, other string }{
	token.ADD: {"mutAdd", "-"}, token.SUB: {"mutSub", "+"}, token.MUL: {"mutMul", "/"}, token.QUO: {"mutQuo", "*"},
	token.REM: {"mutRem", "*"}, token.AND: {"mutAnd", "|"}, token.OR: {"mutOr", "&"},
	token.SHL: {"mutShl", ">>"}, token.SHR: {"mutShr", "<<"},
}

var orders = map[token.Token]struct{ name, edge, negated string }{
	token.LSS: {"mutLss", "<=", ">="}, token.LEQ: {"mutLeq", "<", ">"}, token.GTR: {"mutGtr", ">=", "<="}, token.GEQ: {"mutGeq", ">", "<"},
}

// shiftCount writes a shift count's type.
func (f *finder) shiftCount(e ast.Expr) string {
	if tv := f.l.info.Types[e]; tv.Value != nil {
		return "uint"
	}
	return f.typeName(f.l.info.Types[e].Type, types.IsInteger)
}

func (f *finder) binary(n *ast.BinaryExpr) {
	op := n.Op.String()
	if tv := f.l.info.Types[n]; tv.Value != nil {
		return
	}
	if a, ok := arithmetic[n.Op]; ok {
		t := f.scalar(n, types.IsNumeric)
		if t == "" {
			return
		}
		args := t
		if n.Op == token.SHL || n.Op == token.SHR {
			c := f.shiftCount(n.Y)
			if c == "" {
				return
			}
			args += ", " + c
		}
		id := f.mutant(n, op+" to "+a.other)
		f.around(n, fmt.Sprintf("%s[%s](%d, ", a.name, args, id), ")")
		f.replace(n.OpPos, len(op), ",")
		return
	}
	if o, ok := orders[n.Op]; ok {
		tv := f.l.info.Types[n.X]
		if tv.Value != nil {
			tv = f.l.info.Types[n.Y]
		}
		if t := f.typeName(tv.Type, types.IsOrdered); t != "" {
			id := f.mutant(n, op+" to "+o.edge)
			f.mutant(n, op+" to "+o.negated)
			f.around(n, fmt.Sprintf("%s[%s](%d, ", o.name, t, id), ")")
			f.replace(n.OpPos, len(op), ",")
		}
		return
	}
	switch {
	case n.Op == token.EQL || n.Op == token.NEQ:
		f.around(n, "((", fmt.Sprintf(") != mutOn(%d))", f.mutant(n, op+" negated")))
	case (n.Op == token.LAND || n.Op == token.LOR) && f.isBool(n):
		join := map[token.Token]string{token.LAND: "|| ", token.LOR: "&& !"}[n.Op]
		f.around(n.X, "((", fmt.Sprintf(") %smutOn(%d))", join, f.mutant(n, op+": left side dropped")))
		f.around(n.Y, "((", fmt.Sprintf(") %smutOn(%d))", join, f.mutant(n, op+": right side dropped")))
	}
}

var assigned = map[token.Token]token.Token{
	token.ADD_ASSIGN: token.ADD, token.SUB_ASSIGN: token.SUB, token.MUL_ASSIGN: token.MUL, token.QUO_ASSIGN: token.QUO,
	token.REM_ASSIGN: token.REM, token.AND_ASSIGN: token.AND, token.OR_ASSIGN: token.OR, token.SHL_ASSIGN: token.SHL, token.SHR_ASSIGN: token.SHR,
}

func (f *finder) assign(n *ast.AssignStmt) {
	op, ok := assigned[n.Tok]
	if !ok {
		return
	}
	a := arithmetic[op]
	t := f.typeName(f.l.info.Types[n.Lhs[0]].Type, types.IsNumeric)
	if t == "" {
		return
	}
	if op == token.SHL || op == token.SHR {
		c := f.shiftCount(n.Rhs[0])
		if c == "" {
			return
		}
		t += ", " + c
	}
	id := f.mutant(n, n.Tok.String()+" to "+a.other+"=")
	f.replace(n.TokPos, len(n.Tok.String()), "= ")
	f.around(n.Rhs[0], fmt.Sprintf("%s[%s](%d, %s, ", a.name, t, id, f.text(n.Lhs[0])), ")")
}

// swaps are methods and constants of equal type whose exchange is a plausible mistake: a sign, a direction, a rounding.
var swaps = map[string]string{
	"Add": "Sub", "Sub": "Add", "Lsh": "Rsh", "Rsh": "Lsh", "Mul": "Add", "Quo": "Mul", "Min": "Max", "Max": "Min", "Lo": "Hi", "Hi": "Lo",
	"ToNegativeInf": "ToPositiveInf", "ToPositiveInf": "ToNegativeInf",
}

// selector exchanges a method (on a receiver that can be written twice) or a rounding mode.
func (f *finder) selector(n *ast.SelectorExpr) bool {
	other, ok := swaps[n.Sel.Name]
	if !ok || !simple(n.X) {
		return true
	}
	if s := f.l.info.Selections[n]; s != nil {
		if s.Kind() != types.MethodVal {
			return true
		}
		o, _, _ := types.LookupFieldOrMethod(s.Recv(), true, f.l.pkg, other)
		fn, isFunc := o.(*types.Func)
		if !isFunc || !types.Identical(fn.Signature(), s.Obj().(*types.Func).Signature()) {
			return true
		}
	} else if c, isConst := f.l.info.Uses[n.Sel].(*types.Const); !isConst || c.Pkg() == nil || c.Pkg().Path() != "math/big" {
		return true
	}
	id := f.mutant(n, n.Sel.Name+" to "+other)
	f.around(n, fmt.Sprintf("mutPick(%d, ", id), fmt.Sprintf(", %s.%s)", f.text(n.X), other))
	return true
}

// simple says that e is a name or a chain of fields, perhaps with an address or a constant index: no calls.
func simple(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return simple(e.X)
	case *ast.ParenExpr:
		return simple(e.X)
	case *ast.StarExpr:
		return simple(e.X)
	}
	return false
}

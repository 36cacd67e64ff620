package flow_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/ssamverify/ssamverify/oracle/flow"
)

const question = `{"weights":[["1"],["1/2"]],"target":["2"],"sigma":[["1"]],"noise":"1","time":"1","digits":20}`

func TestEval(t *testing.T) {
	got, err := flow.Eval(strings.NewReader(question))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	var a flow.Answer
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	if a.Status != "certified" || a.Digits != 20 || len(a.States) != 1 || a.States[0].Time != "1" || len(a.States[0].Weights) != 2 {
		t.Fatalf("%s", text)
	}
	im := a.States[0].Imbalances[0]
	// 3/4 exp(-4), by the decimal module of Python at 60 digits.
	v := rat("0.0137367291665506352202885159549309316589")
	if im.Coordinate != 1 || im.Layers != [2]int{1, 2} || rat(im.Lo).Cmp(v) > 0 || rat(im.Hi).Cmp(v) < 0 {
		t.Errorf("%+v", im)
	}
	if w := a.States[0].Weights[0][0]; rat(w.Lo).Cmp(rat(w.Hi)) > 0 {
		t.Errorf("%+v", w)
	}
}

func TestEvalTimes(t *testing.T) {
	q := strings.Replace(question, `"digits":20`, `"times":["1/4",0.5]`, 1)
	got, err := flow.Eval(strings.NewReader(q))
	if err != nil {
		t.Fatal(err)
	}
	a := got.(*flow.Answer)
	if len(a.States) != 3 || a.States[1].Time != "1/2" || a.Digits != 30 {
		t.Errorf("%+v", a)
	}
}

func TestEvalErrors(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{`"time":"1"`, `"tim":"1"`, `unknown field "tim"`},
		{`"time":"1",`, ``, "time: missing"},
		{`"time":"1"`, `"time":"1","time":"1"`, "time is given twice"},
		{`"time":"1"`, `"time":"x"`, "time: "},
		{`"time":"1"`, `"time":null`, "time: "},
		{`"time":"1"`, `"time":"1e13"`, "magnitude above"},
		{`"digits":20`, `"digits":201`, "digits = 201: must be an integer from 1 to 200"},
		{`"digits":20`, `"digits":"20"`, "digits = "},
		{`"digits":20`, `"digits":2e1`, "digits = 2e1"},
		{`"digits":20`, `"times":{}`, "times = {}"},
		{`"digits":20`, `"times":null`, "times = null"},
		{`"digits":20`, `"times":["2"]`, "times[0] = 2: must lie between 0 and 1"},
		{`"noise":"1",`, ``, "noise: missing"},
		{`"noise":"1"`, `"noise":"-1"`, "noise"},
		{`"noise":"1"`, `"noise":"1","noise":"1"`, "noise: given twice"},
		{`"noise":"1"`, `"noise":"1","params":{}`, `unknown field "params"`},
		{`[["1"],["1/2"]]`, `[["1"]]`, "weights"},
		{`[["1"],["1/2"]]`, `[["1"],["1"],["1"],["1"],["1"],["1"],["1"]]`, "weights"},
		{question, question + "{}", "data after the closing brace"},
		{question, "[]", "want a JSON object"},
		{question, "", "malformed JSON"},
	} {
		_, err := flow.Eval(strings.NewReader(strings.Replace(question, c.from, c.to, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s -> %s: %v, want %q", c.from, c.to, err, c.want)
		}
	}
}

func FuzzParseQuestion(f *testing.F) {
	f.Add([]byte(question))
	f.Add([]byte(`{"weights":[["1","2"],["1/2","0"]],"target":["2","1e3"],"sigma":[["1","1/2"],["1/2","1"]],"noise":0,"time":"-1/3","times":[]}`))
	f.Add([]byte(`{"time":"1","time":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, end, opt, err := flow.ParseQuestion(strings.NewReader(string(data)))
		if err != nil {
			return
		}
		opt.MaxSteps, opt.MaxWork = 2, 100_000
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		r, err := flow.Integrate(ctx, p, end, opt)
		if err == nil && r.Status == flow.Certified && r.Final(end) == nil {
			t.Errorf("certified without the end: %+v", r)
		}
		if ctx.Err() != nil {
			t.Errorf("two steps take ten seconds: %s", data)
		}
	})
}

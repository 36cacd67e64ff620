package proof

import (
	"fmt"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

// Shape is a depth and a width, in the linear diagonal model or with a full Sigma.
type Shape struct {
	Depth, Width int
	Diagonal     bool
}

// ShapeOf returns the shape of an instance.
func ShapeOf(in *generators.Instance) Shape {
	return Shape{Depth: in.Depth(), Width: in.Width(), Diagonal: in.IsDiagonal()}
}

func (s Shape) String() string {
	model := "general model"
	if s.Diagonal {
		model = "diagonal model"
	}
	return fmt.Sprintf("L = %d, d = %d, %s", s.Depth, s.Width, model)
}

// slug names the shape in a step.
func (s Shape) slug() string {
	k := "full"
	if s.Diagonal {
		k = "diag"
	}
	return fmt.Sprintf("%s-L%d-d%d", k, s.Depth, s.Width)
}

// DiagonalShapes are L = 2..8 at d = 1 (2..5 in the quick profile): in the diagonal model the coordinates do not see each
// other.
func DiagonalShapes(p claim.Profile) []Shape {
	top := 8
	if p == claim.Quick {
		top = 5
	}
	var shapes []Shape
	for depth := 2; depth <= top; depth++ {
		shapes = append(shapes, Shape{Depth: depth, Width: 1, Diagonal: true})
	}
	return shapes
}

// GeneralShapes are small depths and widths with a full Sigma.
func GeneralShapes(p claim.Profile) []Shape {
	shapes := []Shape{{Depth: 2, Width: 2}, {Depth: 3, Width: 2}, {Depth: 2, Width: 3}}
	if p != claim.Quick {
		shapes = append(shapes, Shape{Depth: 4, Width: 2})
	}
	if p == claim.Deep {
		shapes = append(shapes, Shape{Depth: 3, Width: 3}, Shape{Depth: 2, Width: 4})
	}
	return shapes
}

//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"

// The registers from Z16 on are used, since the lower ones would have to be cleared for the SSE instructions of the Go code.

// func runVector(regs *lanes, code *laneStep, n int, p, inv *lanes)
TEXT ·runVector(SB), NOSPLIT, $0-40
	MOVQ regs+0(FP), BX
	MOVQ code+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ p+24(FP), DX
	MOVQ inv+32(FP), DI
	VMOVDQU64 (DX), Z16       // p
	VMOVDQU64 (DI), Z17       // 1/p
	VPXORQ Z18, Z18, Z18      // 0
	VPTERNLOGQ $0xff, Z19, Z19, Z19
	VPSRLQ $12, Z19, Z26      // 2^52 - 1
	VPSUBQ Z16, Z26, Z27
	VPSUBQ Z19, Z27, Z27      // c = 2^52 - p
	TESTQ CX, CX
	JLE  done

next:
	MOVBLZX laneStep_op(SI), AX
	MOVLQSX laneStep_z(SI), R8
	MOVLQSX laneStep_x(SI), R9
	MOVLQSX laneStep_y(SI), R10
	SHLQ $6, R8               // a register has 64 bytes
	SHLQ $6, R9
	SHLQ $6, R10
	VMOVDQU64 (BX)(R9*1), Z20 // x
	VMOVDQU64 (BX)(R10*1), Z21 // y
	CMPL AX, $const_laneMul
	JLT  linear
	JGT  digit

product:
	// x y = hi 2^52 + lo. With q = lo/p modulo 2^52, x y - q p is divisible by 2^52 and is (hi - h) 2^52, h the upper half of q p; both
	// hi < p and h < p, so one p makes it not negative where it has to.
	VMOVDQA64 Z18, Z22
	VMOVDQA64 Z18, Z23
	VMOVDQA64 Z18, Z24
	VMOVDQA64 Z18, Z25
	VPMADD52LUQ Z21, Z20, Z22 // lo
	VPMADD52HUQ Z21, Z20, Z23 // hi
	VPMADD52LUQ Z17, Z22, Z24 // q
	VPMADD52HUQ Z16, Z24, Z25 // h
	VPSUBQ Z25, Z23, Z23
	VPADDQ Z16, Z23, Z22
	VPMINUQ Z22, Z23, Z23     // a negative number is larger than all, unsigned
	VMOVDQU64 Z23, (BX)(R8*1)
	JMP  step

	// w = w1 2^52 + w0 is w1 c + w0 modulo p, below 2^26 + 2^52 < 2p.
digit:
	VPBROADCASTQ laneStep_w(SI), Z22
	VPSRLQ $52, Z22, Z23
	VPANDQ Z26, Z22, Z21
	VPMADD52LUQ Z27, Z23, Z21
	VPSUBQ Z16, Z21, Z22
	VPMINUQ Z22, Z21, Z21
	CMPL AX, $const_laneMulWord
	JEQ  product
	VMOVDQU64 Z21, (BX)(R8*1)
	JMP  step

linear:
	CMPL AX, $const_laneSub
	JEQ  difference
	VPADDQ Z21, Z20, Z20
	VPSUBQ Z16, Z20, Z21
	VPMINUQ Z21, Z20, Z20
	VMOVDQU64 Z20, (BX)(R8*1)
	JMP  step

difference:
	VPSUBQ Z21, Z20, Z20
	VPADDQ Z16, Z20, Z21
	VPMINUQ Z21, Z20, Z20
	VMOVDQU64 Z20, (BX)(R8*1)

step:
	ADDQ $laneStep__size, SI
	DECQ CX
	JNZ  next

done:
	RET

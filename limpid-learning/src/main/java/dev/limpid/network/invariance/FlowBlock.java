package dev.limpid.network.invariance;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * One block of the flow: {@link ActNorm}, an invertible leak (x for x >= 0, else 0.9 x), two affine couplings of the halves, each
 * scaled and shifted by the other and the condition, and a fixed permutation.
 */
final class FlowBlock {
    private static final double LEAK = 0.9;
    private static final int COUPLINGS = 2;

    private final int half;
    private final ActNorm norm;
    private final List<Perceptron> scales = new ArrayList<>();
    private final List<Perceptron> shifts = new ArrayList<>();
    private final float[] order;
    private final float[] back;

    FlowBlock(Parameters parameters, String name, int size, int condition, InvarianceShape.Flow plan, long seed) {
        half = size / 2;
        norm = new ActNorm(parameters, name + ".norm", size);
        for (int i = 0; i < COUPLINGS; i++) {
            int inputs = half + condition;
            scales.add(new Perceptron(parameters, name + ".scale" + i, inputs, plan.hidden(), plan.depth(), half));
            shifts.add(new Perceptron(parameters, name + ".shift" + i, inputs, plan.hidden(), plan.depth(), half));
        }
        List<Integer> shuffled = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            shuffled.add(i);
        }
        Collections.shuffle(shuffled, new Random(seed));
        order = new float[size];
        back = new float[size];
        for (int i = 0; i < size; i++) {
            order[i] = shuffled.get(i);
            back[shuffled.get(i)] = i;
        }
    }

    ConditionalFlow.Transformed forward(Tensor rows, Tensor condition, ConditionalFlow.Leak leak, Pass pass) {
        Tensor x = norm.of(rows, pass);
        Tensor logDeterminant = norm.logDeterminant().expand(rows.size(0));
        if (leak == ConditionalFlow.Leak.EXACT) {
            Tensor negative = Norms.sumOfRows(x.lt(Ops.scalar(0)).to(x.scalar_type()));
            logDeterminant = logDeterminant.add(negative.mul(Ops.scalar(Math.log(LEAK))));
        }
        x = torch.leaky_relu(x, Ops.scalar(LEAK));
        Tensor first = x.narrow(1, 0, half);
        Tensor second = x.narrow(1, half, half);
        for (int i = 0; i < COUPLINGS; i++) {
            Tensor told = Ops.concat(first, condition);
            Tensor scale = torch.tanh(scales.get(i).of(told));
            Tensor moved = second.mul(scale.exp()).add(shifts.get(i).of(told));
            logDeterminant = logDeterminant.add(Norms.sumOfRows(scale));
            second = first;
            first = moved;
        }
        return new ConditionalFlow.Transformed(reordered(Ops.concat(first, second), order), logDeterminant);
    }

    Tensor inverse(Tensor rows, Tensor condition) {
        Tensor x = reordered(rows, back);
        Tensor first = x.narrow(1, 0, half);
        Tensor second = x.narrow(1, half, half);
        for (int i = COUPLINGS - 1; i >= 0; i--) {
            Tensor told = Ops.concat(second, condition);
            Tensor scale = torch.tanh(scales.get(i).of(told));
            Tensor moved = first.sub(shifts.get(i).of(told)).mul(scale.neg().exp());
            first = second;
            second = moved;
        }
        Tensor joined = Ops.concat(first, second);
        return norm.inverse(torch.leaky_relu(joined, Ops.scalar(1 / LEAK)));
    }

    private static Tensor reordered(Tensor rows, float[] order) {
        Tensor index = Ops.tensor(order, order.length).to(rows.device(), ScalarType.Long);
        return rows.index_select(1, index);
    }
}

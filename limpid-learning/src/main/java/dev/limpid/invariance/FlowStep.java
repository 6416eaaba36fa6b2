package dev.limpid.invariance;

import dev.limpid.network.invariance.Autoencoder;
import dev.limpid.network.invariance.ConditionalFlow;
import dev.limpid.network.invariance.Pass;
import dev.limpid.tensor.Adam;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.Ops;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * A step of the flow's training: the likelihood of codes, drawn anew by the frozen autoencoder, is made large: mean of 1/2 |v|^2 -
 * ln |det|, without its constant.
 */
final class FlowStep {
    private final Autoencoder autoencoder;
    private final ConditionalFlow flow;
    private final Adam adam;
    private final InvarianceSettings settings;
    private final ConditionalFlow.Leak leak;
    private final NormalDraws draws;
    private final Compute compute;
    private final Pass.Use first;

    /** @param first how the first step is taken */
    FlowStep(
            Autoencoder autoencoder,
            ConditionalFlow flow,
            Adam adam,
            InvarianceSettings settings,
            ConditionalFlow.Leak leak,
            Compute compute,
            Pass.Use first) {
        this.compute = compute;
        this.first = first;
        this.autoencoder = autoencoder;
        this.flow = flow;
        this.adam = adam;
        this.settings = settings;
        this.leak = leak;
        this.draws = new NormalDraws(settings.seed() + 1, compute);
    }

    /** Does the step, counted from 1, and gives its loss by name. */
    Map<String, Double> step(long step, PatchPool.Batch batch) {
        int edge = settings.shape().edge();
        int count = settings.flow().batch();
        try (PointerScope scope = new PointerScope()) {
            Tensor denoised = compute.place(Ops.tensor(batch.denoised(), count, 1, edge, edge));
            Tensor code;
            try (NoGradGuard guard = new NoGradGuard()) {
                Tensor image = compute.place(Ops.tensor(batch.image(), count, 1, edge, edge));
                Tensor noise = draws.normal(
                        step, NormalDraws.Use.CODE, count, settings.shape().latent());
                code = autoencoder.code(image, denoised, noise, Pass.INFERENCE);
            }
            flow.parameters().trainable(true);
            Pass pass = step == 1 ? new Pass(first, Precision.FP32) : Pass.TRAINING;
            Tensor loss = loss(flow.forward(code, flow.condition(denoised, pass), leak, pass));
            loss.backward();
            adam.step(step, settings.flow().rateAt(step));
            return Map.of("likelihood", loss.item_double());
        }
    }

    /** The negative logarithm of the likelihood, mean over the batch, without its constant, in nats. */
    static Tensor loss(ConditionalFlow.Transformed result) {
        return Ops.sumOfEach(result.value().square())
                .mul(Ops.scalar(0.5))
                .sub(result.logDeterminant())
                .mean();
    }
}

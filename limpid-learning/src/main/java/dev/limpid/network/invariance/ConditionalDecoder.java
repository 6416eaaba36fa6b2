package dev.limpid.network.invariance;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The decoder: from a code and the denoised patch to an image that could have led to it. A BigGAN generator (Brock et al., ICLR
 * 2019) whose class vector is made of the code, and whose blocks see the denoised patch at their size.
 */
final class ConditionalDecoder {
    private static final String NAME = "decoder.";
    private static final int START = 4;
    private static final int WIDEST = 16;
    private static final double LEAK = 0.01;

    private final InvarianceShape.Decoder plan;
    private final int own;
    private final List<Linear> classLayers = new ArrayList<>();
    private final Linear embedding;
    private final Linear first;
    private final List<GeneratorBlock> blocks = new ArrayList<>();
    private final SelfAttention attention;
    private final ActNorm norm;
    private final Conv last;

    ConditionalDecoder(Parameters parameters, InvarianceShape shape) {
        plan = shape.decoder();
        int count = shape.doublings();
        own = shape.latent() - count * plan.chunk();
        classLayers.add(Linear.affine(parameters, NAME + "class.0", shape.latent(), plan.hidden()));
        classLayers.add(Linear.affine(parameters, NAME + "class.1", plan.hidden(), plan.hidden()));
        classLayers.add(Linear.affine(parameters, NAME + "class.2", plan.hidden(), plan.hidden()));
        classLayers.add(Linear.affine(parameters, NAME + "class.3", plan.hidden(), plan.classes()));
        embedding = Linear.plain(parameters, NAME + "embedding", plan.classes(), plan.embedding());
        int width = width(-1, count);
        first = Linear.spectral(parameters, NAME + "first", own, START * START * width, true);
        for (int i = 0; i < count; i++) {
            String name = NAME + "block" + i;
            blocks.add(
                    new GeneratorBlock(parameters, name, width + 1, width(i, count), plan.chunk() + plan.embedding()));
            width = width(i, count);
        }
        attention = new SelfAttention(parameters, NAME + "attention", width(count - 2, count));
        norm = new ActNorm(parameters, NAME + "norm", width);
        last = new Conv(parameters, NAME + "last", width + 1, 1, new Conv.Form(3, 1, 1, true, false));
    }

    /** Channels that leave a block; of -1, that enter the first. */
    private int width(int block, int count) {
        return plan.base() * Math.min(WIDEST, 1 << (count - 1 - block));
    }

    /**
     * Images.
     *
     * @param code batch x latent
     * @param denoised batch x 1 x edge x edge
     */
    Tensor image(Tensor code, Tensor denoised, Pass pass) {
        Tensor kind = code;
        for (int i = 0; i < classLayers.size(); i++) {
            kind = classLayers.get(i).of(kind, pass);
            kind = i < classLayers.size() - 1 ? torch.leaky_relu(kind, Ops.scalar(LEAK)) : torch.softmax(kind, -1);
        }
        Tensor told = embedding.of(kind, pass);
        Tensor x = first.of(code.narrow(1, 0, own), pass)
                .view(code.size(0), START, START, -1)
                .permute(0, 3, 1, 2);
        for (int i = 0; i < blocks.size(); i++) {
            if (i == blocks.size() - 1) {
                x = attention.of(x, pass);
            }
            Tensor chunk = code.narrow(1, own + (long) i * plan.chunk(), plan.chunk());
            Tensor seen = Ops.concat(x, GeneratorBlock.resized(denoised, x.size(2)));
            x = blocks.get(i).of(seen, Ops.concat(chunk, told), pass);
        }
        return last.of(Ops.concat(norm.of(x, pass), denoised), pass);
    }
}

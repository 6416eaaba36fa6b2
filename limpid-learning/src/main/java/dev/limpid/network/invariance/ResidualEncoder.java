package dev.limpid.network.invariance;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The encoder: from an image and what the denoiser made of it to a normal distribution of the code. A residual network (He et
 * al., CVPR 2016) of two input channels whose last layer is a matrix on the mean of each channel; log-variances are kept in
 * -30..10.
 */
final class ResidualEncoder {
    private static final String NAME = "encoder.";
    private static final int STEM = 7;

    private final Conv stem;
    private final BatchNorm stemNorm;
    private final List<Block> blocks = new ArrayList<>();
    private final Linear last;
    private final int latent;

    /** The distribution, batch x latent each. */
    record Code(Tensor mean, Tensor logVariance) {}

    ResidualEncoder(Parameters parameters, InvarianceShape shape) {
        InvarianceShape.Residual plan = shape.residual();
        int inputs = plan.width();
        latent = shape.latent();
        stem = new Conv(parameters, NAME + "conv1", 2, inputs, Conv.Form.plain(STEM, 2));
        stemNorm = BatchNorm.affine(parameters, NAME + "bn1", inputs);
        for (int stage = 0; stage < plan.blocks().size(); stage++) {
            int width = plan.width() << stage;
            for (int i = 0; i < plan.blocks().get(stage); i++) {
                String name = NAME + "layer" + (stage + 1) + "." + i;
                int stride = i == 0 && stage > 0 ? 2 : 1;
                Block block = new Block(parameters, name, inputs, width, stride, plan.bottleneck());
                blocks.add(block);
                inputs = block.outputs;
            }
        }
        last = Linear.affine(parameters, NAME + "last", inputs, 2 * latent);
    }

    Code code(Tensor image, Tensor denoised, Pass pass) {
        Tensor x = stemNorm.of(stem.of(Ops.concat(image, denoised), pass), pass);
        long[] three = {3, 3};
        long[] two = {2, 2};
        long[] one = {1, 1};
        x = torch.max_pool2d(torch.relu(x), three, two, one, one, false);
        for (Block block : blocks) {
            x = block.of(x, pass);
        }
        Tensor both = last.of(Norms.meanOfPlanes(x), pass);
        Tensor logVariance = both.narrow(1, latent, latent);
        try (ScalarOptional least = new ScalarOptional(Ops.scalar(-30));
                ScalarOptional most = new ScalarOptional(Ops.scalar(10))) {
            return new Code(both.narrow(1, 0, latent), logVariance.clamp(least, most));
        }
    }

    /** Two or three convolutions and what goes round them. */
    private static final class Block implements Layer {
        private static final int EXPANSION = 4;

        private final int outputs;
        private final List<Conv> convs = new ArrayList<>();
        private final List<BatchNorm> norms = new ArrayList<>();
        private Optional<Conv> shortcut = Optional.empty();
        private Optional<BatchNorm> shortcutNorm = Optional.empty();

        Block(Parameters parameters, String name, int inputs, int width, int stride, boolean bottleneck) {
            outputs = bottleneck ? EXPANSION * width : width;
            if (bottleneck) {
                add(parameters, name, inputs, width, Conv.Form.plain(1, 1));
                add(parameters, name, width, width, Conv.Form.plain(3, stride));
                add(parameters, name, width, outputs, Conv.Form.plain(1, 1));
            } else {
                add(parameters, name, inputs, width, Conv.Form.plain(3, stride));
                add(parameters, name, width, outputs, Conv.Form.plain(3, 1));
            }
            if (stride != 1 || inputs != outputs) {
                shortcut = Optional.of(
                        new Conv(parameters, name + ".shortcut", inputs, outputs, Conv.Form.plain(1, stride)));
                shortcutNorm = Optional.of(BatchNorm.affine(parameters, name + ".shortcutNorm", outputs));
            }
        }

        private void add(Parameters parameters, String name, int inputs, int width, Conv.Form form) {
            int number = convs.size() + 1;
            convs.add(new Conv(parameters, name + ".conv" + number, inputs, width, form));
            norms.add(BatchNorm.affine(parameters, name + ".bn" + number, width));
        }

        @Override
        public Tensor of(Tensor input, Pass pass) {
            Tensor x = input;
            for (int i = 0; i < convs.size(); i++) {
                x = norms.get(i).of(convs.get(i).of(x, pass), pass);
                if (i < convs.size() - 1) {
                    x = torch.relu(x);
                }
            }
            Tensor round = shortcut.isPresent()
                    ? shortcutNorm.orElseThrow().of(shortcut.get().of(input, pass), pass)
                    : input;
            return torch.relu(x.add(round));
        }
    }
}

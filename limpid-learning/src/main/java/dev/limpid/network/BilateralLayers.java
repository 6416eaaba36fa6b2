package dev.limpid.network;

import dev.limpid.tensor.Layers;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import dev.limpid.tensor.Start;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Three bilateral filters one after the other whose widths are learned (Wagner et al., Med Phys 49(8), 2022): each has the standard
 * deviations sigma_x, sigma_y and sigma_z of its spatial Gaussian, in pixels, and color_sigma of that of values; 12 weights in all.
 * A pixel becomes the mean of its neighbours, weighted by both Gaussians. Neighbours outside the image do not count. The
 * neighbourhood reaches 2 pixels, or half of 5 sigma, rounded up to an odd window, where that is more.
 *
 * <p><strong>Filters are published in three dimensions, images here have two</strong>, as in ldct-benchmark: sigma_x lies along rows'
 * numbers, sigma_y along columns', and of sigma_z only the middle of its Gaussian is left, which is 1. It is kept so that files
 * fit, but it changes nothing and does not learn.
 *
 * <p>The reach ends at 8 pixels here, so that it does not depend on the weights; the published code has no end. color_sigma is in units of the
 * normalised image. Gradients come from automatic differentiation. Everything is computed in the image's precision.
 */
public final class BilateralLayers extends NamedNetwork {
    private static final int FILTERS = 3;
    private static final int MOST_REACH = 8;
    private static final int LEAST_REACH = 2;

    /** Where ldct-benchmark starts: 0.48647 pixels; 0.95266 standard deviations of 502.185 HU, which is 478 HU of 2000. */
    private static final float SPATIAL_START = 0.48647f;

    private static final float VALUE_START = 0.2392f;

    /** Its two learning rates, of values and of space, in units of the normalised image: 3.5553e-3 x 0.2511 / 4.0014e-5. */
    private static final double VALUE_PACE = 22.31;

    public BilateralLayers() {
        super("bilateral-trained", Map.of());
        for (int i = 0; i < FILTERS; i++) {
            for (String axis : new String[] {"x", "y", "z"}) {
                declare(name(i, "sigma_" + axis), SPATIAL_START);
            }
            declare(name(i, "color_sigma"), VALUE_START);
            parameters().pace(name(i, "color_sigma"), VALUE_PACE);
        }
    }

    private static String name(int filter, String what) {
        return "filters." + filter + "." + what;
    }

    private void declare(String name, float start) {
        Parameters parameters = parameters();
        parameters.declare(name);
        parameters.start(name, new Start.Constant(start));
        parameters.keepExact(name);
    }

    @Override
    public Tensor forward(Tensor input, ScalarType layers) {
        Tensor x = input;
        for (int i = 0; i < FILTERS; i++) {
            int filter = i;
            Tensor before = x;
            x = Ops.freeing(() -> filtered(before, filter));
        }
        return x;
    }

    private Tensor filtered(Tensor x, int filter) {
        Tensor sigmaX = weight(name(filter, "sigma_x"), x);
        Tensor sigmaY = weight(name(filter, "sigma_y"), x);
        int down = reach(sigmaX);
        int across = reach(sigmaY);
        Tensor padded = Layers.bordered(x, down, across);
        Tensor inside = Layers.bordered(torch.ones_like(x.narrow(0, 0, 1)), down, across);
        Tensor ofX = exponent(sigmaX);
        Tensor ofY = exponent(sigmaY);
        Tensor ofValue = exponent(weight(name(filter, "color_sigma"), x));
        // Only the middle plane of the third dimension is there.
        Tensor along =
                exponent(weight(name(filter, "sigma_z"), x)).mul(Ops.scalar(0)).exp();
        Tensor weights = torch.zeros_like(x);
        Tensor sum = torch.zeros_like(x);
        for (int row = -down; row <= down; row++) {
            for (int column = -across; column <= across; column++) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor neighbour = Layers.part(padded, row + down, column + across, x.size(2), x.size(3));
                    Tensor exists = Layers.part(inside, row + down, column + across, x.size(2), x.size(3));
                    Tensor spatial = ofX.mul(Ops.scalar((double) row * row))
                            .add(ofY.mul(Ops.scalar((double) column * column)))
                            .exp()
                            .mul(along);
                    Tensor alike = neighbour.sub(x).square().mul(ofValue).exp();
                    Tensor weight = alike.mul(spatial).mul(exists);
                    weights.add_(weight);
                    sum.add_(weight.mul(neighbour));
                }
            }
        }
        return sum.div(weights);
    }

    /** -1 / (2 sigma^2). */
    private static Tensor exponent(Tensor sigma) {
        return sigma.square().reciprocal().mul(Ops.scalar(-0.5));
    }

    /** Half of the window, which is 5 sigma rounded up to an odd number, and at least 5. */
    private static int reach(Tensor sigma) {
        int window = (int) Math.ceil(5 * Math.abs(sigma.item_double())) | 1;
        return Math.min(MOST_REACH, Math.max(LEAST_REACH, window / 2));
    }

    @Override
    public int halo() {
        return FILTERS * MOST_REACH;
    }
}

package dev.limpid.explain;

import dev.limpid.network.graph.Gate;
import java.util.Locale;

/** How a map of a network is made. All differentiate the sum of the network's output. */
public enum MapKind {
    /** Springenberg et al., ICLR workshop 2015; arXiv 2310.20101, equation 2: with hard gates. */
    GUIDED("Guided backpropagation", "guided backpropagation with hard gates", new Gate.Guided()),
    /** Simonyan et al., ICLR workshop 2014: the derivative with respect to each pixel. */
    GRADIENT("Gradient", "the gradient", new Gate.Plain()),
    /** Smilkov et al., arXiv 1706.03825: the mean gradient of copies of the image with noise. */
    SMOOTH_GRAD(
            "SmoothGrad",
            "SmoothGrad, the mean gradient of " + SmoothGrad.COPIES + " copies with Gaussian noise of "
                    + SmoothGrad.PERCENT + " % of the intensity range",
            new Gate.Plain()),
    /** Selvaraju et al., ICCV 2017: activations of the coarsest layer, weighted by their mean derivatives. */
    GRAD_CAM("Grad-CAM", "Grad-CAM at the coarsest layer", new Gate.Plain());

    private final String title;
    private final String description;
    private final Gate gate;

    MapKind(String title, String description, Gate gate) {
        this.title = title;
        this.description = description;
        this.gate = gate;
    }

    /** As on a command line: {@code smooth-grad}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For headings. */
    public String title() {
        return title;
    }

    /** In a sentence, with its settings. */
    public String description() {
        return description;
    }

    Gate gate() {
        return gate;
    }
}

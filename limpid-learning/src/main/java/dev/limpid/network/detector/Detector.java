package dev.limpid.network.detector;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Box;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A two-stage detector of one class, for one image at a time. Weights have no values until they are initialised or loaded.
 *
 * <p>An image is 1 x 1 x rows x columns, normalised to [0, 1], in fp32 or fp64, its size made up to multiples of {@link #STRIDE} at
 * the right and bottom; {@link Size} is what of it is image. Layers are computed in any precision, boxes and losses in the
 * image's.
 */
public final class Detector implements AutoCloseable {
    /** Rows and columns are multiples of it. */
    public static final int STRIDE = 64;

    private static final double LEAST_SCORE = 0.01;
    private static final double OVERLAP = 0.3;
    private static final int MOST = 50;

    private final DetectorShape shape;
    private final Parameters parameters = new Parameters();
    private final ResNet backbone;
    private final FeaturePyramid pyramid;
    private final ProposalHead proposalHead;
    private final RegionHead regionHead;

    /** The part of a padded image that is image, in pixels. */
    public record Size(int rows, int columns) {}

    /** A box with its score, 0..1. */
    public record Scored(Box box, double score) {}

    /**
     * Features of an image.
     *
     * @param stages results of the backbone's four stages, at strides 4, 8, 16 and 32, in the layers' precision
     * @param levels of the pyramid, at strides 4, 8, 16, 32 and 64
     */
    public record Features(List<Tensor> stages, List<Tensor> levels) {}

    public Detector(DetectorShape shape) {
        this.shape = shape;
        Layers layers = new Layers(parameters);
        backbone = new ResNet(layers, shape);
        pyramid = new FeaturePyramid(layers, shape);
        proposalHead = new ProposalHead(layers, shape);
        regionHead = new RegionHead(layers, shape);
    }

    public DetectorShape shape() {
        return shape;
    }

    public Parameters parameters() {
        return parameters;
    }

    /**
     * What the backbone and the pyramid make of an image.
     *
     * @param precision of the layers
     */
    public Features features(Tensor image, ScalarType precision) {
        List<Tensor> stages = stages(image, precision);
        return new Features(stages, pyramid.forward(stages));
    }

    private List<Tensor> stages(Tensor image, ScalarType precision) {
        return backbone.forward(image.to(precision));
    }

    /**
     * The best proposals, whatever they hold, by falling score.
     *
     * @param exact precision of boxes
     */
    public List<Box> proposals(Features features, ScalarType exact, Size size, int most) {
        ProposalHead.Said said = proposalHead.forward(features.levels(), exact);
        return Proposals.DETECTION.of(said, size.rows(), size.columns()).stream()
                .limit(most)
                .toList();
    }

    /**
     * The loss of an image.
     *
     * @param lesions boxes of all that is there; may be empty
     * @param random decides which boxes are learnt from
     * @return a number with gradients, in the image's precision
     */
    public Tensor loss(Tensor image, Size size, List<Box> lesions, PixelRandom random, ScalarType precision) {
        return loss(features(image, precision), image.scalar_type(), size, lesions, random);
    }

    /**
     * The loss of an image whose features are there already.
     *
     * @param exact precision of boxes and of the result
     */
    public Tensor loss(Features features, ScalarType exact, Size size, List<Box> lesions, PixelRandom random) {
        List<Tensor> levels = features.levels();
        ProposalHead.Said said = proposalHead.forward(levels, exact);
        Tensor ofAnchors = DetectorLoss.ofAnchors(said, lesions, random);
        List<Box> proposals = Proposals.TRAINING.of(said, size.rows(), size.columns());
        if (proposals.isEmpty()) {
            proposals = List.of(new Box(0, 0, size.columns(), size.rows()));
        }
        DetectorLoss.Lesson lesson = DetectorLoss.Lesson.of(proposals, lesions, random);
        RegionHead.Said judged = regionHead.forward(levels, lesson.boxes(), exact);
        return ofAnchors.add(DetectorLoss.ofProposals(judged, lesson, lesions));
    }

    /** What is found, by falling score: at most 50 boxes that overlap by 0.3 at most, of scores of 0.01 and more. */
    public List<Scored> detect(Tensor image, Size size, ScalarType precision) {
        List<Tensor> levels = features(image, precision).levels();
        ProposalHead.Said said = proposalHead.forward(levels, image.scalar_type());
        List<Box> proposals = Proposals.DETECTION.of(said, size.rows(), size.columns());
        if (proposals.isEmpty()) {
            return List.of();
        }
        RegionHead.Said judged = regionHead.forward(levels, proposals, image.scalar_type());
        float[] probabilities = Ops.values(judged.logits().softmax(1));
        float[] changes = Ops.values(judged.changes());
        List<Box> boxes = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < proposals.size(); i++) {
            double score = Math.min(1, probabilities[RegionHead.CLASSES * i + 1]);
            if (score >= LEAST_SCORE) {
                Box changed = BoxCoding.OF_PROPOSALS.decode(proposals.get(i), changes, BoxCoding.NUMBERS * i);
                Proposals.cut(changed, size.rows(), size.columns()).ifPresent(box -> {
                    boxes.add(box);
                    scores.add(score);
                });
            }
        }
        return Suppression.keep(boxes, Proposals.array(scores), OVERLAP, MOST).stream()
                .map(kept -> new Scored(boxes.get(kept), scores.get(kept)))
                .toList();
    }

    ProposalHead proposalHead() {
        return proposalHead;
    }

    @Override
    public void close() {
        parameters.close();
    }
}

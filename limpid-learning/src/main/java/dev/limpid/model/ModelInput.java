package dev.limpid.model;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import java.util.Optional;

/**
 * The images a model is for.
 *
 * @param modality what they are
 * @param range the interval that the network sees as [0, 1], in {@code unit}; empty when it is each image's own, such as
 *     the stored bits' range of a radiograph
 * @param unit of the pixels; {@link Unit#NORMALISED} without a range is any unit, seen through each image's own range
 * @param margin how far, as a fraction of the range's width, a pixel may lie outside the range and still be denoised;
 *     pixels further out keep their value
 * @param corrected whether an image is seen after {@link dev.limpid.artefact.ArtefactCorrection}
 * @param specialist name of a model of noise alone, in the same folder, whose result is taken where it {@linkplain SecondOpinion
 *     agrees} with this one's; empty for none
 * @param standardisation how a network of others wants its values; empty for fractions of the range
 * @param localMean standard deviation in pixels of the Gaussian by which {@link LocalMean} keeps the image's local mean; empty
 *     where it is left to the network
 */
public record ModelInput(
        Modality modality,
        Optional<IntensityRange> range,
        Unit unit,
        double margin,
        boolean corrected,
        Optional<String> specialist,
        Optional<Standardisation> standardisation,
        Optional<Double> localMean) {
    /** Without its local mean kept. */
    public ModelInput(
            Modality modality,
            Optional<IntensityRange> range,
            Unit unit,
            double margin,
            boolean corrected,
            Optional<String> specialist,
            Optional<Standardisation> standardisation) {
        this(modality, range, unit, margin, corrected, specialist, standardisation, Optional.empty());
    }

    /** Seen as fractions of the range. */
    public ModelInput(
            Modality modality,
            Optional<IntensityRange> range,
            Unit unit,
            double margin,
            boolean corrected,
            Optional<String> specialist) {
        this(modality, range, unit, margin, corrected, specialist, Optional.empty());
    }

    /** Without a specialist. */
    public ModelInput(Modality modality, Optional<IntensityRange> range, Unit unit, double margin, boolean corrected) {
        this(modality, range, unit, margin, corrected, Optional.empty());
    }

    /** Of images as they are. */
    public ModelInput(Modality modality, Optional<IntensityRange> range, Unit unit, double margin) {
        this(modality, range, unit, margin, false);
    }

    public ModelInput {
        if (!(margin >= 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("margin must be 0 or more, not " + margin);
        }
        if (specialist.isPresent() && !ModelCard.isName(specialist.get())) {
            throw new IllegalArgumentException("'" + specialist.get() + "' cannot be the name of a model");
        }
        if (localMean.isPresent() && !(localMean.get() > 0 && localMean.get() <= GaussianFilter.MAX_SIGMA)) {
            throw new IllegalArgumentException(
                    "localMean is above 0 and at most " + GaussianFilter.MAX_SIGMA + " pixels, not " + localMean.get());
        }
    }

    /** Whether images of any unit can be taken, since all are seen through their own range. */
    public boolean takesAnyUnit() {
        return unit == Unit.NORMALISED && range.isEmpty();
    }
}

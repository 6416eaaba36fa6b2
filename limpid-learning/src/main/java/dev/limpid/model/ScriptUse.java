package dev.limpid.model;

import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import dev.limpid.network.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a user says of a TorchScript file, which says nothing of itself.
 *
 * @param standardisation how it wants its values; empty for fractions of the intensity range
 * @param halo pixels of context that a pixel of its result depends on, or {@link Network#WHOLE_IMAGE}, which is never cut into tiles
 * @param stride what rows and columns must be a multiple of, 1..1024; images are extended by mirroring
 */
public record ScriptUse(Optional<Standardisation> standardisation, int halo, int stride) {
    /** Fractions of the range, whole images of any size. */
    public static final ScriptUse DEFAULT = new ScriptUse(Optional.empty(), Network.WHOLE_IMAGE, 1);

    /** The names that {@link #parse} knows. */
    public static final List<String> NAMES = List.of("normalise", "halo", "stride");

    private static final String MEAN_AND_DEVIATION = "meanstd:";

    /** As our own models: pixels up to half the range's width outside it are denoised. */
    private static final double MARGIN = 0.5;

    public ScriptUse {
        if (halo < 0 || halo > Network.WHOLE_IMAGE || stride < 1 || stride > 1024) {
            throw new IllegalArgumentException(
                    "halo is a number of pixels, 0 or more, and stride 1..1024, not " + halo + " and " + stride);
        }
    }

    /**
     * From {@code normalise=range|none|meanstd:MEAN,SD}, {@code halo=PIXELS|whole} and {@code stride=PIXELS}; what is missing is as in {@link
     * #DEFAULT}, and other names are passed over.
     *
     * @throws IllegalArgumentException for a value that is none of these
     */
    public static ScriptUse parse(Map<String, String> parameters) {
        String halo = parameters.getOrDefault("halo", "whole");
        return new ScriptUse(
                standardisation(parameters.getOrDefault("normalise", "range")),
                halo.equals("whole") ? Network.WHOLE_IMAGE : pixels("halo", halo, "a number of pixels or whole"),
                pixels("stride", parameters.getOrDefault("stride", "1"), "a number of pixels"));
    }

    private static Optional<Standardisation> standardisation(String text) {
        if (text.equals("range")) {
            return Optional.empty();
        }
        if (text.equals("none")) {
            return Optional.of(Standardisation.NONE);
        }
        String wrong = "normalise is range, none or meanstd:MEAN,SD in the image's unit, not '" + text + "'";
        String[] numbers = text.startsWith(MEAN_AND_DEVIATION)
                ? text.substring(MEAN_AND_DEVIATION.length()).split(",", -1)
                : new String[0];
        if (numbers.length != 2) {
            throw new IllegalArgumentException(wrong);
        }
        try {
            return Optional.of(new Standardisation(
                    Double.parseDouble(numbers[0].strip()), Double.parseDouble(numbers[1].strip())));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wrong, e);
        }
    }

    private static int pixels(String name, String text, String what) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is " + what + ", not '" + text + "'", e);
        }
    }

    /** Images of any unit, seen through the range that the user gives or the image has. */
    ModelInput input() {
        return new ModelInput(
                Modality.OTHER, Optional.empty(), Unit.NORMALISED, MARGIN, false, Optional.empty(), standardisation);
    }

    /** As the constructor's arguments of a network. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put(
                "normalise", standardisation.map(Standardisation::toString).orElse("range"));
        parameters.put("halo", halo == Network.WHOLE_IMAGE ? "whole" : String.valueOf(halo));
        parameters.put("stride", String.valueOf(stride));
        return parameters;
    }
}

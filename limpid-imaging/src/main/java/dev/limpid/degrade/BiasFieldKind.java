package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code --kind bias-field}, the tables' magnetic-field inhomogeneity: {@link BiasField}. The coefficients c00..c30 are drawn
 * from -1..1; severity scales the strength.
 */
public final class BiasFieldKind extends ParametricKind {
    private static final List<String> COEFFICIENTS =
            BiasField.POWERS.stream().map(powers -> "c" + powers[0] + powers[1]).toList();

    public BiasFieldKind() {
        super(
                "bias-field",
                "inhomogeneity of the magnetic field, exp of a cubic polynomial",
                Stream.concat(
                                Stream.of(Parameter.near("strength", "of the coefficients", 0.125, 0, 1)),
                                COEFFICIENTS.stream().map(name -> Parameter.shape(name, "coefficients", -1, 1, -1, 1)))
                        .toArray(Parameter[]::new));
    }

    @Override
    public List<String> aliases() {
        return List.of("magnetic-field");
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new BiasField(
                range,
                scaled(draw, "strength"),
                COEFFICIENTS.stream().mapToDouble(draw::parameter).toArray());
    }
}

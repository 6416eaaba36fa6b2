package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A kind whose draw is a table of numbers: what all kinds of Limpid share.
 *
 * <p>Besides its parameters every draw holds {@code severity}, 0..4. Strengths are multiplied by it; probabilities and
 * fractions p become 1 - (1 - p)^severity, so that they stay below 1. At severity 0 the image itself comes back.
 */
public abstract class ParametricKind implements DegradationKind {
    /** The parameter that every draw of these kinds holds; set by {@code --severity}, never by {@code --set}. */
    protected static final String SEVERITY = "severity";

    private static final Parameter SEVERITY_BOUNDS =
            Parameter.fixed(SEVERITY, "multiple of the default strength", 1, 0, 4);
    private static final IntensityRange UNIT = new IntensityRange(0, 1);

    private final String name;
    private final String what;
    private final List<Parameter> parameters;

    /** @param what it is, in a few words; the summary adds the parameters */
    protected ParametricKind(String name, String what, Parameter... parameters) {
        this.name = name;
        this.what = what;
        this.parameters = List.of(parameters);
    }

    /** The degradation of a draw whose numbers are within bounds and whose severity is above 0. */
    protected abstract Degradation make(Draw draw, IntensityRange range);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        StringBuilder summary = new StringBuilder(what).append("; ");
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            String description = parameter.description();
            boolean last = i == parameters.size() - 1;
            boolean sameAsNext = !last && parameters.get(i + 1).description().equals(description);
            summary.append(parameter.name())
                    .append(sameAsNext ? "" : description)
                    .append(last ? "" : ", ");
        }
        return summary.toString();
    }

    @Override
    public final Draw draw(Map<String, String> set, double severity, long seed) {
        requireKnown(set);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(SEVERITY, SEVERITY_BOUNDS.check(name, severity));
        for (Parameter parameter : parameters) {
            String text = set.get(parameter.name());
            values.put(parameter.name(), text == null ? parameter.draw(seed) : parameter.read(name, text));
        }
        Draw draw = new Draw(name, values, seed);
        replay(draw, UNIT); // A strength that is too large at this severity is told now, not at the first image.
        return draw;
    }

    @Override
    public final Degradation replay(Draw draw, IntensityRange range) {
        if (!draw.kind().equals(name)) {
            throw new IllegalArgumentException("a draw of " + draw.kind() + " is not one of " + name);
        }
        requireKnown(withoutSeverity(draw.parameters()));
        double severity = SEVERITY_BOUNDS.check(name, draw.parameter(SEVERITY));
        parameters.forEach(parameter -> parameter.check(name, draw.parameter(parameter.name())));
        return severity == 0 ? new Unchanged(name) : make(draw, range);
    }

    /** A strength at the draw's severity. */
    protected final double scaled(Draw draw, String parameter) {
        return draw.parameter(parameter) * draw.parameter(SEVERITY);
    }

    /**
     * A strength at the draw's severity that may be at most {@code high}.
     *
     * @throws IllegalArgumentException if it is more
     */
    protected final double scaled(Draw draw, String parameter, double high) {
        double strength = scaled(draw, parameter);
        if (strength > high) {
            throw new IllegalArgumentException(name + ": " + parameter + "="
                    + Parameter.plain(draw.parameter(parameter)) + " at severity "
                    + Parameter.plain(draw.parameter(SEVERITY)) + " is " + Parameter.plain(strength)
                    + "; it may be at most " + Parameter.plain(high));
        }
        return strength;
    }

    /** A probability or fraction at the draw's severity: 1 - (1 - p)^severity. */
    protected final double compounded(Draw draw, String parameter) {
        double severity = draw.parameter(SEVERITY);
        double fraction = draw.parameter(parameter);
        return severity == 1 ? fraction : 1 - StrictMath.pow(1 - fraction, severity);
    }

    private void requireKnown(Map<String, ?> values) {
        for (String each : values.keySet()) {
            if (parameters.stream().noneMatch(parameter -> parameter.name().equals(each))) {
                throw new IllegalArgumentException(name + " has no parameter '" + each + "'; it takes "
                        + parameters.stream().map(Parameter::name).collect(Collectors.joining(", ")));
            }
        }
    }

    private static Map<String, Double> withoutSeverity(Map<String, Double> values) {
        Map<String, Double> rest = new LinkedHashMap<>(values);
        rest.remove(SEVERITY);
        return rest;
    }
}

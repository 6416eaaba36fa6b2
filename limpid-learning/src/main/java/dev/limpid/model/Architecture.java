package dev.limpid.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which network a model file holds the weights of.
 *
 * @param name the network, e.g. {@code unet}
 * @param parameters what its constructor needs, in order of name, e.g. {@code baseChannels} = {@code 32}
 * @param halo pixels of context that an output pixel depends on, in each direction
 */
public record Architecture(String name, Map<String, String> parameters, int halo) {
    public Architecture {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        if (name.isBlank() || halo < 0) {
            throw new IllegalArgumentException("an architecture needs a name and a halo of 0 or more");
        }
    }

    /** A parameter, or what to take when it is not given. */
    public String text(String key, String otherwise) {
        return parameters.getOrDefault(key, otherwise);
    }

    /**
     * A whole-number parameter.
     *
     * @throws ModelFormatException if it is missing or no whole number within the bounds
     */
    public int integer(String key, int least, int most) throws ModelFormatException {
        String text = parameters.getOrDefault(key, "missing");
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new ModelFormatException(wrong(key, text, least, most), e);
        }
        throw new ModelFormatException(wrong(key, text, least, most));
    }

    /**
     * A parameter of several whole numbers, with commas between.
     *
     * @throws ModelFormatException if it is missing, has another count, or one is no whole number within the bounds
     */
    public List<Integer> integers(String key, int count, int least, int most) throws ModelFormatException {
        String text = parameters.getOrDefault(key, "missing");
        List<Integer> values = new ArrayList<>();
        try {
            for (String part : text.split(",", -1)) {
                values.add(Integer.parseInt(part.strip()));
            }
        } catch (NumberFormatException e) {
            values.clear();
        }
        if (values.size() != count || values.stream().anyMatch(value -> value < least || value > most)) {
            throw new ModelFormatException("architecture " + name + " needs " + count + " whole numbers " + key + " of "
                    + least + ".." + most + " with commas between, which is " + text);
        }
        return values;
    }

    /**
     * A parameter that names one of some constants, in lower case.
     *
     * @param otherwise what a missing one means
     * @throws ModelFormatException if it names none of them
     */
    public <E extends Enum<E>> E choice(String key, E[] constants, E otherwise) throws ModelFormatException {
        String text = text(key, lowerCase(otherwise));
        return Arrays.stream(constants)
                .filter(each -> lowerCase(each).equals(text))
                .findFirst()
                .orElseThrow(() -> new ModelFormatException("architecture " + name + " needs " + key + " to be "
                        + Arrays.stream(constants).map(Architecture::lowerCase).collect(Collectors.joining(" or "))
                        + ", which is " + text));
    }

    /**
     * A parameter that is true or false.
     *
     * @param otherwise what a missing one means
     * @throws ModelFormatException if it is neither
     */
    public boolean flag(String key, boolean otherwise) throws ModelFormatException {
        String text = text(key, String.valueOf(otherwise));
        if (!text.equals("true") && !text.equals("false")) {
            throw new ModelFormatException(
                    "architecture " + name + " needs " + key + " to be true or false, which is " + text);
        }
        return text.equals("true");
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private String wrong(String key, String text, int least, int most) {
        return "architecture " + name + " needs a whole number " + key + " of " + least + ".." + most + ", which is "
                + text;
    }
}

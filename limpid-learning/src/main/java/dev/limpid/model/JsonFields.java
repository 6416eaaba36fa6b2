package dev.limpid.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of one JSON object; what is missing or of another kind is an error that gives the field's full name. */
final class JsonFields {
    private final String prefix;
    private final Map<?, ?> fields;

    JsonFields(String prefix, Map<?, ?> fields) {
        this.prefix = prefix;
        this.fields = fields;
    }

    String text(String key) throws ModelFormatException {
        return get(key, String.class, "a text");
    }

    String text(String key, String otherwise) throws ModelFormatException {
        return fields.containsKey(key) ? text(key) : otherwise;
    }

    double number(String key) throws ModelFormatException {
        double value = get(key, Number.class, "a number").doubleValue();
        if (!Double.isFinite(value)) {
            throw new ModelFormatException("its card has " + prefix + key + ", which is too large");
        }
        return value;
    }

    long whole(String key) throws ModelFormatException {
        return get(key, Long.class, "a whole number");
    }

    int small(String key) throws ModelFormatException {
        long value = whole(key);
        if (value != (int) value) {
            throw new ModelFormatException("its card has " + prefix + key + ", which is too large");
        }
        return (int) value;
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) throws ModelFormatException {
        String name = text(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new ModelFormatException("its card has the unknown " + prefix + key + " '" + name + "'");
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    /** Whether a fact holds; false when it is not mentioned. */
    boolean flag(String key) throws ModelFormatException {
        return has(key) && get(key, Boolean.class, "true or false");
    }

    JsonFields object(String key) throws ModelFormatException {
        return new JsonFields(prefix.concat(key).concat("."), get(key, Map.class, "an object"));
    }

    Optional<JsonFields> optionalObject(String key) throws ModelFormatException {
        return has(key) ? Optional.of(object(key)) : Optional.empty();
    }

    /** A list of objects; empty when missing. */
    List<JsonFields> objects(String key) throws ModelFormatException {
        List<JsonFields> objects = new ArrayList<>();
        if (has(key)) {
            for (Object item : get(key, List.class, "a list")) {
                if (!(item instanceof Map<?, ?> map)) {
                    throw new ModelFormatException("its card has " + prefix + key + ", which is not a list of objects");
                }
                objects.add(new JsonFields(prefix.concat(key).concat("."), map));
            }
        }
        return objects;
    }

    /** All fields that are text, numbers or truth values, as text. */
    SortedMap<String, String> scalars() {
        SortedMap<String, String> scalars = new TreeMap<>();
        fields.forEach((key, value) -> {
            if (!(value instanceof Map || value instanceof List)) {
                scalars.put(key.toString(), value.toString());
            }
        });
        return scalars;
    }

    List<String> keys() {
        return fields.keySet().stream().map(Object::toString).toList();
    }

    private <T> T get(String key, Class<T> type, String what) throws ModelFormatException {
        Object value = fields.get(key);
        if (value == null) {
            throw new ModelFormatException("its card lacks " + prefix + key);
        }
        if (!type.isInstance(value)) {
            throw new ModelFormatException("its card has " + prefix + key + ", which is not " + what);
        }
        return type.cast(value);
    }
}

package dev.limpid.cli;

import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes maps, lists, numbers, words and truth values as one line of JSON, keys in the map's order. An empty Optional
 * is {@code null}; numbers that JSON has no word for become strings, {@code "Infinity"} and {@code "NaN"}.
 */
final class Json {
    private Json() {}

    static String write(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            value(generator, object);
        }
        return text.toString();
    }

    private static void value(JsonGenerator to, Object value) {
        if (value instanceof Map<?, ?> map) {
            to.writeStartObject();
            map.forEach((name, element) -> {
                to.writeName(String.valueOf(name));
                value(to, element);
            });
            to.writeEndObject();
        } else if (value instanceof Iterable<?> list && !(value instanceof java.nio.file.Path)) {
            to.writeStartArray();
            list.forEach(element -> value(to, element));
            to.writeEndArray();
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(present -> value(to, present), to::writeNull);
        } else if (value instanceof Integer || value instanceof Long) {
            to.writeNumber(((Number) value).longValue());
        } else if (value instanceof Float number) {
            to.writeNumber(number);
        } else if (value instanceof Double number) {
            to.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            to.writeBoolean(truth);
        } else {
            to.writeString(String.valueOf(value));
        }
    }
}

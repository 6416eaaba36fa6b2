package dev.limpid.model;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as plain maps, lists, strings, longs, doubles and booleans.
 *
 * <p>On Jackson's streaming layer alone: binding to classes would add about 150 ms to every start of the command line.
 */
final class Json {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NAME = 10_000;
    private static final int LONGEST_STRING = 8_000_000;

    /** Duplicate names are errors; names are not cached, since hostile ones would fill the cache. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(LONGEST_STRING)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // The JDK's own double to text changed in version 19; this one is the same on all.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private Json() {}

    /**
     * Reads one object; what is null counts as absent.
     *
     * @throws ModelFormatException if it is no JSON object, is nested deeper than 32 or repeats a name
     */
    static Map<String, Object> readObject(String text) throws ModelFormatException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), new StringReader(text))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ModelFormatException("not a JSON object");
            }
            Map<String, Object> object = object(parser);
            if (parser.nextToken() != null) {
                throw new ModelFormatException("text behind the JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw new ModelFormatException(reason(e), e);
        }
    }

    /** What is wrong, without Jackson's second line. */
    static String reason(JacksonException e) {
        String message = e.getOriginalMessage();
        return "damaged JSON: " + (message == null ? e.getClass().getSimpleName() : message);
    }

    private static Map<String, Object> object(JsonParser parser) throws ModelFormatException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                fields.put(name, value(parser));
            }
        }
        return fields;
    }

    private static Object value(JsonParser parser) throws ModelFormatException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (parser.currentToken() != JsonToken.VALUE_NULL) {
                        items.add(value(parser));
                    }
                }
                yield items;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> throw new ModelFormatException("unexpected " + parser.currentToken() + " in the JSON");
        };
    }

    /** Compact text; maps are written in their own order. */
    static String write(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            writeValue(generator, object);
        }
        return text.toString();
    }

    private static void writeValue(JsonGenerator generator, Object value) {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            map.forEach((name, field) -> {
                generator.writeName(name.toString());
                writeValue(generator, field);
            });
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            list.forEach(item -> writeValue(generator, item));
            generator.writeEndArray();
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Long || value instanceof Integer) {
            generator.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else {
            throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }
}

package dev.limpid.model;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * The JSON header of a safetensors file, read as a stream so that a hostile one costs no more memory than its own
 * length; messages do not name the file.
 */
final class SafetensorsHeader {
    /** Tensors and metadata entries together; real models have some hundreds. */
    static final int MOST_ENTRIES = 100_000;
    /** Characters of names and metadata together. */
    static final int MOST_TEXT = 16_000_000;

    private static final int MOST_DIMENSIONS = 64;

    /** A tensor and where its bytes begin, counted from the end of the header. */
    record Place(TensorInfo info, long begin) implements Comparable<Place> {
        /** In the order in the file; empty tensors before the one at the same place. */
        @Override
        public int compareTo(Place other) {
            int byBegin = Long.compare(begin, other.begin);
            return byBegin != 0 ? byBegin : Long.compare(info.bytes(), other.info.bytes());
        }
    }

    private final JsonParser parser;
    private final SortedMap<String, Place> places = new TreeMap<>();
    private final SortedMap<String, String> metadata = new TreeMap<>();
    private int text;

    private SafetensorsHeader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads and checks a header.
     *
     * @param header its bytes, UTF-8
     * @param dataLength the number of bytes behind it, all of which must belong to exactly one tensor
     */
    static SafetensorsHeader read(byte[] header, long dataLength) throws ModelFormatException {
        if (header.length == 0 || header[0] != '{') {
            throw new ModelFormatException("its header does not begin with {");
        }
        // A reader of our own: left to itself, Jackson would guess UTF-16 from the first bytes.
        Reader characters = new InputStreamReader(
                new ByteArrayInputStream(header),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), characters)) {
            SafetensorsHeader result = new SafetensorsHeader(parser);
            result.readAll();
            result.checkCoverage(dataLength);
            return result;
        } catch (JacksonException e) {
            throw new ModelFormatException("its header is " + Json.reason(e), e);
        }
    }

    SortedMap<String, Place> places() {
        return places;
    }

    SortedMap<String, String> metadata() {
        return metadata;
    }

    private void readAll() throws ModelFormatException {
        expect(JsonToken.START_OBJECT, "its header is not an object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (name.equals(Safetensors.METADATA)) {
                readMetadata();
            } else {
                count(name.length());
                try {
                    places.put(name, readPlace(name));
                } catch (ModelFormatException e) {
                    throw new ModelFormatException("tensor '" + name + "' " + e.getMessage(), e);
                }
            }
        }
        if (parser.nextToken() != null) {
            throw new ModelFormatException("its header has text behind the JSON object");
        }
    }

    private void readMetadata() throws ModelFormatException {
        expect(JsonToken.START_OBJECT, "its __metadata__ is not an object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw new ModelFormatException("its metadata '" + key + "' is not a string");
            }
            String value = parser.getString();
            count(key.length() + value.length());
            metadata.put(key, value);
        }
    }

    private void count(int characters) throws ModelFormatException {
        text += characters;
        if (text > MOST_TEXT || places.size() + metadata.size() >= MOST_ENTRIES) {
            throw new ModelFormatException("its header holds more than " + MOST_ENTRIES + " entries or " + MOST_TEXT
                    + " characters of names and metadata");
        }
    }

    /** Messages are texts that go on from the tensor's name, put together only when something is wrong. */
    private Place readPlace(String name) throws ModelFormatException {
        Optional<Dtype> dtype = Optional.empty();
        Optional<List<Long>> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        expect(JsonToken.START_OBJECT, "is not an object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            switch (field) {
                case "dtype" -> dtype = Optional.of(readType());
                case "shape" -> shape = Optional.of(readNumbers());
                case "data_offsets" -> offsets = Optional.of(readNumbers());
                default -> throw new ModelFormatException("has the unknown field '" + field + "'");
            }
        }
        if (dtype.isEmpty() || shape.isEmpty() || offsets.isEmpty()) {
            throw new ModelFormatException("lacks dtype, shape or data_offsets");
        }
        return place(name, dtype.get(), shape.get(), offsets.get());
    }

    private Dtype readType() throws ModelFormatException {
        expect(JsonToken.VALUE_STRING, "has a dtype that is not a string");
        Optional<Dtype> dtype = Dtype.named(parser.getString());
        if (dtype.isEmpty()) {
            throw new ModelFormatException("has the unsupported data type '" + parser.getString() + "'");
        }
        return dtype.get();
    }

    private List<Long> readNumbers() throws ModelFormatException {
        expect(JsonToken.START_ARRAY, "has a shape or data_offsets that is not a list");
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || numbers.size() == MOST_DIMENSIONS) {
                throw new ModelFormatException("has a shape or data_offsets that is not a list of at most "
                        + MOST_DIMENSIONS + " whole numbers");
            }
            long number = parser.getLongValue();
            if (number < 0) {
                throw new ModelFormatException("has a shape or data_offsets with the negative number " + number);
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static Place place(String name, Dtype dtype, List<Long> shape, List<Long> offsets)
            throws ModelFormatException {
        if (name.isEmpty()) {
            throw new ModelFormatException("has an empty name");
        }
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw new ModelFormatException("has data_offsets " + offsets + ", not [begin, end]");
        }
        long bytes = dtype.bytes();
        try {
            for (long size : shape) {
                bytes = Math.multiplyExact(bytes, size);
            }
        } catch (ArithmeticException e) {
            throw new ModelFormatException("has the impossible shape " + shape, e);
        }
        long length = offsets.get(1) - offsets.get(0);
        if (length != bytes) {
            throw new ModelFormatException(
                    "of " + dtype + " " + shape + " takes " + bytes + " bytes but its data_offsets span " + length);
        }
        return new Place(new TensorInfo(name, dtype, shape, bytes), offsets.get(0));
    }

    /** Tensors must lie one behind the other from the first to the last byte: nothing hidden, nothing shared. */
    private void checkCoverage(long dataLength) throws ModelFormatException {
        List<Place> ordered = new ArrayList<>(places.values());
        Collections.sort(ordered);
        long end = 0;
        for (Place place : ordered) {
            if (place.begin() != end) {
                throw new ModelFormatException("tensor '" + place.info().name() + "' begins at byte " + place.begin()
                        + (place.begin() > end ? ", leaving a hole behind byte " : ", inside another that ends at ")
                        + end);
            }
            end += place.info().bytes();
            if (end > dataLength) {
                throw new ModelFormatException("tensor '" + place.info().name() + "' ends at byte " + end
                        + " of the data, of which there are only " + dataLength);
            }
        }
        if (end != dataLength) {
            throw new ModelFormatException(dataLength - end + " bytes at its end belong to no tensor");
        }
    }

    private void expect(JsonToken token, String otherwise) throws ModelFormatException {
        if (parser.nextToken() != token) {
            throw new ModelFormatException(otherwise);
        }
    }
}

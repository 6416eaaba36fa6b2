package dev.limpid.cli;

import dev.limpid.image.Modality;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Does in a folder of its own what usual runs do, so that the launcher can archive the classes they load and the native
 * libraries are unpacked. What fails is passed over: the archive is then smaller, no more.
 */
@Command(name = "warm-up", hidden = true, description = "Load the classes of usual runs.")
final class WarmUpCommand implements Runnable {
    private static final int SIZE = 64;

    @Override
    public void run() {
        try {
            Path folder = Files.createTempDirectory("limpid-warm-up");
            try {
                String image = Files.write(folder.resolve("image.dcm"), dicom()).toString();
                boolean model = ModelLibrary.standard().all().stream()
                        .map(file -> file.card())
                        .anyMatch(card -> card.task().equals(ModelCard.DENOISE)
                                && card.input().modality() == Modality.CT);
                quietly("denoise", image, "-o", folder + "/model", "--method", model ? "auto" : "gaussian");
                quietly("denoise", image, "-o", folder + "/filter", "--method", "nl-means", "--json");
                quietly("compare", image, image);
                quietly("models");
                quietly("methods");
                quietly("--help");
                quietly("--version");
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot warm up", e);
        }
    }

    private static void quietly(String... arguments) {
        CommandLine line = LimpidCommand.commandLine();
        line.setOut(new PrintWriter(Writer.nullWriter()));
        line.setErr(new PrintWriter(Writer.nullWriter()));
        line.execute(arguments);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** The least CT image there is (PS3.10 section 7.1, explicit little endian): a ramp of stored values. */
    private static byte[] dicom() {
        ByteBuffer file = ByteBuffer.allocate(1024 + 2 * SIZE * SIZE).order(ByteOrder.LITTLE_ENDIAN);
        file.position(128);
        file.put("DICM".getBytes(StandardCharsets.US_ASCII));
        text(file, 0x0002, 0x0002, "UI", "1.2.840.10008.5.1.4.1.1.2");
        text(file, 0x0002, 0x0003, "UI", "2.25.1");
        text(file, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1");
        text(file, 0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.2");
        text(file, 0x0008, 0x0018, "UI", "2.25.1");
        text(file, 0x0008, 0x0060, "CS", "CT");
        text(file, 0x0020, 0x000D, "UI", "2.25.2");
        text(file, 0x0020, 0x000E, "UI", "2.25.3");
        number(file, 0x0002, 1);
        text(file, 0x0028, 0x0004, "CS", "MONOCHROME2");
        number(file, 0x0010, SIZE);
        number(file, 0x0011, SIZE);
        number(file, 0x0100, 16);
        number(file, 0x0101, 16);
        number(file, 0x0102, 15);
        number(file, 0x0103, 1);
        text(file, 0x0028, 0x1052, "DS", "0");
        text(file, 0x0028, 0x1053, "DS", "1");
        file.putShort((short) 0x7FE0).putShort((short) 0x0010).put((byte) 'O').put((byte) 'W');
        file.putShort((short) 0).putInt(2 * SIZE * SIZE);
        for (int i = 0; i < SIZE * SIZE; i++) {
            file.putShort((short) (i % 200 - 100));
        }
        byte[] bytes = new byte[file.position()];
        file.get(0, bytes);
        return bytes;
    }

    private static void text(ByteBuffer file, int group, int element, String representation, String value) {
        byte[] text = (value.length() % 2 == 0 ? value : value + (representation.equals("UI") ? "\0" : " "))
                .getBytes(StandardCharsets.US_ASCII);
        file.putShort((short) group).putShort((short) element);
        file.put(representation.getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) text.length).put(text);
    }

    /** An unsigned short of group 0028. */
    private static void number(ByteBuffer file, int element, int value) {
        file.putShort((short) 0x0028).putShort((short) element).put((byte) 'U').put((byte) 'S');
        file.putShort((short) 2).putShort((short) value);
    }
}

package dev.limpid.testing;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a fuzz target under Jazzer for a fixed number of inputs, in a Java of its own with a heap of 512 MB.
 *
 * <p>To add a target: write a class with {@code public static void fuzzerTestOneInput(byte[] data)} that reads
 * {@code data} as its format and catches {@link dev.limpid.image.ImageFormatException} only; everything else that it
 * throws, running out of memory and an input of more than ten seconds are findings. Then a test of one line, {@code
 * Fuzzing.run(MyTarget.class, 20_000, seeds)}, the seeds being a few small sound files to start from. A finding's
 * input is kept under {@code target/fuzz}; make it a test of the reader before mending it. To search for longer, set
 * the system property {@code limpid.fuzz.inputs}, e.g. {@code -Dtest.jvm.args=-Dlimpid.fuzz.inputs=2000000}.
 */
public final class Fuzzing {
    private static final String HEAP = "-Xmx512m";
    private static final int SECONDS_PER_INPUT = 10;
    private static final int LONGEST_INPUT = 4096;
    private static final long HOURS_TO_HANG = 6;

    private Fuzzing() {}

    /**
     * Fails with the fuzzer's report if the target throws anything; aborts on platforms that Jazzer is not built for.
     *
     * @param inputs how many inputs to try; the same number gives the same ones
     */
    public static void run(Class<?> target, int inputs, Collection<byte[]> seeds)
            throws IOException, InterruptedException {
        requirePlatform();
        Path folder =
                Path.of("target", "fuzz", target.getName().replace('$', '.')).toAbsolutePath();
        deleteTree(folder);
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        int number = 0;
        for (byte[] seed : seeds) {
            Files.write(corpus.resolve("seed" + number++), seed);
        }
        Path log = folder.resolve("log.txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+EnableDynamicAgentLoading",
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=dev.limpid.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + File.separator,
                "-seed=1",
                "-runs=" + Integer.getInteger("limpid.fuzz.inputs", inputs),
                "-max_len=" + LONGEST_INPUT,
                "-timeout=" + SECONDS_PER_INPUT,
                corpus.toString());
        // The class path is longer than some systems let a command line be.
        builder.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        Process fuzzer = builder.start();
        try {
            if (!fuzzer.waitFor(HOURS_TO_HANG, TimeUnit.HOURS) || fuzzer.exitValue() != 0) {
                fail(
                        "the fuzzer found something in %s (its inputs are in %s):%n%s",
                        target.getName(), folder, tail(log));
            }
        } finally {
            fuzzer.destroyForcibly();
        }
    }

    private static void requirePlatform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        boolean intel = List.of("amd64", "x86_64").contains(processor);
        boolean arm = processor.equals("aarch64");
        boolean supported = system.startsWith("windows") ? intel : intel || arm;
        if (!supported || !Stream.of("linux", "mac", "windows").anyMatch(system::startsWith)) {
            abort("skipped: Jazzer is not built for " + system + " on " + processor);
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

package dev.limpid.batch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a file that appears under its name whole or not at all.
 *
 * <p>The content goes to a hidden temporary name in the same folder, is forced to disk, and is then given its name in
 * one step of the file system. A failure removes the temporary; a killed process leaves it behind, where the next run
 * finds it ({@link #removeLeftOvers}) and no one mistakes it for a result.
 */
public final class AtomicFile {
    /** Temporaries that exist now; an interrupted process (Ctrl-C) takes them away as it goes. */
    private static final Set<Path> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(AtomicFile::removeQuietly)));
    }

    private AtomicFile() {}

    /** Writes the content to a path that does not exist yet. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path temporary) throws IOException;
    }

    /**
     * Writes {@code target}, making its folder when missing.
     *
     * @param overwrite whether an existing file is replaced
     * @throws OutputRefusedException if the target exists and is not to be replaced
     * @throws IOException if writing fails; nothing is left behind
     */
    public static void write(Path target, boolean overwrite, Content content) throws IOException {
        refuseExisting(target, overwrite);
        try (Prepared prepared = prepare(target, content)) {
            prepared.publish(overwrite);
        }
    }

    /**
     * Writes the content of {@code target} under its temporary name only, making its folder when missing.
     *
     * @throws IOException if writing fails; nothing is left behind
     */
    public static Prepared prepare(Path target, Content content) throws IOException {
        Files.createDirectories(folderOf(target));
        Prepared prepared = new Prepared(target, RunMark.temporaryFor(target));
        ALIVE.add(prepared.temporary);
        boolean whole = false;
        try {
            Files.deleteIfExists(prepared.temporary);
            content.writeTo(prepared.temporary);
            force(prepared.temporary, StandardOpenOption.WRITE);
            whole = true;
            return prepared;
        } finally {
            if (!whole) {
                prepared.close();
            }
        }
    }

    /** A file that is on disk whole, and not yet under its name; closing it unpublished takes it away. */
    public static final class Prepared implements AutoCloseable {
        private final Path target;
        private final Path temporary;

        private Prepared(Path target, Path temporary) {
            this.target = target;
            this.temporary = temporary;
        }

        /** The name it is to get. */
        public Path target() {
            return target;
        }

        /**
         * Gives it its name.
         *
         * @param overwrite whether an existing file is replaced
         * @throws OutputRefusedException if the target exists and is not to be replaced
         */
        public void publish(boolean overwrite) throws IOException {
            refuseExisting(target, overwrite);
            AtomicFile.publish(temporary, target, overwrite);
            forceFolder(folderOf(target));
        }

        @Override
        public void close() {
            removeQuietly(temporary);
            ALIVE.remove(temporary);
        }
    }

    /** The folder a file lies in; a bare name lies in the working folder. */
    private static Path folderOf(Path file) {
        return Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file.toAbsolutePath());
    }

    /** Removes what killed runs left in a folder; what cannot be removed is left alone. */
    public static void removeLeftOvers(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(folder, ".*.limpid-tmp-*")) {
            for (Path candidate : candidates) {
                if (RunMark.isLeftOver(candidate)) {
                    Files.deleteIfExists(candidate);
                }
            }
        } catch (IOException | DirectoryIteratorException untouchable) {
            // Left-overs are hidden and harmless; writing the results will say what is wrong with the folder.
            return;
        }
    }

    /** Fails when a target exists and is not to be replaced. */
    public static void refuseExisting(Path target, boolean overwrite) throws IOException {
        if (Files.isDirectory(target)) {
            throw new OutputRefusedException(Problem.show(target) + " is a folder; the result cannot have its name");
        }
        if (!overwrite && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new OutputRefusedException(Problem.show(target) + " exists already; --overwrite replaces it");
        }
    }

    /** The path itself, or the first of {@code NAME-2.EXTENSION}, {@code NAME-3.EXTENSION} ... that is free. */
    public static Path free(Path wanted) {
        String name = String.valueOf(wanted.getFileName());
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        Path free = wanted;
        for (int number = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); number++) {
            free = wanted.resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot));
        }
        return free;
    }

    private static void publish(Path temporary, Path target, boolean overwrite) throws IOException {
        if (overwrite) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try {
            // A link fails when the name is taken, where an atomic move would silently replace another run's result.
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException taken) {
            refuseExisting(target, false);
            throw taken;
        } catch (UnsupportedOperationException | IOException noHardLinks) {
            refuseExisting(target, false);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void removeQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException left) {
            // It is hidden, and the next run takes it away.
            return;
        }
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static void forceFolder(Path folder) {
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException unsupported) {
            // Not every system lets a folder be forced; the file itself is on disk.
            return;
        }
    }
}

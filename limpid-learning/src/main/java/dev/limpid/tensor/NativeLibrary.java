package dev.limpid.tensor;

import java.io.File;
import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** The native library: loaded once, on first use. */
public final class NativeLibrary {
    private NativeLibrary() {}

    /**
     * Loads libtorch (unpacking some 360 MB into the user's cache the very first time, which it says) and sets the number
     * of compute threads of the process.
     *
     * @param threads compute threads, 0 for one a core
     * @throws IllegalStateException if there is no native library for this machine, saying which there are
     */
    public static synchronized void load(int threads) {
        try {
            if (!unpacked(Loader.getCacheDir())) {
                System.err.println("unpacking the native library into " + Loader.getCacheDir() + " (once)");
            }
            torch.set_num_threads(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
        } catch (IOException | LinkageError e) {
            throw new IllegalStateException(
                    "the native library for " + Loader.getPlatform() + " cannot be loaded (" + e.getMessage()
                            + "); Limpid's networks run on 64-bit Linux, Windows and macOS on arm64",
                    e);
        }
    }

    private static boolean unpacked(File cache) {
        String[] entries = cache.list((folder, name) -> name.startsWith("pytorch-"));
        return entries != null && entries.length > 0;
    }
}

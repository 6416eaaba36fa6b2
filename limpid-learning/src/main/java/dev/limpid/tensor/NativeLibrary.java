package dev.limpid.tensor;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** The native library: loaded once, on first use. */
public final class NativeLibrary {
    private static final List<String> VARIANTS = List.of("", "-gpu");

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
            unpack();
            torch.set_num_threads(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
        } catch (IOException | LinkageError e) {
            throw new IllegalStateException(
                    "the native library for " + Loader.getPlatform() + " cannot be loaded (" + e.getMessage()
                            + "); Limpid's networks run on 64-bit Linux, Windows and macOS on arm64",
                    e);
        }
    }

    /**
     * Puts every file of libtorch and of OpenBLAS in its place before the first is loaded. Left to itself, JavaCPP unpacks and loads one after the other,
     * and what a library needs that is not there yet is taken from the system: on a machine with another libtorch (Debian's
     * PyTorch, for one) that mixture crashes the process.
     */
    private static void unpack() throws IOException {
        for (String library : List.of("openblas", "pytorch")) {
            for (String variant : VARIANTS) {
                URL folder = Loader.class.getResource(
                        "/org/bytedeco/" + library + "/" + Loader.getPlatform() + variant + "/");
                if (folder != null) {
                    Loader.cacheResource(folder);
                }
            }
        }
    }

    private static boolean unpacked(File cache) {
        String[] entries = cache.list((folder, name) -> name.startsWith("pytorch-"));
        return entries != null && entries.length > 0;
    }
}

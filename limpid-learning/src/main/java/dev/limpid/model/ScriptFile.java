package dev.limpid.model;

import dev.limpid.network.Network;
import dev.limpid.network.ScriptedNetwork;
import dev.limpid.tensor.Compute;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A user's own denoiser as TorchScript ({@code torch.jit.script(model.eval()).save("their.pt")}). It is a program: opening this looks at
 * the file's list of contents only, {@link #network} loads it into libtorch, and denoising runs it. Only do that with files of
 * people you trust. Holds no file open. Safe for several threads.
 */
public final class ScriptFile implements NetworkSource {
    private static final String WAY_OUT = "; write it by torch.jit.script(model.eval()).save(FILE), or give"
            + " the weights of a network that Limpid knows as safetensors";

    private final Path path;
    private final ScriptUse use;
    /** Empty until asked for. */
    private volatile String identity = "";

    private ScriptFile(Path path, ScriptUse use) {
        this.path = path;
        this.use = use;
    }

    /** Whether a file's name ends as PyTorch's own files do, {@code .pt} or {@code .pth}; which of them are programs is told by {@link #open}. */
    public static boolean isNamedAsOne(String file) {
        return file.endsWith(".pt") || file.endsWith(".pth");
    }

    /**
     * Looks whether a file is TorchScript; runs nothing of it.
     *
     * @throws ModelFormatException if it is not, saying what it is instead where that can be told
     */
    public static ScriptFile open(Path path, ScriptUse use) throws ModelFormatException {
        if (!Files.isRegularFile(path)) {
            throw new ModelFormatException(path + ": no such file");
        }
        String instead = instead(path);
        if (!instead.isEmpty()) {
            throw new ModelFormatException(path + ": is " + instead + WAY_OUT);
        }
        return new ScriptFile(path, use);
    }

    /** What a file is that is no TorchScript; empty for one that is. */
    private static String instead(Path path) throws ModelFormatException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            boolean code = zip.stream().anyMatch(entry -> entry.getName().contains("/code/"));
            if (code && holds(zip, "/constants.pkl")) {
                return "";
            }
            return holds(zip, "/data.pkl") ? "no TorchScript, but what torch.save wrote" : "no TorchScript";
        } catch (ZipException notZipped) {
            return isPickle(path) ? "no TorchScript, but a pickle, as torch.save once wrote them" : "no TorchScript";
        } catch (IOException e) {
            throw new ModelFormatException(path + ": cannot be read", e);
        }
    }

    private static boolean holds(ZipFile zip, String end) {
        return zip.stream().anyMatch(entry -> entry.getName().endsWith(end));
    }

    private static boolean isPickle(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return in.read() == 0x80;
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String label() {
        return Optional.ofNullable(path.getFileName()).orElse(path).toString();
    }

    @Override
    public String title() {
        return "TorchScript " + label();
    }

    @Override
    public Architecture architecture() {
        return new Architecture("torchscript", use.parameters(), use.halo());
    }

    @Override
    public ModelInput input() {
        return use.input();
    }

    /** Of the file's bytes and how they are used. */
    @Override
    public String sha256() throws IOException {
        if (identity.isEmpty()) {
            try (DigestInputStream in =
                    new DigestInputStream(Files.newInputStream(path), ModelIdentity.begin(architecture(), input()))) {
                in.transferTo(OutputStream.nullOutputStream());
                identity = HexFormat.of().formatHex(in.getMessageDigest().digest());
            }
        }
        return identity;
    }

    /** Programs have their own precision, which is taken to be fp32. */
    @Override
    public Compute compute(InferenceOptions options) {
        return Compute.of(options.device(), "fp32");
    }

    @Override
    public Network network(Compute compute) throws IOException {
        try {
            return new ScriptedNetwork(path, use.halo(), use.stride(), compute);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return path + " (TorchScript)";
    }
}

package dev.limpid.network;

import dev.limpid.tensor.Compute;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A user's own network as TorchScript: a program that libtorch interprets, with its weights, whose {@code forward} takes one batch x 1
 * x rows x columns and gives as much. It is computed in fp32 and never trained. Graph optimisation is off, because it would begin
 * after the first images and change later results by rounding.
 */
public final class ScriptedNetwork extends NamedNetwork {
    private static final String INTERPRETER = "The following operation failed in the TorchScript interpreter";
    private static final Pattern ERROR = Pattern.compile("^[\\w.]*Error: ");

    private final JitModule module;
    private final int halo;
    private final int stride;

    /**
     * Loads a program, which may already run parts of it.
     *
     * @param file of {@code torch.jit.save}
     * @param halo pixels of context, or {@link Network#WHOLE_IMAGE}
     * @param stride what sizes must be a multiple of, at least 1
     * @throws IllegalArgumentException if libtorch cannot read it, saying why in one line
     */
    public ScriptedNetwork(Path file, int halo, int stride, Compute compute) {
        super("torchscript", Map.of());
        this.halo = halo;
        this.stride = stride;
        try (PointerScope scope = new PointerScope();
                DeviceOptional device = new DeviceOptional(compute.nativeDevice())) {
            JitModule loaded = torch.load(file.toString(), device, false);
            loaded.eval();
            module = loaded.retainReference();
        } catch (RuntimeException failure) {
            throw new IllegalArgumentException(
                    file + ": libtorch cannot load this TorchScript (" + reason(failure) + ")", failure);
        }
    }

    @Override
    public Tensor forward(Tensor input, ScalarType layers) {
        torch.setGraphExecutorOptimize(false);
        IValue value;
        try {
            value = module.forward(new IValueVector(new IValue(input.contiguous())));
        } catch (RuntimeException failure) {
            throw new IllegalArgumentException("the TorchScript failed: " + reason(failure), failure);
        }
        if (!value.isTensor()) {
            throw new IllegalArgumentException(
                    "the TorchScript gives something else than one tensor; a denoiser's forward gives the image");
        }
        Tensor result = value.toTensor();
        if (!shape(result).equals(shape(input))) {
            throw new IllegalArgumentException("the TorchScript gives a tensor of shape " + shape(result)
                    + " for one of shape " + shape(input) + "; a denoiser keeps the shape");
        }
        return result.to(input.scalar_type());
    }

    private static String shape(Tensor tensor) {
        StringBuilder text = new StringBuilder();
        for (long i = 0; i < tensor.dim(); i++) {
            text.append(i == 0 ? "" : " x ").append(tensor.size(i));
        }
        return text.isEmpty() ? "()" : text.toString();
    }

    /** The line that says it: libtorch puts the interpreter's way before it, where there was one, and its own behind. */
    private static String reason(RuntimeException failure) {
        List<String> lines = String.valueOf(failure.getMessage())
                .lines()
                .map(String::strip)
                .filter(line ->
                        !line.isEmpty() && !line.startsWith("frame #") && !line.startsWith("Exception raised from"))
                .toList();
        if (lines.isEmpty()) {
            return "no reason given";
        }
        String line = lines.get(0).startsWith(INTERPRETER) ? lines.get(lines.size() - 1) : lines.get(0);
        return ERROR.matcher(line).replaceFirst("");
    }

    @Override
    public int halo() {
        return halo;
    }

    @Override
    public int stride() {
        return stride;
    }

    @Override
    public void close() {
        module.close();
        super.close();
    }
}

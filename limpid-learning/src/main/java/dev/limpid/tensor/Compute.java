package dev.limpid.tensor;

import java.util.Locale;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where tensors live and in which precision layers are computed. Weights being trained stay in fp32 whatever the
 * precision; only activations and the working copies of weights are rounded to bf16.
 *
 * @param device {@code cpu} or {@code cuda}
 * @param precision arithmetic of the layers
 */
public record Compute(String device, Precision precision) {
    /** Arithmetic of convolutions. */
    public enum Precision {
        /** IEEE single precision. */
        FP32(ScalarType.Float),
        /** bfloat16 operands, fp32 accumulation: 8 bits of mantissa, the range of fp32. */
        BF16(ScalarType.BFloat16),
        /** Double precision, for gradient checks. */
        FP64(ScalarType.Double);

        private final ScalarType type;

        Precision(ScalarType type) {
            this.type = type;
        }

        public ScalarType type() {
            return type;
        }

        /**
         * From {@code fp32}, {@code bf16}, {@code fp64} or {@code auto} (bf16 where the processor multiplies it
         * natively, else fp32).
         *
         * @throws IllegalArgumentException for any other text
         */
        public static Precision parse(String text, String device) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "fp32" -> FP32;
                case "bf16" -> BF16;
                case "fp64" -> FP64;
                case "auto" -> device.equals("cuda") || Processor.multipliesBf16() ? BF16 : FP32;
                default ->
                    throw new IllegalArgumentException(
                            "precision '" + text + "' is not known; use auto, fp32, bf16 or fp64");
            };
        }
    }

    public Compute {
        if (!device.equals("cpu") && !device.equals("cuda")) {
            throw new IllegalArgumentException("device '" + device + "' is not known; use cpu or cuda");
        }
    }

    /**
     * Device and precision by name.
     *
     * @throws IllegalArgumentException for an unknown name, or {@code cuda} where there is none
     */
    public static Compute of(String device, String precision) {
        Compute compute = new Compute(device, Precision.parse(precision, device));
        if (device.equals("cuda") && !torch.cuda_is_available()) {
            throw new IllegalArgumentException(
                    "no CUDA device can be used: build with -Pgpu on a machine with an NVIDIA driver, or use --device cpu");
        }
        return compute;
    }

    /** fp32 on the processor. */
    public static Compute cpu() {
        return new Compute("cpu", Precision.FP32);
    }

    /** Whether the processor has no instruction for the products of this precision, so that fp32 is several times faster. */
    public boolean isEmulated() {
        return precision == Precision.BF16 && device.equals("cpu") && !Processor.multipliesBf16();
    }

    /** The native device. */
    public Device nativeDevice() {
        return new Device(device);
    }

    /** The tensor on this device in the layers' precision. */
    public Tensor place(Tensor tensor) {
        return tensor.to(nativeDevice(), precision.type());
    }

    /** Options of a tensor of a given type on this device. */
    public TensorOptions options(ScalarType type) {
        return new TensorOptions(type).device(new org.bytedeco.pytorch.DeviceOptional(nativeDevice()));
    }
}

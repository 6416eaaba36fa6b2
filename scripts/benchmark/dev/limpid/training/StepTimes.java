package dev.limpid.training;

import dev.limpid.network.Network;
import dev.limpid.network.UNet;
import dev.limpid.network.maps.FeatureTeacher;
import dev.limpid.network.graph.Activation;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Times training steps in turns; see steps.sh. Its package is the trainer's, whose parts are not public. */
final class StepTimes {
    private static final int BASE = 32;
    private static final int BATCH = 4;
    private static final int PATCH = 128;

    private final Compute compute;
    private final Tensor clean;
    private final Tensor noisy;
    private final UNet denoiser = new UNet(BASE);
    private final Adam adam;
    private long steps;

    private StepTimes(Compute compute) {
        this.compute = compute;
        this.clean = images(compute, 0.5f);
        this.noisy = images(compute, 1);
        denoiser.parameters().initialise(1, compute);
        denoiser.parameters().trainable(name -> true);
        adam = new Adam(denoiser.parameters());
    }

    public static void main(String[] arguments) {
        int threads = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        NativeLibrary.load(threads);
        System.out.println("| layers | step | s, median (least..most) | ratio of medians |");
        System.out.println("| --- | --- | ---: | ---: |");
        for (String precision : List.of("bf16", "fp32")) {
            try (PointerScope scope = new PointerScope()) {
                new StepTimes(Compute.of("cpu", precision)).table(precision, rounds);
            }
        }
    }

    private void table(String precision, int rounds) {
        Map<String, Optional<FeatureTeacher>> kinds = new LinkedHashMap<>();
        kinds.put("plain", Optional.empty());
        kinds.put("feature loss, restoration network of half the width", Optional.of(teacher(BASE / 2)));
        kinds.put("feature loss, restoration network of the same width", Optional.of(teacher(BASE)));
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = -2; round < rounds; round++) {
            for (Map.Entry<String, Optional<FeatureTeacher>> kind : kinds.entrySet()) {
                long start = System.nanoTime();
                step(kind.getValue());
                if (round >= 0) {
                    seconds.computeIfAbsent(kind.getKey(), key -> new ArrayList<>())
                            .add((System.nanoTime() - start) / 1e9);
                }
            }
        }
        double plain = quantiles(seconds.get("plain"))[1];
        seconds.forEach((name, values) -> {
            double[] found = quantiles(values);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.3f (%.3f..%.3f) | %.2f |%n",
                    precision,
                    name,
                    found[1],
                    found[0],
                    found[2],
                    found[1] / plain);
        });
    }

    private void step(Optional<FeatureTeacher> teacher) {
        try (PointerScope scope = new PointerScope()) {
            Tensor result = denoiser.forward(noisy, compute.precision().type());
            Tensor loss = Loss.SQUARED.of(result, clean);
            if (teacher.isPresent()) {
                loss = loss.add(
                        teacher.get().of(result, clean, new long[] {1, 2, 3, 4}).surrogate());
            }
            loss.backward();
        }
        adam.step(++steps, 1e-4);
    }

    private FeatureTeacher teacher(int base) {
        Network network = new UNet(UNet.Shape.restoration(base, Activation.RELU));
        network.parameters().initialise(2, compute);
        network.parameters().round(compute);
        return FeatureTerm.soft(1).teacher(network, compute, List.of(clean));
    }

    private static Tensor images(Compute compute, float spread) {
        Random random = new Random(3);
        float[] values = new float[BATCH * PATCH * PATCH];
        for (int i = 0; i < values.length; i++) {
            values[i] = spread * random.nextFloat();
        }
        return Ops.tensor(values, BATCH, 1, PATCH, PATCH).to(compute.nativeDevice(), ScalarType.Float);
    }

    private static double[] quantiles(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new double[] {sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]};
    }
}

package dev.limpid.model;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Made-up cards for tests. */
final class Cards {
    private Cards() {}

    static ModelCard ct() {
        return of("ct", Modality.CT, Optional.of(IntensityRange.CT));
    }

    static ModelCard of(String name, Modality modality, Optional<IntensityRange> range) {
        return of(name, modality, range, "gaussian");
    }

    static ModelCard of(String name, Modality modality, Optional<IntensityRange> range, String noise) {
        Training training = new Training(
                List.of(
                        new Training.Source("First", "CC BY 3.0", 3, 100),
                        new Training.Source("Second", "CC BY 4.0", 2, 64)),
                List.of(new Training.Noise(noise, Map.of("sigma", "0..0.15")), new Training.Noise("poisson", Map.of())),
                42,
                20_000,
                16,
                96,
                "bf16",
                "L1",
                "Adam, cosine 1e-3 to 1e-5",
                3600.5,
                "2 cores",
                "0.1.0",
                "2026-01-31");
        return new ModelCard(
                name,
                "U-Net for " + modality,
                ModelCard.DENOISE,
                new Architecture("unet", Map.of("baseChannels", "32"), 94),
                new ModelInput(modality, range, Unit.HOUNSFIELD, 0.1),
                training,
                Optional.of(new DomainRange(Map.of(DomainFeature.NOISE, new DomainRange.Interval(0.002, 0.15)))),
                List.of(new MeasuredResult(
                        "ct",
                        "test",
                        MeasuredResult.ALL,
                        "gaussian (sigma=0.1)",
                        name,
                        "PSNR (dB)",
                        36.125,
                        OptionalDouble.of(0.5))),
                "Apache-2.0",
                "limpid train unet --seed 42",
                "limpid bench");
    }
}

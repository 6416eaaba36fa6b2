package dev.limpid.bench.measure;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Slice;
import dev.limpid.lowdose.KernelChoice;
import dev.limpid.lowdose.LowDose;
import dev.limpid.lowdose.ReconstructionKernel;
import dev.limpid.observer.DiscSignal;
import dev.limpid.phantom.LowContrastPhantom;
import java.util.BitSet;
import java.util.OptionalDouble;

/**
 * Scans of the low-contrast phantom at many doses. The noise of full dose is made in the projections ({@link LowDose}); without a
 * detector's own noise that of another dose is the same times 1 / sqrt(dose), and all doses of a repeat share it, so that doses are
 * compared on equal terms.
 */
final class DoseSeries {
    private static final double MODULATION = 0.5;

    private final DetectabilitySettings settings;
    private final DiscSignal signal;
    private final LowDose scanner;

    DoseSeries(DetectabilitySettings settings) {
        this.settings = settings;
        ReconstructionKernel kernel =
                settings.kernel() == KernelChoice.SHARP ? ReconstructionKernel.SHARP : ReconstructionKernel.SMOOTH;
        this.signal = DiscSignal.of(
                LowContrastPhantom.SIDE,
                LowContrastPhantom.SPACING_MM,
                settings.diameterMm(),
                settings.contrastHu(),
                kernel::at);
        // What half a dose adds to a full one is as much as the full one has: (1 / 0.5 - 1) of its variance.
        this.scanner = new LowDose(new LowDose.Settings(
                0.5, OptionalDouble.of(settings.noiseHu()), OptionalDouble.empty(), settings.kernel(), 0, MODULATION));
    }

    DiscSignal signal() {
        return signal;
    }

    /** Whether a place of a repeat has a disc: every other one, so that each place has it in every other repeat. */
    static boolean present(int repeat, int place) {
        return (repeat + place) % 2 == 0;
    }

    /** One repeat. */
    Repeat repeat(int repeat) {
        BitSet places = new BitSet();
        for (int place = 0; place < LowContrastPhantom.PLACES; place++) {
            places.set(place, present(repeat, place));
        }
        Slice clean = LowContrastPhantom.slice(signal, places);
        Slice water = LowContrastPhantom.slice(signal, new BitSet());
        // Were it seed + repeat, studies of neighbouring seeds would share all scans but one.
        long seed = new PixelRandom(settings.seed(), repeat).nextLong();
        // The discs are too faint to change how many photons pass.
        return new Repeat(clean, water, scanner.apply(water, seed));
    }

    /** A phantom with some discs, and water without and with the noise of full dose. */
    record Repeat(Slice clean, Slice water, Slice noisyWater) {
        /** The scan at a part of the full dose. */
        Slice at(double dose) {
            Slice.Builder scan = clean.like();
            double scale = 1 / Math.sqrt(dose);
            for (int i = 0; i < clean.size(); i++) {
                scan.set(i, (float) (clean.at(i) + scale * (noisyWater.at(i) - water.at(i))));
            }
            return scan.build();
        }
    }
}

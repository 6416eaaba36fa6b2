package dev.limpid.cli;

import dev.limpid.training.TrainingMachine;
import picocli.CommandLine.Option;

/** What a training is computed on. */
final class MachineOptions {
    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "cpu", description = "cpu or cuda.")
    private String device = "cpu";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Compute threads (default: 0, all).")
    private int threads;

    TrainingMachine of(RunOptions run) {
        return run.machine(device, threads);
    }
}

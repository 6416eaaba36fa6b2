package dev.limpid.training;

/**
 * Where a run is computed; does not change what is computed.
 *
 * @param device {@code cpu} or {@code cuda}
 * @param threads compute threads, 0 for the library's choice
 * @param checkpointSeconds seconds between checkpoints, at least 1
 */
public record TrainingMachine(String device, int threads, int checkpointSeconds) {
    public TrainingMachine {
        if (threads < 0 || checkpointSeconds < 1) {
            throw new IllegalArgumentException("threads must be 0 or more, and checkpoints at least a second apart");
        }
    }
}

package dev.limpid.training;

/** Hears how a run goes. */
public interface TrainingProgress {
    /** A step was done. */
    void step(long done, long total, double meanLoss);

    /** Something a person should read, one line. */
    void message(String line);
}

package dev.limpid.bench;

/** Hears how a benchmark goes on. */
public interface BenchListener {
    /** How many steps there will be, of which {@code done} were done by an earlier run. */
    void planned(int steps, int done);

    /** One step more is done. */
    void step();

    /** One line for the user. */
    void say(String line);

    /** A failure that costs one image or one method's result, for those who want a stack trace. */
    void failed(String line, Throwable cause);
}

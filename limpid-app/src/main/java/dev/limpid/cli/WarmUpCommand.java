package dev.limpid.cli;


import picocli.CommandLine.Command;

/**
 * Does once, in a folder of its own, what usual runs do, so that the launcher can archive the classes they load. What
 * it cannot do (no model, no native library on this machine) it leaves out: the archive is then smaller, no more.
 */
@Command(name = "warm-up", hidden = true, description = "Load the classes of usual runs.")
final class WarmUpCommand implements Runnable {
    @Override
    public void run() {}
}

package dev.limpid.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Parent of the things that can be trained. */
@Command(
        name = "train",
        description = "Train a model on a folder of images.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            TrainUnetCommand.class,
            TrainDrunetCommand.class,
            TrainDncnnCommand.class,
            TrainCnn10Command.class,
            TrainRedCnnCommand.class,
            TrainWganVggCommand.class,
            TrainDuGanCommand.class,
            TrainResNetCommand.class,
            TrainQaeCommand.class,
            TrainTransCtCommand.class,
            TrainBilateralCommand.class,
            TrainDetectorCommand.class,
            TrainLidnetCommand.class,
            TrainInvarianceCommand.class
        })
final class TrainCommand implements Runnable {
    @Mixin
    @SuppressWarnings("UnusedVariable") // For --help.
    private ReportingOptions reporting = new ReportingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        String known = String.join(", ", spec.subcommands().keySet());
        throw new ParameterException(spec.commandLine(), "say what to train: " + known);
    }
}

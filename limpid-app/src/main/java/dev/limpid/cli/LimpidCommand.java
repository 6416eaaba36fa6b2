package dev.limpid.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line; does nothing but name the verbs. */
@Command(
        name = "limpid",
        description = "Denoising of medical images, with the evidence beside each result.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            DenoiseCommand.class,
            DegradeCommand.class,
            CompareCommand.class,
            MeasureCommand.class,
            ExplainCommand.class,
            DetectCommand.class,
            InvarianceCommand.class,
            TrainCommand.class,
            BenchCommand.class,
            AblationCommand.class,
            ModelsCommand.class,
            MethodsCommand.class,
            KindsCommand.class,
            WarmUpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 all done; 1 some inputs failed, each named on standard error; 2 wrong usage.",
            "Not a medical device: results are for research, not for diagnosis."
        })
public final class LimpidCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command line, ready to execute; tests give it other writers. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new LimpidCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(110);
        line.setParameterExceptionHandler(Failures::wrongUsage);
        line.setExecutionExceptionHandler(Failures::failed);
        return line;
    }

    /** The program; ends the Java process with the exit code. */
    public static void main(String[] arguments) {
        System.exit(execute(commandLine(), arguments));
    }

    /** Runs one command line to its exit code, whatever happens. */
    static int execute(CommandLine line, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError failure) {
            return Failures.broken(failure, line, arguments);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed: demo, denoise, compare, ...");
    }
}

package dev.limpid.cli;

import dev.limpid.batch.BatchPlan.Item;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Failed;
import dev.limpid.batch.Skipped;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command talks: the options every verb has, and the two streams they steer. */
final class ReportingOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Print one machine-readable object on standard output.")
    private boolean json;

    @Option(names = "--debug", description = "Show stack traces of failures.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it.
    private boolean help;

    boolean json() {
        return json;
    }

    /** A line of the result, on standard output; not with {@code --json}, where the object is the result. */
    void result(String line) {
        if (!json) {
            print(command.commandLine().getOut(), line);
        }
    }

    /** The one object of {@code --json}; nothing without it. */
    void object(Map<String, ?> object) {
        if (json) {
            print(command.commandLine().getOut(), Json.write(object));
        }
    }

    /** A line for the user's eyes, on standard error. */
    void say(String line) {
        print(command.commandLine().getErr(), line);
    }

    /** Shows each item's end: a step of the progress, and for a failure its line, with the stack trace if asked for. */
    BatchRun.Listener listener(Progress progress) {
        return new BatchRun.Listener() {
            @Override
            public void ended(Item item) {
                progress.step();
            }

            @Override
            public void failed(Failed failed, Throwable cause) {
                progress.say(failed.line() + trace(cause));
                progress.step();
            }
        };
    }

    /** The stack trace beneath a failure's line, if asked for; else nothing. */
    String trace(Throwable cause) {
        if (!debug) {
            return "";
        }
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace, true));
        return System.lineSeparator() + trace;
    }

    /** One line that counts what was left out, by reason; none when nothing was. */
    void skipped(List<Skipped> skipped) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        skipped.forEach(each -> counts.merge(each.reason(), 1, Integer::sum));
        counts.forEach((reason, count) ->
                say("skipped " + count + (count == 1 ? " file or folder: " : " files or folders: ") + reason));
    }

    private static void print(PrintWriter to, String line) {
        to.println(line);
        to.flush();
    }
}

package sundown.cli.readiness;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sundown.edge.Json;
import sundown.readiness.Readiness;
import sundown.readiness.Readiness.Check;
import sundown.readiness.Readiness.Outcome;

/** {@code sundown preflight}: shows an answer of check-readiness, or a file of its history, as a table. */
@Command(
        name = "preflight",
        description = "Show what check-readiness found, and what to do. make preflight calls it, too.",
        customSynopsis = "sundown preflight FILE",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no check fails", "1:a check fails", "2:the file cannot be read"})
public final class PreflightCommand implements Callable<Integer> {
    private static final int READY = 0;
    private static final int NOT_READY = 1;

    @Parameters(paramLabel = "FILE", description = "the answer, or readiness/latest.json of the audit bucket")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Readiness readiness = read();
        PrintWriter out = spec.commandLine().getOut();
        int width = readiness.checks().stream()
                .mapToInt(check -> check.name().length())
                .max()
                .orElse(0);
        readiness.checks().forEach(check -> print(out, width, check));
        int failed = readiness.failed().size();
        out.printf("%d checks at %s: %s%n", readiness.checks().size(), readiness.at(), verdict(failed));
        return failed == 0 ? READY : NOT_READY;
    }

    private Readiness read() throws IOException {
        try {
            return Json.read(Files.readString(file), Readiness.class);
        } catch (IllegalArgumentException other) {
            throw new IllegalArgumentException(file + " is no answer of check-readiness: " + other.getMessage(), other);
        }
    }

    private static void print(PrintWriter out, int width, Check check) {
        Outcome outcome = check.outcome();
        String result =
                switch (outcome.result()) {
                    case PASS -> "ok  ";
                    case WARN -> "look";
                    case FAIL -> "FAIL";
                };
        String name = check.name() + " ".repeat(width - check.name().length());
        out.println(result + "  " + name + "  " + outcome.found());
        outcome.remedy().ifPresent(remedy -> out.println(" ".repeat(width + 8) + "-> " + remedy));
    }

    private static String verdict(int failed) {
        return switch (failed) {
            case 0 -> "none fails.";
            case 1 -> "1 fails.";
            default -> failed + " fail.";
        };
    }
}

package sundown.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/**
 * One call of the operators' command line, as a user sees it. The command line is compiled to a folder of its own, so
 * it is loaded from there.
 */
record CommandLineRun(int exitCode, List<String> out, List<String> error) {
    private static final Path CLASSES = Path.of("target", "cli-classes");

    static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {CLASSES.toUri().toURL()})) {
            int exitCode = (int) loader.loadClass("sundown.cli.Sundown")
                    .getMethod("run", PrintWriter.class, PrintWriter.class, String[].class)
                    .invoke(null, new PrintWriter(out), new PrintWriter(error), arguments);
            return new CommandLineRun(exitCode, lines(out), lines(error));
        } catch (IOException | ReflectiveOperationException e) {
            return Assertions.fail("The command line cannot be called", e);
        }
    }

    /** The same in a process of its own, which is not yet started; its errors are in its output. */
    static ProcessBuilder process(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                CLASSES + File.pathSeparator + System.getProperty("java.class.path"),
                "sundown.cli.Sundown"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static List<String> lines(StringWriter text) {
        return text.toString().lines().toList();
    }
}

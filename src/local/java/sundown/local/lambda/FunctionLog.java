package sundown.local.lambda;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import sundown.local.http.Json;

/** Takes the log lines of functions and the local cloud's notes about them. Called by many threads. */
@FunctionalInterface
public interface FunctionLog {

    void line(String function, String line);

    /** Takes a note of the local cloud about a function, as a JSON line like the function's own. */
    default void note(String function, String message) {
        line(function, Json.MAPPER.createObjectNode().put("localCloud", message).toString());
    }

    /**
     * Appends the lines to a file, the function's name first; every line is on disk when the call returns. Creates the
     * file and its folder where they are missing.
     */
    static FunctionLog appendTo(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        PrintWriter writer = new PrintWriter(
                Files.newBufferedWriter(
                        file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                true);
        return (function, line) -> writer.println(function + " " + line);
    }
}

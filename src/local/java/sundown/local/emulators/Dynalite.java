package sundown.local.emulators;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * DynamoDB on one machine: dynalite in a process of Node.js, in memory. The process ends with this one, even if this
 * one is killed, because it watches its standard input.
 */
final class Dynalite implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Dynalite.class.getName());
    private static final Path FOLDER = Path.of("src", "local", "node");
    private static final String READY = "PORT ";
    private static final String CHANGE = "STREAM ";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final URI endpoint;
    private final TableChanges changes;

    private Dynalite(Process process, URI endpoint, TableChanges changes) {
        this.process = process;
        this.endpoint = endpoint;
        this.changes = changes;
    }

    /** What was used since the start. */
    record Consumption(double readUnits, double writeUnits, Map<String, Long> requests) {}

    static Dynalite start() throws IOException, InterruptedException {
        new NodePackage(FOLDER).install();
        Process process = new ProcessBuilder("node", "dynamodb.js")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroyForcibly();
            throw new IOException("dynalite did not start: " + line);
        }
        TableChanges changes = new TableChanges();
        Thread.ofVirtual().start(() -> output.lines().forEach(text -> take(text, changes)));
        return new Dynalite(process, URI.create("http://127.0.0.1:" + line.substring(READY.length())), changes);
    }

    private static void take(String line, TableChanges changes) {
        if (line.startsWith(CHANGE)) {
            changes.tell(line.substring(CHANGE.length()));
        } else {
            LOGGER.log(System.Logger.Level.WARNING, line);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    TableChanges changes() {
        return changes;
    }

    Consumption consumption() {
        try (InputStream answer = endpoint.resolve("/usage").toURL().openStream()) {
            return json.readValue(answer, Consumption.class);
        } catch (IOException e) {
            throw new IllegalStateException("dynalite does not tell its usage", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE)) {
            process.destroyForcibly();
        }
    }
}

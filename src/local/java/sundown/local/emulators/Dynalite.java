package sundown.local.emulators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import sundown.local.http.Json;

/**
 * DynamoDB and its streams on one machine: dynalite in a process of Node.js, in memory. The process ends with this one,
 * even if this one is killed, because it watches its standard input.
 */
final class Dynalite implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Dynalite.class.getName());
    private static final Path FOLDER = Path.of("src", "local", "node");
    private static final String READY = "PORT ";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Process process;
    private final int port;
    private final CompletableFuture<String> loss = new CompletableFuture<>();
    private volatile boolean closing;

    private Dynalite(Process process, int port) {
        this.process = process;
        this.port = port;
        Thread.ofVirtual().start(() -> ended(process.onExit().join()));
    }

    private void ended(Process ended) {
        if (!closing) {
            loss.complete("The emulator of DynamoDB has ended by itself (exit code " + ended.exitValue()
                    + "), and its tables with it.");
        }
    }

    CompletableFuture<String> loss() {
        return loss;
    }

    static Dynalite start() throws IOException, InterruptedException {
        new NodePackage(FOLDER).install();
        ProcessBuilder node = new ProcessBuilder("node", "dynamodb.js")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true);
        node.environment().put("AWS_REGION", Endpoints.REGION);
        node.environment().put("AWS_ACCOUNT_ID", Endpoints.ACCOUNT);
        Process process = node.start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroyForcibly();
            throw new IOException("dynalite did not start: " + line);
        }
        // A pipe that is full would stop the process.
        Thread.ofVirtual().start(() -> output.lines().forEach(text -> LOGGER.log(System.Logger.Level.WARNING, text)));
        int port = Integer.parseInt(line.substring(READY.length()));
        return new Dynalite(process, port);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Usage.Units consumption() {
        try (InputStream answer = endpoint().resolve("/usage").toURL().openStream()) {
            return Json.MAPPER.readValue(answer, Usage.Units.class);
        } catch (IOException e) {
            throw new IllegalStateException("dynalite does not tell its usage", e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closing = true;
        process.destroy();
        if (!process.waitFor(PATIENCE)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** A folder with a {@code package.json}; installs its dependencies when they are first needed. */
    record NodePackage(Path folder) {
        /**
         * Installs what the lock file says, unless it is there. No dependency may run a script of its own. Of several
         * processes that come at once, one installs.
         *
         * @throws IOException if npm is missing or fails; the message has its output
         */
        void install() throws IOException, InterruptedException {
            synchronized (NodePackage.class) {
                try (FileChannel lockFile = FileChannel.open(wanted(), StandardOpenOption.WRITE);
                        FileLock held = lockFile.lock()) {
                    if (!isInstalled()) {
                        runNpm();
                    }
                }
            }
        }

        private Path wanted() {
            return folder.resolve("package-lock.json");
        }

        /** npm writes a lock file of its own when it is done. */
        private boolean isInstalled() throws IOException {
            Path installed = folder.resolve("node_modules").resolve(".package-lock.json");
            return Files.exists(installed)
                    && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted())) >= 0;
        }

        private void runNpm() throws IOException, InterruptedException {
            Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (npm.waitFor() != 0) {
                throw new IOException("npm ci failed in " + folder + ": " + output);
            }
        }
    }
}

package sundown.local.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * moto, a stand-in for AWS of other people, in a process of Python: Debian has it in the packages python3-moto and
 * python3-flask-cors. The process ends with this one, because it watches its standard input.
 */
final class MotoServer implements AutoCloseable {
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");
    private static final Path SCRIPT = Path.of("src", "test", "python", "serve_moto.py");
    private static final String READY = "PORT ";
    private static final long SECONDS = 10;

    private final Process process;
    private final int port;

    private MotoServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @throws TestAbortedException when no Python here has it: the tests are then reported as not run
     */
    static MotoServer start() {
        List<String> refusals = new ArrayList<>();
        for (String python : PYTHONS) {
            try {
                return start(python);
            } catch (IOException notHere) {
                refusals.add(notHere.getMessage());
            }
        }
        throw new TestAbortedException("moto is not installed: " + String.join("; ", refusals));
    }

    private static MotoServer start(String python) throws IOException {
        Process process = new ProcessBuilder(python, SCRIPT.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        if (line == null || !line.startsWith(READY)) {
            throw new IOException(python + " says " + output.lines().reduce(line, (before, after) -> after));
        }
        // A pipe that is full would stop the process.
        Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
        return new MotoServer(process, Integer.parseInt(line.substring(READY.length())));
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}

package sundown.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Map<String, String> PATH = Map.of("PATH", System.getenv("PATH"));

    @Test
    void handsOverOutputAndExitCode() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        ChildProcess child =
                ChildProcess.start(List.of("sh", "-c", "echo out; echo err >&2; exit 3"), PATH, lines::add);

        assertThat(child.exit()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(3);
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("out");
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("err");
    }

    @Test
    @Timeout(30)
    void handsOverWhatItWroteBeforeItWasKilled(@TempDir Path folder) throws Exception {
        // More lines than are read ahead, and fewer than the pipe holds; the file says that all are written.
        String program = "seq 10000; touch \"$0\"; exec sleep 60";
        Path written = folder.resolve("written");
        CompletableFuture<Void> killed = new CompletableFuture<>();
        CountDownLatch lines = new CountDownLatch(10_000);
        ChildProcess child = ChildProcess.start(List.of("sh", "-c", program, written.toString()), PATH, line -> {
            killed.join();
            lines.countDown();
        });
        while (!Files.exists(written)) {
            Thread.onSpinWait();
        }

        child.kill();
        assertThat(child.exit()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(137);
        killed.complete(null);

        assertThat(lines.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsWithItsParentEvenWhenThatIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .start();
        long child = Long.parseLong(parent.inputReader().readLine());
        ProcessHandle orphan = ProcessHandle.of(child).orElseThrow();

        parent.destroyForcibly();

        assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    /** Starts a child, says its process id and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            ChildProcess child = ChildProcess.start(List.of("sleep", "60"), PATH, line -> {});
            System.out.println(child.id());
            child.exit().get();
        }
    }
}

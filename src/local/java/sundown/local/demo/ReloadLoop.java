package sundown.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import sundown.local.command.Quantity;
import sundown.local.reload.HotReload;
import sundown.local.reload.HotReload.ReloadResult;

/** Watches the sources of a local cloud until it is interrupted, and tells what became of each change. */
record ReloadLoop(HotReload reload, PrintStream out, InstantSource clock) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    void run() throws InterruptedException, IOException {
        out.println("Watching src/main/java: save a file to make the change live.");
        try (reload) {
            while (true) {
                Instant start = clock.instant();
                switch (reload.look()) {
                    case ReloadResult.Unchanged ignored -> {}
                    case ReloadResult.Live live -> out.println(names(live) + ": live after " + seconds(start) + " s");
                    case ReloadResult.Broken broken ->
                        out.println("The change does not compile; the code before it stays live.\n" + broken.errors());
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
    }

    private static String names(ReloadResult.Live live) {
        return live.files().stream()
                .map(Path::getFileName)
                .map(Path::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private String seconds(Instant start) {
        return Quantity.decimal(Duration.between(start, clock.instant()).toMillis() / 1000.0, 1);
    }
}

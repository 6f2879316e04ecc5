package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.SdkResponse;

@Isolated("looks at all processes that this one has started")
final class EmulatorsTest {
    private static final Path NODE = Path.of("src", "local", "node");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Before a deletion both are asked for the time. */
    @Test
    void tellTheTimeOfTheirCloud(@TempDir Path folder) throws Exception {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(100));
        try (Emulators emulators = Emulators.start(folder, 0, clock)) {
            SdkResponse tables = emulators.clients().dynamoDb().listTables();
            SdkResponse buckets = emulators.clients().s3().listBuckets();
            assertThat(List.of(tables, buckets))
                    .allSatisfy(answer -> assertThat(Duration.between(date(answer), clock.instant()))
                            .isBetween(Duration.ZERO, Duration.ofMinutes(1)));
        }
    }

    private static Instant date(SdkResponse answer) {
        String date = answer.sdkHttpResponse().firstMatchingHeader("Date").orElseThrow();
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    }

    /** The input of a child closes when its parent ends, however it ends. */
    @Test
    void leaveNoProcessWhenTheirParentIsKilled() throws Exception {
        new Dynalite.NodePackage(NODE).install();
        Process dynalite = new ProcessBuilder("node", "dynamodb.js")
                .directory(NODE.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = dynalite.inputReader()) {
            assertThat(output.readLine()).startsWith("PORT ");

            dynalite.getOutputStream().close();

            assertThat(dynalite.waitFor(PATIENCE)).isTrue();
        } finally {
            dynalite.destroyForcibly();
        }
    }
}

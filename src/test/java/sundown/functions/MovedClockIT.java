package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sundown.account.UserId;
import sundown.archive.ArchiveRules;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.lambda.FunctionInvoker.Invocation;

/**
 * Functions go by the local cloud's clock, and refuse to where they are not on one machine with all that they change.
 */
@ExtendWith(EmulatorsExtension.class)
class MovedClockIT {
    private static final Duration FORWARD = Duration.ofDays(20);

    private final Emulators emulators;

    @TempDir
    private Path folder;

    MovedClockIT(Emulators emulators) {
        this.emulators = emulators;
    }

    @Test
    void whatFunctionsDoHappensAtTheMovedTimeAndLinksWorkInRealTime() throws Exception {
        try (TestGoogle google = TestGoogle.start();
                Installation sundown = Installation.create(emulators, google, Setup.of("moved-clock"))) {
            sundown.clock.forward(FORWARD);
            Archives archives = new Archives(sundown);
            Instant before = Clock.systemUTC().instant().plus(FORWARD);
            UserId user = archives.ready("moved-on", List.of(Photo.jpeg(1)));
            Download download = archives.download(user);

            assertThat(archives.of(user).createdAt()).isAfterOrEqualTo(before);
            assertThat(Download.follow(download.link(1), folder.resolve("volume.zip"))
                            .statusCode())
                    .isEqualTo(200);

            sundown.clock.forward(ArchiveRules.LIFE);
            archives.get(user).isProblem(410, "archive-expired");
        }
    }

    @Test
    void aFunctionWithTablesElsewhereDoesNotStartUnderAMovedClock() throws Exception {
        Setup elsewhere = Setup.of("moved-clock-elsewhere").withDynamoDb(URI.create("https://dynamodb.example"));
        try (TestGoogle google = TestGoogle.start();
                Installation sundown = Installation.create(emulators, google, elsewhere)) {
            sundown.clock.forward(FORWARD);

            assertThat(sundown.invoke("get-notice", Event.of("get-notice")))
                    .isNotInstanceOf(Invocation.Succeeded.class);
            assertThat(sundown.log.awaited(1, "CLOCK_OFFSET is set, but AWS_ENDPOINT_URL_DYNAMODB"))
                    .isNotEmpty();
        }
    }
}

package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.account.UserId;
import sundown.local.clock.MovableClock;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Usage;
import sundown.local.gateway.Gateway;
import sundown.local.google.Meter.Metrics;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;
import sundown.transfer.TransferState.WaitReason;

/** What transfers may ask of Google and of the tables, with several users and workers at once. */
@Tag("large")
@ExtendWith(EmulatorsExtension.class)
class LimitsIT {
    private static final Duration LONGEST_TRANSFERS = Duration.ofMinutes(2);
    /** Nobody calls the API over HTTP here. */
    private static final URI NO_ISSUER = URI.create("http://127.0.0.1:9");

    private static final int PHOTOS = 296;
    private static final int EMPTY_FILES = 4;

    private final Emulators emulators;
    private TestGoogle google;
    private Installation sundown;
    private Gateway gateway;

    LimitsIT(Emulators emulators) {
        this.emulators = emulators;
    }

    @AfterEach
    void close() {
        gateway.close();
        sundown.close();
        google.close();
    }

    @Test
    void asksLittleOfGoogleAndOfTheTables() throws Exception {
        install("limits", TestGoogle.start());
        List<UserId> users = enrol(2, gallery());
        Usage before = emulators.usage();

        move(users, TransferState.Finished.class::isInstance);

        Metrics seen = google.standIn().metrics();
        int items = users.size() * (PHOTOS + EMPTY_FILES);
        assertThat(users)
                .allSatisfy(user -> assertThat(google.standIn().holdings(Users.emailOf(user)))
                        .hasSize(PHOTOS));
        assertThat(seen.libraryRequests() / (double) items).isLessThanOrEqualTo(1.05);
        assertThat(seen.meanBatchSize()).isGreaterThanOrEqualTo(45);
        assertThat(seen.mostConcurrentBatchCreates()).isEqualTo(1);
        assertThat(seen.refused()).isEmpty();
        assertThat(writesOfRows(emulators.usage().since(before)))
                .isLessThanOrEqualTo(5L * seen.batchSizes().size() + users.size());
    }

    @Test
    void neverPassesTheProjectsQuotaWhateverTheNumberOfWorkers() throws Exception {
        int perMinute = 200;
        MovableClock googles = MovableClock.system();
        install("quota", TestGoogle.start(perMinute, googles));
        List<UserId> users = enrol(8, Photo.jpegs(45));
        beginAMinute(googles, sundown.clock);

        move(users, state -> state instanceof TransferState.Waiting || state instanceof TransferState.Finished);

        Metrics seen = google.standIn().metrics();
        // A quarter of a minute can be drawn at once; the rest flows evenly, and these transfers wait for it.
        assertThat(seen.busiestMinute()).isBetween(perMinute / 4L, (long) perMinute);
        assertThat(seen.refused()).isEmpty();
        assertThat(users)
                .anySatisfy(user -> assertThat(stateOf(user))
                        .isInstanceOfSatisfying(
                                TransferState.Waiting.class,
                                waiting -> assertThat(waiting.reason()).isEqualTo(WaitReason.QUOTA)));
    }

    private void install(String stack, TestGoogle itsGoogle) throws IOException {
        google = itsGoogle;
        sundown = Installation.create(emulators, google, Setup.of(stack));
        gateway = sundown.open(NO_ISSUER, 4);
    }

    private static List<Photo> gallery() {
        List<Photo> gallery = new ArrayList<>(Photo.jpegs(PHOTOS));
        IntStream.rangeClosed(1, EMPTY_FILES).forEach(number -> gallery.add(Photo.empty(PHOTOS + number)));
        return gallery;
    }

    private List<UserId> enrol(int count, List<Photo> gallery) {
        Users users = new Users(sundown, google);
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> users.enrolled("user-" + number, gallery))
                .toList();
    }

    /** Asks for all transfers, and waits until each is as it should be. */
    private void move(List<UserId> users, Predicate<TransferState> moved) throws InterruptedException {
        for (UserId user : users) {
            new Users(sundown, google).request(user);
        }
        Patience.until(
                LONGEST_TRANSFERS,
                "every transfer has come to its end",
                () -> users.stream().map(this::stateOf).allMatch(moved),
                () -> users.stream().map(this::stateOf).toList() + "\n" + sundown.log.end());
    }

    private TransferState stateOf(UserId user) {
        return sundown.transferOf(user).map(Transfer::state).orElseThrow();
    }

    /** Every write of a row, also those of the starts and ends; failed items are written by the dozen. */
    private static long writesOfRows(Usage used) {
        Map<String, Long> requests = used.dynamoDbRequests();
        return Stream.of("PutItem", "UpdateItem", "DeleteItem")
                .mapToLong(operation -> requests.getOrDefault(operation, 0L))
                .sum();
    }

    /** What is drawn at the end of a minute may be spent in the next one, which is not what is looked at here. */
    private static void beginAMinute(MovableClock... clocks) throws MovableClock.Unreachable {
        Instant now = Clock.systemUTC().instant();
        Duration left =
                Duration.between(now, now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1)));
        for (MovableClock clock : clocks) {
            clock.forward(left);
        }
    }
}

package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.archive.Archive.Contents;
import sundown.archive.plan.ArchiveItem;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.archive.plan.WrittenFile;
import sundown.contract.SampleArchives;
import sundown.contract.SampleItems;
import sundown.digest.Sha256;
import sundown.edge.ApiResponse;
import sundown.edge.ApiResponse.NextLook;
import sundown.edge.Json;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;
import sundown.runtime.Records;

/** Users look at their archive, confirm its volumes, and delete it. */
class CurrentArchivesTest extends Functions {
    private static final Instant SAMPLED_AT = SampleArchives.NOW;
    private static final Instant FAR = SAMPLED_AT.plus(Duration.ofDays(365));
    private static final Archive BUILDING = SampleArchives.fresh(new UserId("u1"))
            .with(Tally.one(7), new Contents(SampleArchives.plan(1), 2, 1_000), Optional.empty())
            .withState(new ArchiveState.Building(SAMPLED_AT, SAMPLED_AT));

    @Test
    void showsHowFarItIs() {
        ask();
        clock.advance(Duration.ofMinutes(1));
        buildOnce();

        JsonNode progress = view().path("progress");

        int volumes = progress.path("volumes").intValue();
        assertThat(progress.path("volumesDone").intValue()).isEqualTo(1);
        assertThat(volumes).isGreaterThan(1);
        assertThat(progress.path("bytesDone").longValue())
                .isPositive()
                .isLessThan(progress.path("bytes").longValue());
        assertThat(Instant.parse(progress.path("estimatedEnd").textValue())).isAfter(clock.instant());
        assertThat(view().path("code").textValue()).isEqualTo("building");
        assertThat(view().has("download")).isFalse();
    }

    @Test
    void showsWhatIsNeededToDownloadAndOpenIt() {
        askAndBuild();
        assertThat(get(USER).headers()).containsEntry("cache-control", "no-store");

        JsonNode download = view().path("download");

        assertThat(download.path("password").textValue()).matches("([2-9a-hjkmnp-z]{4}-){6}[2-9a-hjkmnp-z]{4}");
        assertThat(view().path("code").textValue()).isEqualTo("ready");
        assertThat(download.path("programs"))
                .extracting(program -> program.path("code").textValue())
                .containsExactly("windows", "macos", "linux", "android", "ios");
        assertThat(Instant.parse(download.path("linksEndAt").textValue()))
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        JsonNode first = download.path("volumes").get(0);
        assertThat(first.path("name").textValue()).isEqualTo("photos-1-of-2.zip");
        assertThat(digest(first)).isEqualTo(first.path("sha256").textValue());
    }

    @Test
    void makesLinksThatEnd() {
        askAndBuild();
        JsonNode volume = view().path("download").path("volumes").get(0);

        clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(download(volume)).isPresent();

        clock.advance(Duration.ofSeconds(1));
        assertThat(download(volume)).isEmpty();
    }

    @Test
    void makesNoLinkThatOutlivesTheArchive() {
        askAndBuild();
        Instant end = NOW.plus(ArchiveRules.LIFE);
        clock.moveTo(end.minus(Duration.ofMinutes(2)));

        JsonNode download = view().path("download");

        assertThat(Instant.parse(download.path("linksEndAt").textValue())).isEqualTo(end);
        clock.moveTo(end);
        assertThat(download(download.path("volumes").get(0))).isEmpty();
    }

    @Test
    void opensNothingOfAnArchiveThatExpiresWhileItsPasswordIsOpened() {
        askAndBuild();
        after("SecretSealer.open", () -> clock.advance(ArchiveRules.LIFE));

        JsonNode view = view();

        assertThat(view.path("state").textValue()).isEqualTo("expired");
        assertThat(view.has("download")).isFalse();
    }

    /** One volume has been planned again, without an item. */
    @Test
    void estimatesTheEndFromTheTimeThatTheBytesSoFarHaveTaken() {
        Instant now = SAMPLED_AT.plusSeconds(60);

        ArchiveView.ProgressView progress = view(BUILDING, List.of(volume(1, 400, 300), volume(2, 500, 0)), now)
                .progress();

        assertThat(progress.bytes()).contains(900L);
        assertThat(progress.bytesDone()).isEqualTo(300);
        assertThat(progress.estimatedEnd()).contains(now.plusSeconds(120));
    }

    @Test
    void showsThePlannedSizeUntilAllVolumesAreQueued() {
        ArchiveView.ProgressView progress =
                view(BUILDING, List.of(volume(1, 400, 0)), SAMPLED_AT).progress();

        assertThat(progress.bytes()).contains(1_000L);
        assertThat(progress.estimatedEnd()).isEmpty();
    }

    @Test
    void saysWhenToLookAgain() {
        Archive ready = BUILDING.withState(new ArchiveState.Ready(SAMPLED_AT, FAR));

        assertThat(view(BUILDING, List.of(), SAMPLED_AT).lookAgainInSeconds()).isEqualTo(NextLook.WORKING_SECONDS);
        assertThat(view(ready, List.of(), SAMPLED_AT.plus(ArchiveRules.LIFE).minusSeconds(90))
                        .lookAgainInSeconds())
                .isEqualTo(90);
        assertThat(view(ArchiveRules.ended(ready, Ending.DELETED, SAMPLED_AT), List.of(), SAMPLED_AT)
                        .lookAgainInSeconds())
                .isEqualTo(NextLook.IDLE_SECONDS);
    }

    private static ArchiveView view(Archive archive, List<Volume> volumes, Instant now) {
        return ArchiveView.of(archive, volumes, FAR, now);
    }

    private static Volume volume(int number, long bytes, long uploaded) {
        return Records.with(SampleArchives.volume(BUILDING, number), "bytes", bytes)
                .uploaded(uploaded);
    }

    @Test
    void notesWhichVolumesHaveArrived() {
        askAndBuild();

        ApiResponse response = confirm(USER, "2");

        JsonNode download = view().path("download");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(download.path("volumes").get(0).path("downloaded").booleanValue())
                .isFalse();
        assertThat(download.path("volumes").get(1).path("downloaded").booleanValue())
                .isTrue();
        assertThat(view().has("downloadedAt")).isFalse();
    }

    @Test
    void countsTheDownloadAsFinishedWithTheLast() {
        askAndBuild();
        confirm(USER, "1");

        ApiResponse response = confirm(USER, "2");

        assertThat(Json.read(response.body()).path("message").textValue()).contains("You have downloaded");
        assertThat(Json.read(response.body()).path("code").textValue()).isEqualTo("downloaded");
        assertThat(archive().downloads().finishedAt()).contains(clock.instant());
    }

    @Test
    void requestsTheRefundBeforeItSavesTheLast() {
        askAndBuild();
        confirm(USER, "1");
        before("ArchiveStore.save", () -> assertThat(refunds.bodies()).isNotEmpty());

        confirm(USER, "2");

        assertThat(archive().downloads().finishedAt()).isPresent();
    }

    @Test
    void keepsTheArchiveForAWhileAfterTheLast() {
        askAndBuild();
        confirm(USER, "1");
        assertThat(archive().downloads().keptUntil()).isEmpty();

        ApiResponse response = confirm(USER, "2");

        Instant end = clock.instant().plus(KEPT);
        assertThat(Json.read(response.body()).path("endsAt").textValue()).isEqualTo(end.toString());
        clock.advance(KEPT.minusSeconds(1));
        sweep();
        assertThat(archive().state().live()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        sweep();
        assertThat(archive().state()).isEqualTo(new ArchiveState.Ended(ArchiveState.Ending.EXPIRED, clock.instant()));
        assertThat(get(USER).body()).contains("archive-expired").doesNotContain("30 days");
        clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        sweep();
        assertThat(bucket.everything()).isEmpty();
        assertThat(archive().downloads().finishedAt()).isPresent();
    }

    @Test
    void refusesASecondConfirmation() {
        askAndBuild();
        confirm(USER, "1");
        Archive before = archive();

        ApiResponse response = confirm(USER, "1");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(Problems.typeOf(response)).isEqualTo("already-confirmed");
        assertThat(archive()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "0", "-1", "+1", "01", "1 ", "\u0661", "\uff11", "one", "../1", "99999999999"})
    void refusesAnUnknownVolume(String number) {
        askAndBuild();

        ApiResponse response = confirm(USER, number);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Problems.typeOf(response)).isEqualTo("unknown-volume");
    }

    @Test
    void refusesWhileItIsBeingBuilt() {
        ask();

        assertThat(Problems.typeOf(confirm(USER, "1"))).isEqualTo("archive-not-ready");
    }

    @Test
    void saysThatAnArchiveCouldNotBeBuilt() {
        ask();
        archives.save(archive().withState(new ArchiveState.Ended(ArchiveState.Ending.GAVE_UP, clock.instant())));

        assertThat(confirm(USER, "1").body()).contains("archive-not-ready", "could not be built");
    }

    @Test
    void keepsBothOfTwoConfirmationsAtOnce() {
        askAndBuild();
        AtomicBoolean first = new AtomicBoolean(true);
        before("ArchiveStore.save", () -> {
            if (first.getAndSet(false)) {
                confirm(USER, "2");
            }
        });

        confirm(USER, "1");

        assertThat(archive().downloads().volumes()).containsExactlyInAnyOrder(1, 2);
        assertThat(archive().downloads().finishedAt()).isPresent();
    }

    private static final UserId OTHER = new UserId("u2");

    @Test
    void endsTheArchiveAndRemovesItsPassword() {
        askAndBuild();

        ApiResponse response = delete(USER);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.read(response.body()).path("state").textValue()).isEqualTo("deleted");
        assertThat(archive().password()).isEmpty();
    }

    @Test
    void stopsABuilderAtItsNextStep() {
        ask();
        after("VolumeStorage.upload", () -> {
            if (archive().state().live()) {
                delete(USER);
                clock.advance(Duration.ofSeconds(11));
            }
        });

        buildAll();

        assertThat(bucket.counted(InMemoryArchiveBucket.Operation.COMPLETE)).isZero();
        assertThat(queue.size()).isZero();
    }

    private record Refusal(String problem, int status, UserId user, Consumer<Functions> before) {
        Refusal(String problem, int status, Consumer<Functions> before) {
            this(problem, status, USER, before);
        }

        @Override
        public String toString() {
            return problem;
        }
    }

    private static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal("archive-expired", 410, functions -> functions.clock.advance(ArchiveRules.LIFE)),
                new Refusal("archive-deleted", 410, functions -> functions.delete(USER)),
                new Refusal("exports-closed", 409, functions -> functions.clock.moveTo(CLOSE)),
                new Refusal("nothing-ends", 409, functions -> functions.register(USER, "CN")),
                new Refusal("no-archive", 404, OTHER, functions -> functions.register(OTHER, "IN")),
                new Refusal("no-account", 404, OTHER, functions -> {}));
    }

    @Test
    void nothingShowsAPasswordANameOrALink() {
        Item item = SampleItems.bare(new ItemId("i1"), new ObjectKey("1/u1/i1"), "secret.jpg", 1);
        LeftOut leftOut = LeftOut.of(item, LeftOut.Reason.GONE);
        ArchiveView.DownloadView.VolumeView volume = new ArchiveView.DownloadView.VolumeView(
                1,
                false,
                "photos-1-of-1.zip",
                1,
                Sha256.over("photos"),
                URI.create("https://secret.example.com"),
                false,
                0,
                List.of());
        Archive ready = SampleArchives.ready(new UserId("u1"));

        assertThat(List.of(
                        ready,
                        SampleArchives.volume(ready, 1),
                        new ArchiveItem(item, "secret/secret.jpg", Optional.empty()),
                        leftOut,
                        new WrittenFile("items-1.csv", "secret.jpg"),
                        volume,
                        ArchiveView.DownloadView.LeftOutView.of(leftOut),
                        new ArchiveView.DownloadView(
                                "secret",
                                Optional.of("secret"),
                                Instant.EPOCH,
                                List.of(volume),
                                ArchiveView.DownloadView.PROGRAMS)))
                .extracting(Object::toString)
                .allSatisfy(text -> assertThat(text).doesNotContain("secret", "ssss", "pppp", "été", "Ferien"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesAllCallsWhereThereIsNone(Refusal refusal) {
        askAndBuild();
        refusal.before().accept(this);
        Archive before = archive();

        assertThat(List.of(get(refusal.user()), confirm(refusal.user(), "1"), delete(refusal.user())))
                .allSatisfy(response -> {
                    assertThat(response.statusCode()).isEqualTo(refusal.status());
                    assertThat(Problems.typeOf(response)).isEqualTo(refusal.problem());
                });
        assertThat(archive()).isEqualTo(before);
    }
}

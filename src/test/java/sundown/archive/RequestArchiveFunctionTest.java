package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.ApiResponse;
import sundown.edge.Forwarding;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.runtime.Records;
import sundown.secret.Secret;
import sundown.timeline.Timeline;

@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
class RequestArchiveFunctionTest extends Functions {
    private final SecureRandom random = new SecureRandom();

    @Test
    void hasTheGalleryPlannedWhichQueuesEveryVolume() {
        addPhotos(12);

        ApiResponse response = requestPlanned(USER);

        JsonNode first = Json.read(response.body());
        JsonNode view = view();
        int volumes = view.path("progress").path("volumes").intValue();
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(first.path("state").textValue()).isEqualTo("planning");
        assertThat(first.path("progress").has("items")).isFalse();
        assertThat(view.path("state").textValue()).isEqualTo("building");
        assertThat(view.path("progress").path("items").intValue()).isEqualTo(12);
        assertThat(volumes).isGreaterThan(1);
        assertThat(queue.size()).isEqualTo(volumes);
        assertThat(view.path("endsAt").textValue())
                .isEqualTo(NOW.plus(Duration.ofDays(30)).toString());
    }

    @Test
    void answersWithTheCurrentArchive() {
        addPhotos(3);
        JsonNode first = Json.read(request(USER).body());

        ApiResponse whileBuilding = request(USER);
        buildAll();
        ApiResponse whenReady = request(USER);

        assertThat(whileBuilding.statusCode()).isEqualTo(200);
        assertThat(whenReady.statusCode()).isEqualTo(200);
        assertThat(Json.read(whenReady.body()).path("id")).isEqualTo(first.path("id"));
        assertThat(Json.read(whenReady.body()).path("state").textValue()).isEqualTo("ready");
    }

    @Test
    void showsNoPasswordAndNoLink() {
        addPhotos(3);
        request(USER);
        buildAll();

        String body = request(USER).body();

        assertThat(body).doesNotContain("password").doesNotContain("https://");
    }

    @Test
    void beginsANewArchiveAfterTheFirstHasExpired() {
        addPhotos(3);
        JsonNode first = Json.read(request(USER).body());
        buildAll();
        clock.advance(ArchiveRules.LIFE);

        ApiResponse second = request(USER);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(Json.read(second.body()).path("id")).isNotEqualTo(first.path("id"));
    }

    @Test
    void beginsAFewArchivesADayAndSaysWhenTheNextIsPossible() {
        addPhotos(3);
        for (int number = 1; number <= ArchiveRules.ARCHIVES_PER_DAY; number++) {
            assertThat(request(USER).statusCode()).isEqualTo(201);
            delete(USER);
            clock.advance(Duration.ofHours(1));
            sweep();
        }
        Instant next = NOW.plus(Duration.ofHours(24));

        ApiResponse refused = request(USER);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Problems.typeOf(refused)).isEqualTo("too-many-archives");
        assertThat(Json.read(refused.body()).path("requestPossibleAt").textValue())
                .isEqualTo(next.toString());
        clock.moveTo(next.minusNanos(1));
        assertThat(Problems.typeOf(request(USER))).isEqualTo("too-many-archives");
        clock.moveTo(next);
        assertThat(request(USER).statusCode()).isEqualTo(201);
    }

    @Test
    void endsAtTheGroupsCloseWhenThatComesFirst() {
        addPhotos(3);
        clock.moveTo(CLOSE.minus(Duration.ofDays(3)));

        JsonNode view = Json.read(request(USER).body());

        assertThat(Instant.parse(view.path("endsAt").textValue())).isEqualTo(CLOSE);
    }

    @Test
    void refusesAnEmptyGallery() {
        assertThat(Problems.typeOf(request(USER))).isEqualTo("empty-gallery");
        assertThat(archives.find(USER)).isEmpty();
    }

    @Test
    void refusesAStrangerAndAnExemptUser() {
        UserId exempt = new UserId("u2");
        assertThat(Problems.typeOf(request(exempt))).isEqualTo("no-account");
        register(exempt, "CN");

        assertThat(Problems.typeOf(request(exempt))).isEqualTo("nothing-ends");
    }

    @Test
    void refusesBeforeATimelineIsPublished() {
        addPhotos(3);
        timelines.put(Timeline.NOT_ANNOUNCED);

        assertThat(Problems.typeOf(request(USER))).isEqualTo("not-announced");
        assertThat(archives.find(USER)).isEmpty();
    }

    @Test
    void refusesBeforeTheOpeningAndAfterTheClose() {
        addPhotos(3);
        clock.moveTo(CLOSE);
        assertThat(Problems.typeOf(request(USER))).isEqualTo("exports-closed");

        clock.moveTo(Instant.parse("2022-11-01T00:00:00Z"));
        assertThat(Problems.typeOf(request(USER))).isEqualTo("exports-not-open");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 4000000000",
        "'{}', 4000000000",
        "'{\"volumeGigabytes\":1}', 1000000000",
        "'{\"volumeGigabytes\":2}', 2000000000"
    })
    void takesTheSizeOfVolumesThatTheUserChooses(String body, long bytes) {
        addPhotos(1);

        assertThat(request(USER, body).statusCode()).isEqualTo(201);

        assertThat(archive().volumeBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "8", "-1", "1.5", "true"})
    void refusesOtherSizes(String gigabytes) {
        addPhotos(1);

        ApiResponse refused = request(USER, "{\"volumeGigabytes\":" + gigabytes + "}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(archives.find(USER)).isEmpty();
    }

    @Test
    void plansVolumesOfTheSizeThatTheUserChose() {
        deploy(new ArchiveSettings(4_000_000_000L, 4_000_000, 1_000_000, KEPT));
        addPhotos(1);
        request(USER, "{\"volumeGigabytes\":1}");
        archives.save(Records.with(archive(), "volumeBytes", 5_000L));
        addPhotos(4);

        buildOnce();

        assertThat(archive().contents().orElseThrow().volumes()).isEqualTo(4);
    }

    @Test
    void readsOneItemHoweverManyThereAre() {
        addPhotos(50);
        List<Integer> limits = new ArrayList<>();
        GalleryIndex counting = Forwarding.to(GalleryIndex.class, index, real -> new Object() {
            public List<Item> page(UserId user, Optional<ItemId> after, int limit) {
                limits.add(limit);
                return real.page(user, after, limit);
            }
        });
        use(Records.with(ports, "gallery", counting));

        request(USER);

        assertThat(limits).containsExactly(1);
    }

    @Test
    void acceptsTheRequestEvenIfTheMessageIsLost() {
        addPhotos(3);
        fail("MessageQueue.send", new RetryableFailure("no answer"));

        ApiResponse response = request(USER);
        use(ports);
        clock.advance(ArchiveRules.PLANNING);
        sweep();
        buildAll();

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(state()).isEqualTo("ready");
    }

    @Test
    void plansAgainWhatCouldNotBePlanned() {
        addPhotos(3);
        AtomicBoolean broken = new AtomicBoolean(true);
        before("GalleryObjects.list", () -> {
            if (broken.get()) {
                throw new RetryableFailure("no answer");
            }
        });

        ApiResponse response = requestPlanned(USER);
        broken.set(false);
        clock.advance(ArchiveRules.PLANNING);
        sweep();
        buildAll();

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Json.read(response.body()).path("state").textValue()).isEqualTo("planning");
        assertThat(state()).isEqualTo("ready");
    }

    @Test
    void givesUpAnArchiveThatCanNeverBePlanned() {
        addPhotos(3);
        fail("GalleryObjects.list", new PermanentFailure("the bucket refuses"));

        requestPlanned(USER);

        assertThat(state()).isEqualTo("gave-up");
        assertThat(archive().password()).isEmpty();
    }

    private void addPhotos(int count) {
        for (int number = 1; number <= count; number++) {
            addPhoto(number, 3_000 + number);
        }
    }

    @Test
    void haveAtLeast128Bits() {
        double bits = alphabet().size() == 31 ? 28 * Math.log(31) / Math.log(2) : 0;

        assertThat(bits).isGreaterThan(128);
    }

    @Test
    void areGroupsOfFourWithoutLookAlikes() {
        assertThat(RequestArchiveFunction.password(random).reveal())
                .matches("([2-9a-z]{4}-){6}[2-9a-z]{4}")
                .doesNotContain("i", "l", "o");
    }

    @Test
    void areNeverTheSame() {
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(ignored ->
                                RequestArchiveFunction.password(random).reveal())
                        .distinct())
                .hasSize(1_000);
    }

    @Test
    void areMasked() {
        Secret password = RequestArchiveFunction.password(random);

        assertThat(password.toString()).doesNotContain(password.reveal());
    }

    private Set<Integer> alphabet() {
        return IntStream.range(0, 1_000)
                .mapToObj(ignored ->
                        RequestArchiveFunction.password(random).reveal().replace("-", ""))
                .flatMapToInt(String::chars)
                .boxed()
                .collect(Collectors.toSet());
    }
}

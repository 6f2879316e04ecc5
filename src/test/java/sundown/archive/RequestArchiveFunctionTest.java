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
class RequestArchiveFunctionTest {
    private final Functions functions = new Functions();

    private final SecureRandom random = new SecureRandom();

    @Test
    void hasTheGalleryPlannedWhichQueuesEveryVolume() {
        addPhotos(12);

        ApiResponse response = functions.requestPlanned(Functions.USER);

        JsonNode first = Json.read(response.body());
        JsonNode view = functions.view();
        int volumes = view.path("progress").path("volumes").intValue();
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(first.path("state").textValue()).isEqualTo("planning");
        assertThat(first.path("progress").has("items")).isFalse();
        assertThat(view.path("state").textValue()).isEqualTo("building");
        assertThat(view.path("progress").path("items").intValue()).isEqualTo(12);
        assertThat(volumes).isGreaterThan(1);
        assertThat(functions.queue.size()).isEqualTo(volumes);
        assertThat(view.path("endsAt").textValue())
                .isEqualTo(Functions.NOW.plus(Duration.ofDays(30)).toString());
    }

    @Test
    void answersWithTheCurrentArchive() {
        addPhotos(3);
        JsonNode first = Json.read(functions.request(Functions.USER).body());

        ApiResponse whileBuilding = functions.request(Functions.USER);
        functions.buildAll();
        ApiResponse whenReady = functions.request(Functions.USER);

        assertThat(whileBuilding.statusCode()).isEqualTo(200);
        assertThat(whenReady.statusCode()).isEqualTo(200);
        assertThat(Json.read(whenReady.body()).path("id")).isEqualTo(first.path("id"));
        assertThat(Json.read(whenReady.body()).path("state").textValue()).isEqualTo("ready");
    }

    @Test
    void showsNoPasswordAndNoLink() {
        addPhotos(3);
        functions.request(Functions.USER);
        functions.buildAll();

        String body = functions.request(Functions.USER).body();

        assertThat(body).doesNotContain("password").doesNotContain("https://");
    }

    @Test
    void beginsANewArchiveAfterTheFirstHasExpired() {
        addPhotos(3);
        JsonNode first = Json.read(functions.request(Functions.USER).body());
        functions.buildAll();
        functions.clock.advance(ArchiveRules.LIFE);

        ApiResponse second = functions.request(Functions.USER);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(Json.read(second.body()).path("id")).isNotEqualTo(first.path("id"));
    }

    @Test
    void beginsAFewArchivesADayAndSaysWhenTheNextIsPossible() {
        addPhotos(3);
        for (int number = 1; number <= ArchiveRules.ARCHIVES_PER_DAY; number++) {
            assertThat(functions.request(Functions.USER).statusCode()).isEqualTo(201);
            functions.delete(Functions.USER);
            functions.clock.advance(Duration.ofHours(1));
            functions.sweep();
        }
        Instant next = Functions.NOW.plus(Duration.ofHours(24));

        ApiResponse refused = functions.request(Functions.USER);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Problems.typeOf(refused)).isEqualTo("too-many-archives");
        assertThat(Json.read(refused.body()).path("requestPossibleAt").textValue())
                .isEqualTo(next.toString());
        functions.clock.moveTo(next.minusNanos(1));
        assertThat(Problems.typeOf(functions.request(Functions.USER))).isEqualTo("too-many-archives");
        functions.clock.moveTo(next);
        assertThat(functions.request(Functions.USER).statusCode()).isEqualTo(201);
    }

    @Test
    void endsAtTheGroupsCloseWhenThatComesFirst() {
        addPhotos(3);
        functions.clock.moveTo(Functions.CLOSE.minus(Duration.ofDays(3)));

        JsonNode view = Json.read(functions.request(Functions.USER).body());

        assertThat(Instant.parse(view.path("endsAt").textValue())).isEqualTo(Functions.CLOSE);
    }

    @Test
    void refusesAnEmptyGallery() {
        assertThat(Problems.typeOf(functions.request(Functions.USER))).isEqualTo("empty-gallery");
        assertThat(functions.archives.find(Functions.USER)).isEmpty();
    }

    @Test
    void refusesAStrangerAndAnExemptUser() {
        UserId exempt = new UserId("u2");
        assertThat(Problems.typeOf(functions.request(exempt))).isEqualTo("no-account");
        functions.register(exempt, "CN");

        assertThat(Problems.typeOf(functions.request(exempt))).isEqualTo("nothing-ends");
    }

    @Test
    void refusesBeforeATimelineIsPublished() {
        addPhotos(3);
        functions.timelines.put(Timeline.NOT_ANNOUNCED);

        assertThat(Problems.typeOf(functions.request(Functions.USER))).isEqualTo("not-announced");
        assertThat(functions.archives.find(Functions.USER)).isEmpty();
    }

    @Test
    void refusesBeforeTheOpeningAndAfterTheClose() {
        addPhotos(3);
        functions.clock.moveTo(Functions.CLOSE);
        assertThat(Problems.typeOf(functions.request(Functions.USER))).isEqualTo("exports-closed");

        functions.clock.moveTo(Instant.parse("2022-11-01T00:00:00Z"));
        assertThat(Problems.typeOf(functions.request(Functions.USER))).isEqualTo("exports-not-open");
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

        assertThat(functions.request(Functions.USER, body).statusCode()).isEqualTo(201);

        assertThat(functions.archive().volumeBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "8", "-1", "1.5", "true"})
    void refusesOtherSizes(String gigabytes) {
        addPhotos(1);

        ApiResponse refused = functions.request(Functions.USER, "{\"volumeGigabytes\":" + gigabytes + "}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(functions.archives.find(Functions.USER)).isEmpty();
    }

    @Test
    void plansVolumesOfTheSizeThatTheUserChose() {
        functions.deploy(new ArchiveSettings(4_000_000_000L, 4_000_000, 1_000_000, Functions.KEPT));
        addPhotos(1);
        functions.request(Functions.USER, "{\"volumeGigabytes\":1}");
        functions.archives.save(Records.with(functions.archive(), "volumeBytes", 5_000L));
        addPhotos(4);

        functions.buildOnce();

        assertThat(functions.archive().contents().orElseThrow().volumes()).isEqualTo(4);
    }

    @Test
    void readsOneItemHoweverManyThereAre() {
        addPhotos(50);
        List<Integer> limits = new ArrayList<>();
        GalleryIndex index = Forwarding.to(GalleryIndex.class, functions.index, real -> new Object() {
            public List<Item> page(UserId user, Optional<ItemId> after, int limit) {
                limits.add(limit);
                return real.page(user, after, limit);
            }
        });
        functions.use(Records.with(functions.ports, "gallery", index));

        functions.request(Functions.USER);

        assertThat(limits).containsExactly(1);
    }

    @Test
    void acceptsTheRequestEvenIfTheMessageIsLost() {
        addPhotos(3);
        functions.fail("MessageQueue.send", new RetryableFailure("no answer"));

        ApiResponse response = functions.request(Functions.USER);
        functions.use(functions.ports);
        functions.clock.advance(ArchiveRules.PLANNING);
        functions.sweep();
        functions.buildAll();

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(functions.state()).isEqualTo("ready");
    }

    @Test
    void plansAgainWhatCouldNotBePlanned() {
        addPhotos(3);
        AtomicBoolean broken = new AtomicBoolean(true);
        functions.before("GalleryObjects.list", () -> {
            if (broken.get()) {
                throw new RetryableFailure("no answer");
            }
        });

        ApiResponse response = functions.requestPlanned(Functions.USER);
        broken.set(false);
        functions.clock.advance(ArchiveRules.PLANNING);
        functions.sweep();
        functions.buildAll();

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Json.read(response.body()).path("state").textValue()).isEqualTo("planning");
        assertThat(functions.state()).isEqualTo("ready");
    }

    @Test
    void givesUpAnArchiveThatCanNeverBePlanned() {
        addPhotos(3);
        functions.fail("GalleryObjects.list", new PermanentFailure("the bucket refuses"));

        functions.requestPlanned(Functions.USER);

        assertThat(functions.state()).isEqualTo("gave-up");
        assertThat(functions.archive().password()).isEmpty();
    }

    private void addPhotos(int count) {
        for (int number = 1; number <= count; number++) {
            functions.addPhoto(number, 3_000 + number);
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

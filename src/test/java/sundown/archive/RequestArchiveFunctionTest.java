package sundown.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
import sundown.timeline.Timeline;

@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
class RequestArchiveFunctionTest extends Functions {
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
    void explainsTheArchiveInTheLanguageOfThePage(@TempDir Path folder) throws Exception {
        addPhotos(1);
        request(USER, "{\"language\":\"tr\"}");

        buildAll();

        assertThat(new String(opened(folder).get("README.txt"), UTF_8))
                .contains("BU ARŞİV NASIL AÇILIR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"?\"", "\"en_GB\"", "7"})
    void refusesWhatIsNoLanguage(String language) {
        addPhotos(1);

        assertThat(request(USER, "{\"language\":" + language + "}").statusCode()).isEqualTo(400);
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
    void readsOnePageHoweverManyThereAre() {
        addPhotos(150);
        List<Integer> limits = new ArrayList<>();
        GalleryIndex counting = Forwarding.to(GalleryIndex.class, index, real -> new Object() {
            public List<Item> page(UserId user, Optional<ItemId> after, int limit) {
                limits.add(limit);
                return real.page(user, after, limit);
            }
        });
        use(Records.with(ports, "gallery", counting));

        request(USER);

        assertThat(limits).containsExactly(100);
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

    private void addPhotos(int count) {
        for (int number = 1; number <= count; number++) {
            addPhoto(number, 3_000 + number);
        }
    }

    private static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("empty-gallery", functions -> functions.index.remove(USER, new ItemId("i001"))),
                refusal("nothing-ends", functions -> functions.register(USER, "CN")),
                refusal("no-account", functions -> functions.accounts.remove(USER)),
                refusal("not-announced", functions -> functions.timelines.put(Timeline.NOT_ANNOUNCED)),
                refusal("exports-closed", functions -> functions.clock.moveTo(CLOSE)),
                refusal(
                        "exports-not-open",
                        functions -> functions.clock.moveTo(Instant.parse("2022-11-01T00:00:00Z"))));
    }

    private static Arguments refusal(String problem, Consumer<Functions> before) {
        return arguments(problem, before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesWhatCannotBe(String problem, Consumer<Functions> before) {
        addPhotos(1);
        before.accept(this);

        assertThat(Problems.typeOf(request(USER))).isEqualTo(problem);
        assertThat(archives.find(USER)).isEmpty();
    }

    @Test
    void givesUpAnArchiveThatCanNeverBePlanned() {
        addPhotos(3);
        fail("GalleryObjects.list", new PermanentFailure("the bucket refuses"));

        requestPlanned(USER);

        assertThat(state()).isEqualTo("gave-up");
        assertThat(archive().password()).isEmpty();
    }

    /** More than 128 bits: 28 characters of an alphabet of 31. */
    @Test
    void makesPasswordsOfGroupsOfFourWithoutLookAlikes() {
        List<String> passwords = Stream.generate(
                        () -> RequestArchiveFunction.password(random).reveal())
                .limit(1_000)
                .toList();

        assertThat(passwords)
                .doesNotHaveDuplicates()
                .allMatch(password -> password.matches("([2-9a-z]{4}-){6}[2-9a-z]{4}"));
        assertThat(passwords.stream().flatMapToInt(String::chars).distinct().filter(letter -> letter != '-'))
                .hasSize(31)
                .doesNotContain((int) 'i', (int) 'l', (int) 'o');
    }
}

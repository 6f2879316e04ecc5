package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Region;
import sundown.edge.Json;
import sundown.timeline.Dates.DateName;

class TimelineDocumentTest {
    private static final String GOOD = """
            {
              "version": 2,
              "exempt": ["CN"],
              "groups": [
                {
                  "id": "1",
                  "regions": ["IN", "SG"],
                  "notice": "2022-10-25T00:00:00Z",
                  "exportsOpen": "2022-12-01T00:00:00Z",
                  "close": "2023-06-01T00:00:00Z",
                  "refundBy": "2023-08-01T00:00:00Z"
                },
                {
                  "id": "2",
                  "regions": "every other",
                  "notice": "2022-10-25T00:00:00Z",
                  "exportsOpen": "2023-02-01T00:00:00Z",
                  "close": "2023-08-01T00:00:00Z",
                  "refundBy": "2023-08-01T00:00:00Z"
                }
              ]
            }
            """;

    @Test
    void readsAVersionTheExemptAndTheGroups() {
        Timeline timeline = TimelineDocument.read(GOOD);

        assertThat(timeline.version()).isEqualTo(2);
        assertThat(timeline.exempt()).containsExactly(new Region("CN"));
        assertThat(timeline.groups()).extracting(Group::id).containsExactly(new GroupId("1"), new GroupId("2"));
        assertThat(timeline.groups().getFirst().regions())
                .containsExactlyInAnyOrder(new Region("IN"), new Region("SG"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "not json", "{}"})
    void refusesWhatIsNotATimeline(String document) {
        assertThatIllegalArgumentException().isThrownBy(() -> TimelineDocument.read(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"version", "exempt", "groups", "id", "regions", "notice", "exportsOpen", "close", "refundBy"})
    void refusesADocumentThatLacksAField(String field) {
        assertRefused("\"" + field + "\"", "\"other\"");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "2,|'\"2\",'",
                "2,|0,",
                "2,|2.5,",
                "[\"CN\"]|\"CN\"",
                "[\"CN\"]|[86]",
                "[\"CN\"]|[\"cn\"]",
                "[\"CN\"]|[\"CN\", \"CN\"]",
                "[\"CN\"]|[\"IN\"]",
                "\"every other\"|\"all\"",
                "\"every other\"|[]",
                "\"every other\"|[\"BR\"]",
                "[\"IN\", \"SG\"]|\"every other\"",
                "\"id\": \"1\"|\"id\": 1",
                "\"id\": \"1\"|\"id\": \"2\"",
                "\"id\": \"1\"|\"id\": \"a/b\"",
                "\"2023-06-01T00:00:00Z\"|\"1 June 2023\"",
                "\"2023-06-01T00:00:00Z\"|1685577600",
                "\"2023-06-01T00:00:00Z\"|\"2021-06-01T00:00:00Z\""
            })
    void refusesAValueThatCannotBe(String good, String bad) {
        assertRefused(good, bad);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "\"2023-06-01T00:00:00Z\" | \"1 June\"  | groups[0].close is neither a local date of ISO 8601 nor an instant",
                "\"every other\"          | []          | groups[1].regions is neither a list of regions nor every other",
                "\"version\": 2,         | \"version\": 2, \"exemt\": [], | \"exemt\" is not known: the fields are version, exempt, groups",
            })
    void namesThePartThatIsWrong(String good, String bad, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimelineDocument.read(GOOD.replace(good, bad)))
                .withMessage(fault);
    }

    /** Groups with local dates: Kiribati and Niue, and every other region in the zone of Havana. */
    private static final String LOCAL = """
            {
              "version": 1,
              "exempt": [],
              "groups": [
                {
                  "id": "1",
                  "regions": ["KI", "NU"],
                  "notice": "2022-10-25T00:00:00Z",
                  "exportsOpen": "2022-11-30",
                  "close": "2023-05-31",
                  "refundBy": "2023-07-31"
                },
                {
                  "id": "2",
                  "regions": "every other",
                  "zone": "America/Havana",
                  "notice": "2022-10-25",
                  "exportsOpen": "2023-01-31",
                  "close": "2023-11-04",
                  "refundBy": "2024-01-31T00:00:00Z"
                }
              ]
            }
            """;

    @Test
    void opensAtTheFirstMomentOfALocalDateAndClosesAtItsLastInAnyZone() {
        Timeline timeline = TimelineDocument.read(LOCAL);

        assertThat(timeline.groups().getFirst().dates())
                .returns(Instant.parse("2022-10-25T00:00:00Z"), Dates::notice)
                .returns(Instant.parse("2022-11-29T10:00:00Z"), Dates::exportsOpen)
                .returns(Instant.parse("2023-06-01T11:00:00Z"), Dates::close)
                .returns(Instant.parse("2023-07-30T10:00:00Z"), Dates::refundBy)
                .returns("on 2022-11-30", Dates::opening)
                .returns("the end of 2023-05-31", Dates::closing)
                .extracting(Dates::promised)
                .isEqualTo(Map.of(
                        DateName.EXPORTS_OPEN, LocalDate.parse("2022-11-30"),
                        DateName.CLOSE, LocalDate.parse("2023-05-31"),
                        DateName.REFUND_BY, LocalDate.parse("2023-07-31")));
        assertThat(timeline.groups().getLast().zone()).contains(ZoneId.of("America/Havana"));
        assertThat(timeline.groups().getLast().dates())
                .returns(Instant.parse("2023-01-31T05:00:00Z"), Dates::exportsOpen)
                .returns(Instant.parse("2023-11-05T04:00:00Z"), Dates::close)
                .returns(Instant.parse("2024-01-31T00:00:00Z"), Dates::refundBy);
    }

    /** From Kiribati to Niue; without them, from the Chatham Islands to Hawaii. */
    @Test
    void takesEveryZoneThatNoOtherGroupHas() {
        String world = LOCAL.replace("[\"KI\", \"NU\"]", "[\"IN\"]").replace("\"zone\": \"America/Havana\",", "");
        String inside = world.replace("\"exempt\": []", "\"exempt\": [\"KI\", \"NU\", \"AS\", \"UM\"]");

        assertThat(TimelineDocument.read(world).groups().getLast().dates())
                .returns(Instant.parse("2023-01-30T10:00:00Z"), Dates::exportsOpen)
                .returns(Instant.parse("2023-11-05T11:00:00Z"), Dates::close);
        assertThat(TimelineDocument.read(inside).groups().getLast().dates())
                .returns(Instant.parse("2023-01-30T10:15:00Z"), Dates::exportsOpen)
                .returns(Instant.parse("2023-11-05T10:00:00Z"), Dates::close);
    }

    /** As if the rules of a zone had changed since the version was published. */
    @Test
    void keepsTheInstantsThatAVersionWasPublishedWith() {
        Timeline published = TimelineDocument.read(LOCAL);
        String dates =
                TimelineDocument.dates(published).toString().replace("2023-06-01T11:00:00Z", "2023-06-01T12:00:00Z");

        Timeline stored = TimelineDocument.read(LOCAL, dates);

        assertThat(TimelineDocument.read(
                        LOCAL, TimelineDocument.dates(published).toString()))
                .isEqualTo(published);
        assertThat(TimelineDocument.write(stored)).isEqualTo(TimelineDocument.write(published));
        assertThat(stored.groups().getFirst().dates().close()).isEqualTo(Instant.parse("2023-06-01T12:00:00Z"));
        TimelineDocument next = Json.read(LOCAL, TimelineDocument.class);
        assertThat(next.timeline(TimelineDocument.known(stored)).groups()).isEqualTo(stored.groups());
        TimelineDocument elsewhere =
                Json.read(LOCAL.replace("\"id\": \"1\",", "\"id\": \"1\", \"zone\": \"UTC\","), TimelineDocument.class);
        assertThat(elsewhere
                        .timeline(TimelineDocument.known(stored))
                        .groups()
                        .getFirst()
                        .dates()
                        .close())
                .isEqualTo(Instant.parse("2023-06-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "\"2023-05-31\"     | \"2023-02-29\"     | groups[0].close is neither a local date of ISO 8601 nor an instant",
                "\"2023-05-31\"     | \"31 May 2023\"    | groups[0].close is neither a local date of ISO 8601 nor an instant",
                "\"2023-05-31\"     | 20230531           | groups[0].close is not valid",
                "\"America/Havana\" | \"America/Miami\"  | groups[1].zone is no time zone, such as Asia/Kolkata",
                "\"America/Havana\" | \"+05:30\"         | groups[1].zone is no time zone, such as Asia/Kolkata",
                "\"zone\"           | \"zones\"          | \"zones\" is not known: the fields are id, regions, zone, notice, exportsOpen, close, refundBy",
                "\"KI\", \"NU\"     | \"HM\"             | the timeline cannot be read: group 1: no time zone of its regions is known: name its zone, or give instants",
            })
    void namesTheDateOrZoneThatIsWrong(String good, String bad, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimelineDocument.read(LOCAL.replace(good, bad)))
                .withMessageEndingWith(fault);
    }

    @Test
    void writesLocalDatesAndZonesAsItReadsThem() {
        assertThat(TimelineDocument.write(TimelineDocument.read(LOCAL))).isEqualTo(Json.read(LOCAL));
    }

    @Test
    void tellsAllThatBreaksTheRules() {
        String bad = GOOD.replace("2023-06-01", "2021-06-01").replace("\"IN\", \"SG\"", "\"IN\", \"IN\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimelineDocument.read(bad))
                .withMessage("the timeline cannot be read: group 1: exports must open before the close;"
                        + " region IN is named twice");
    }

    @Test
    void refusesANameThatIsThereTwice() {
        assertRefused("\"version\": 2,", "\"version\": 3, \"version\": 2,");
    }

    @Test
    void writesWhatItReads() {
        Timeline timeline = TimelineDocument.read(GOOD);

        String written = TimelineDocument.write(timeline).toString();

        assertThat(Json.read(written)).isEqualTo(Json.read(GOOD));
        assertThat(TimelineDocument.read(written)).isEqualTo(timeline);
    }

    private static void assertRefused(String good, String bad) {
        String changed = GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad);
        assertThat(changed).isNotEqualTo(GOOD);
        assertThatIllegalArgumentException().isThrownBy(() -> TimelineDocument.read(changed));
    }
}

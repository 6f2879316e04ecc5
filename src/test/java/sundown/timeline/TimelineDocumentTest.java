package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Region;
import sundown.edge.Json;

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

    @Test
    void tellsAllThatIsWrong() {
        String bad = GOOD.replace("\"version\": 2,", "")
                .replace("2023-06-01", "2021-06-01")
                .replace("\"IN\", \"SG\"", "\"IN\", \"IN\", \"\", 7")
                .replace("\"every other\"", "\"all\"")
                .replace("\"id\": \"2\"", "\"id\": null");

        assertThat(TimelineDraft.read(Json.read(bad)).faults())
                .containsExactly(
                        "version is missing",
                        "group 1: regions, \"\", cannot be used: a region is two capital letters (ISO 3166-1 alpha-2)",
                        "group 1: regions, 7, is not a text",
                        "group number 2: id is missing",
                        "group number 2: regions, \"all\", is not a list of regions",
                        "group 1: exports must open before the close",
                        "region IN is named twice");
    }

    @Test
    void refusesNamesThatItDoesNotKnow() {
        String bad = GOOD.replace("\"version\": 2,", "\"version\": 2, \"exemt\": [],")
                .replaceFirst("\"exportsOpen\"", "\"exportsopen\": 1, \"exportsOpen\"");

        assertThat(TimelineDraft.read(Json.read(bad)).faults())
                .containsExactly(
                        "\"exemt\" is not known: the fields are version, exempt, groups",
                        "group 1: \"exportsopen\" is not known: the fields are id, regions, notice, exportsOpen, close, refundBy");
    }

    @Test
    void refusesANameThatIsThereTwice() {
        assertRefused("\"version\": 2,", "\"version\": 3, \"version\": 2,");
    }

    @Test
    void quotesNoMoreThanIsNeeded() {
        String bad = GOOD.replace("\"IN\"", "\"" + "x".repeat(1_000) + "\"");

        assertThat(TimelineDraft.read(Json.read(bad)).faults())
                .singleElement()
                .asString()
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "\"text\"", "{}"})
    void findsEverythingMissingInWhatIsNoDocument(String json) {
        assertThat(TimelineDraft.read(Json.read(json)).faults())
                .containsExactly("version is missing", "exempt is missing", "groups is missing");
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

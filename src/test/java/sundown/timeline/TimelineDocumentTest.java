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

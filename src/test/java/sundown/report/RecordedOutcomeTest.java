package sundown.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.report.ReportFiles.ReportFile;

class RecordedOutcomeTest {
    private static final String REHEARSAL = """
            {"kind": "rehearsal", "at": "2026-11-29T12:00:00Z", "outcome": "warn",
             "found": ["Three items have no object."],
             "figures": {"users": 200000, "days transfer": 12.125}}
            """;

    @Test
    void readsWhatItWrites() {
        RecordedOutcome read = RecordedOutcome.read(REHEARSAL);

        assertThat(read.figures())
                .isEqualTo(Map.of("users", BigDecimal.valueOf(200_000), "days transfer", new BigDecimal("12.125")));
        assertThat(RecordedOutcome.read(read.write())).isEqualTo(read);
        assertThat(ReportFile.of(read).path()).isEqualTo("outcomes/2026-11-29T12:00:00Z-rehearsal.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "rehearsal"                       | "purge"           | kind is not import or rehearsal
            "warn"                            | "WARN"            | outcome is not pass, warn, or fail
            2026-11-29T12:00:00Z              | ../manifests      | at is not an instant
            "2026-11-29T12:00:00Z"            | 17                | at is not a text
            "Three items have no object."     | " "               | a sentence is empty
            "Three items have no object."     | "one\\ntwo"      | a sentence has a control character
            ["Three items have no object."]   | "Three"           | found is not a list
            "Three items have no object."     | null              | a part is missing or not valid
            12.125                            | "12"              | figures.days transfer is not a number
            days transfer                     | users             | not JSON at line 3
            """)
    void refusesWhatIsNone(String from, String to, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordedOutcome.read(REHEARSAL.replace(from, to)))
                .withMessage(why);
    }

    @Test
    void refusesWhatIsTooMuch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(List.of("x".repeat(2_001)), Map.of()))
                .withMessage("a sentence has more than 2,000 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(
                        IntStream.rangeClosed(0, 200)
                                .mapToObj("Sentence %d."::formatted)
                                .toList(),
                        Map.of()))
                .withMessage("found has more than 200 sentences");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(
                        List.of(),
                        IntStream.rangeClosed(0, 200)
                                .boxed()
                                .collect(Collectors.toMap(String::valueOf, BigDecimal::valueOf))))
                .withMessage("figures are more than 200");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordedOutcome.read(REHEARSAL + " ".repeat(RecordedOutcome.BYTES_MAX)))
                .withMessage("it has more than 65,536 bytes");
    }

    private static RecordedOutcome of(List<String> found, Map<String, BigDecimal> figures) {
        return new RecordedOutcome("import", "2026-11-29T12:00:00Z", RecordedOutcome.PASS, found, figures);
    }
}

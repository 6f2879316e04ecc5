package sundown.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.report.ReportFiles.ReportId;

class ReportIdTest {
    @Test
    void isTheDayInUtc() {
        assertThat(ReportId.on(Instant.parse("2023-01-15T23:59:59Z")).value()).isEqualTo("2023-01-15");
        assertThat(ReportId.on(Instant.parse("2023-01-16T00:00:00Z")).value()).isEqualTo("2023-01-16");
    }

    @Test
    void countsTheReportsOfADay() {
        ReportId second = new ReportId("2023-01-15").next();
        assertThat(second.value()).isEqualTo("2023-01-15-2");
        assertThat(second.next().value()).isEqualTo("2023-01-15-3");
        assertThat(second.next().day()).isEqualTo(LocalDate.of(2023, 1, 15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2023-1-5", "2023-01-15-0", "2023-01-15-", "../2023-01-15", "2023-01-15/x", "2023-13-01"})
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportId(text));
    }
}

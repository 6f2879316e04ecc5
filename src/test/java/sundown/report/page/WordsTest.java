package sundown.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 bytes",
                "1 | 1 byte",
                "999 | 999 bytes",
                "1000 | 1 kB",
                "1234 | 1.23 kB",
                "999999 | 999 kB",
                "12345678 | 12.3 MB",
                "3400000000 | 3.4 GB",
                "9223372036854775807 | 9.22 EB"
            })
    void sizesHaveThreeDigits(long bytes, String words) {
        assertThat(plain(Words.size(bytes))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1000 | 0 %",
                "1 | 1000 | under 1 %",
                "4 | 1000 | under 1 %",
                "610 | 1000 | 61 %",
                "996 | 1000 | over 99 %",
                "1000 | 1000 | 100 %",
                "0 | 0 | –"
            })
    void aShareIsNeverRoundedToNothingOrAll(long part, long whole, String words) {
        assertThat(plain(Words.share(part, whole))).isEqualTo(words);
    }

    @Test
    void numbersAreGrouped() {
        assertThat(plain(Words.users(12_300))).isEqualTo("12,300 users");
        assertThat(plain(Words.users(1))).isEqualTo("1 user");
        assertThat(plain(Words.brief(160_000))).isEqualTo("160 k");
        assertThat(plain(Words.brief(2_500_000))).isEqualTo("2.5 M");
        assertThat(Words.brief(80)).isEqualTo("80");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"123450 | EUR | 1,234.50 EUR", "1200 | JPY | 1,200 JPY", "59500 | KWD | 59.500 KWD"})
    void moneyHasThePlacesOfItsCurrency(long minorUnits, String currency, String words) {
        assertThat(plain(Words.money(minorUnits, currency))).isEqualTo(words);
    }

    @Test
    void aGroupThatClosesAtMidnightIsOpenUntilTheDayBefore() {
        Instant close = Instant.parse("2023-06-01T00:00:00Z");
        assertThat(Words.day(Words.lastDayBefore(close))).isEqualTo("31 May 2023");
        assertThat(Words.day(close)).isEqualTo("1 June 2023");
        assertThat(Words.shortDay(close)).isEqualTo("1 Jun 2023");
    }

    /** No break may come between a figure and what it counts. */
    private static String plain(String words) {
        assertThat(words).doesNotContain(" ");
        return words.replace('\u00A0', ' ');
    }
}

package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTimesTest {
    private static final int DOS_TIME = 10;
    private static final int UNIX_TIME = 30 + "a".length() + 5;

    @ParameterizedTest
    @CsvSource({
        "1980-01-01T00:00:00Z, 0021, 0000",
        "2020-01-02T03:04:05Z, 5022, 1882",
        "2107-12-31T23:59:59Z, ff9f, bf7d",
        "1979-12-31T23:59:59Z, 0021, 0000",
        "-1000000000-01-01T00:00:00Z, 0021, 0000",
        "2108-01-01T00:00:00Z, ff9f, bf7d",
        "+1000000000-12-31T23:59:59Z, ff9f, bf7d",
    })
    void theDosTimeIsTheNearestThatThereIs(Instant modified, String date, String time) {
        assertThat(header(modified).getInt(DOS_TIME)).isEqualTo(Integer.parseUnsignedInt(date + time, 16));
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00.9Z, 0",
        "1969-12-31T23:59:59.9Z, -1",
        "2038-01-19T03:14:07Z, 2147483647",
        "2038-01-19T03:14:08Z, 2147483647",
        "1901-12-13T20:45:52Z, -2147483648",
        "1901-12-13T20:45:51Z, -2147483648",
        "+1000000000-12-31T23:59:59Z, 2147483647",
    })
    void theUnixTimeIsTheNearestThatThereIs(Instant modified, int seconds) {
        assertThat(header(modified).getInt(UNIX_TIME)).isEqualTo(seconds);
    }

    private static ByteBuffer header(Instant modified) {
        return Headers.local(new ZipEntry("a", 1, modified, Given.salt(1))).order(ByteOrder.LITTLE_ENDIAN);
    }
}

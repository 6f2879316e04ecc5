package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerDatesTest {
    private static final Instant NOW = Instant.parse("2027-08-02T09:04:05Z");

    /** Servers of others write the name as they like, and send a head in pieces. */
    @ParameterizedTest
    @ValueSource(strings = {"Date", "date", "DATE"})
    void areTheCloudsHoweverTheHeadComes(String name) throws IOException {
        String head = "HTTP/1.1 200 OK\r\n" + name + ": %s\r\nContent-Length: 4\r\n\r\nbody";
        byte[] sent = head.formatted("Tue, 15 Nov 1994 08:12:31 GMT").getBytes(StandardCharsets.US_ASCII);
        AnswerDates dates = new AnswerDates(Clock.fixed(NOW, ZoneOffset.UTC));
        ByteArrayOutputStream received = new ByteArrayOutputStream();

        dates.expectHead();
        dates.pass(byteByByte(sent), received);

        assertThat(received.toString(StandardCharsets.US_ASCII))
                .isEqualTo(head.formatted("Mon, 02 Aug 2027 09:04:05 GMT"));
    }

    private static InputStream byteByByte(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int from, int length) {
                return super.read(buffer, from, Math.min(length, 1));
            }
        };
    }
}

package sundown.local.emulators;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Passes the answers of a server on, with the date of this machine's cloud in place of the server's: both have the same
 * length. Only the head of an answer is changed, never a body.
 */
final class AnswerDates {
    /** RFC 9110, section 5.6.7: always 29 characters. */
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final byte[] NAME = "\r\nDate: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 64 * 1024;

    private final Clock clock;
    private final AtomicBoolean headFollows = new AtomicBoolean();

    AnswerDates(Clock clock) {
        this.clock = clock;
    }

    /** A request is about to be passed on: what comes next is the head of its answer. */
    void expectHead() {
        headFollows.set(true);
    }

    void pass(InputStream server, OutputStream client) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = server.read(buffer); read >= 0; read = server.read(buffer)) {
            int length = read;
            if (headFollows.getAndSet(false)) {
                length = readHead(server, buffer, read);
                set(buffer, length);
            }
            client.write(buffer, 0, length);
        }
    }

    /** A head may come in pieces. */
    private static int readHead(InputStream server, byte[] buffer, int from) throws IOException {
        int length = from;
        while (length < buffer.length && indexOf(END, buffer, length) < 0) {
            int read = server.read(buffer, length, buffer.length - length);
            if (read < 0) {
                return length;
            }
            length += read;
        }
        return length;
    }

    private void set(byte[] buffer, int length) {
        byte[] date = FORM.format(clock.instant()).getBytes(StandardCharsets.US_ASCII);
        int end = indexOf(END, buffer, length);
        int name = indexOf(NAME, buffer, end < 0 ? length : end);
        int from = name + NAME.length;
        if (name >= 0 && from + date.length <= length) {
            System.arraycopy(date, 0, buffer, from, date.length);
        }
    }

    /** Without regard to the case of letters in names of headers (RFC 9110, section 5.1). */
    private static int indexOf(byte[] wanted, byte[] buffer, int length) {
        for (int from = 0; from + wanted.length <= length; from++) {
            if (matches(wanted, buffer, from)) {
                return from;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] wanted, byte[] buffer, int from) {
        for (int i = 0; i < wanted.length; i++) {
            if (Character.toLowerCase((char) wanted[i]) != Character.toLowerCase((char) buffer[from + i])) {
                return false;
            }
        }
        return true;
    }
}

package sundown.local.google.uploads;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import sundown.local.http.Unanswered;

/** A body with a connection that breaks after some bytes. */
final class BreakingStream extends FilterInputStream {
    private long left;

    private BreakingStream(InputStream in, long bytes) {
        super(in);
        this.left = bytes;
    }

    static InputStream of(InputStream body, OptionalLong breaksOffAfter) {
        return breaksOffAfter.isPresent() ? new BreakingStream(body, breaksOffAfter.getAsLong()) : body;
    }

    @Override
    public int read() throws IOException {
        breakAtEnd();
        int read = super.read();
        left--;
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        breakAtEnd();
        int read = super.read(buffer, offset, (int) Math.min(length, left));
        left -= read;
        return read;
    }

    private void breakAtEnd() {
        if (left <= 0) {
            throw Unanswered.dropped();
        }
    }
}

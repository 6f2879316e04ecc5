package sundown.transfer;

import java.net.URI;

/**
 * An open upload in chunks.
 *
 * @param address the destination of its chunks; a secret, because it authorizes to send them
 * @param granularity every chunk except the last is a multiple of this number of bytes
 */
public record UploadSession(URI address, long granularity) {
    public UploadSession {
        if (granularity < 1) {
            throw new IllegalArgumentException("a granularity is at least 1 byte");
        }
    }

    @Override
    public String toString() {
        return "UploadSession[***]";
    }
}

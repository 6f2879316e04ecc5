package sundown.transfer;

import java.net.URI;

/**
 * An upload in chunks that has been opened.
 *
 * @param address where its chunks go; whoever knows it may send them
 * @param granularity every chunk but the last is a multiple of so many bytes
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

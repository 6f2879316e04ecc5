package sundown.cli.adopt;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file to read, as it was when it was found.
 *
 * @param version the time of its last change, or its ETag
 */
public record Source(Place place, long bytes, String version, Content content) {
    /** Opens a file from its beginning. */
    public interface Content {
        InputStream open() throws IOException;
    }

    InputStream open() throws IOException {
        return content.open();
    }

    @Override
    public String toString() {
        return place.toString();
    }
}

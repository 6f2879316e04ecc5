package sundown.aws.s3;

import java.io.ByteArrayInputStream;
import software.amazon.awssdk.core.sync.RequestBody;

/** Bytes as the body of a request, read from the array as they are sent: the SDK's own way would copy it first. */
final class S3Body {
    private static final String TYPE = "application/octet-stream";

    private S3Body() {}

    /** The first so many bytes of an array. */
    static RequestBody of(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes, 0, length), length, TYPE);
    }
}

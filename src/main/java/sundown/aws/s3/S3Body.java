package sundown.aws.s3;

import java.io.ByteArrayInputStream;
import software.amazon.awssdk.core.sync.RequestBody;

/** A request body that is read from an array while it is sent. The SDK's own body would copy the array first. */
final class S3Body {
    private static final String TYPE = "application/octet-stream";

    private S3Body() {}

    /** The first bytes of an array. */
    static RequestBody of(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes, 0, length), length, TYPE);
    }
}

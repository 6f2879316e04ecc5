package sundown.cli.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The bytes of an object as it was listed, range by range: a connection that breaks off costs one range, which the
 * client reads again, and an object that changes meanwhile ends the stream with a failure.
 */
final class S3Stream extends InputStream {
    /** Some ten objects may be open at once. */
    private static final int RANGE = 4 << 20;

    private static final int PRECONDITION_FAILED = 412;

    private final S3Client client;
    private final String bucket;
    private final S3Object object;
    private byte[] range = new byte[0];
    private int at;

    /** Where the next range begins. */
    private long next;

    S3Stream(S3Client client, String bucket, S3Object object) {
        this.client = client;
        this.bucket = bucket;
        this.object = object;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (at == range.length && next == object.size()) {
            return -1;
        }
        if (at == range.length) {
            fill();
        }
        int got = Math.min(length, range.length - at);
        System.arraycopy(range, at, buffer, offset, got);
        at += got;
        return got;
    }

    private void fill() throws IOException {
        long last = Math.min(next + RANGE, object.size()) - 1;
        try {
            range = client.getObjectAsBytes(request -> request.bucket(bucket)
                            .key(object.key())
                            .ifMatch(object.eTag())
                            .range("bytes=%d-%d".formatted(next, last)))
                    .asByteArrayUnsafe();
        } catch (SdkException failed) {
            throw new IOException(S3Place.SCHEME + bucket + "/" + object.key() + why(failed), failed);
        }
        at = 0;
        next += range.length;
    }

    private static String why(SdkException failed) {
        return failed instanceof S3Exception answer && answer.statusCode() == PRECONDITION_FAILED
                ? " changed while it was read."
                : " cannot be read: " + S3Place.why(failed);
    }
}

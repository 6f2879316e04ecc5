package sundown.archive;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sundown.gallery.ETag;
import sundown.gallery.ObjectKey;

/**
 * Stores volumes: they are uploaded part by part, and downloaded by links.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">multipart upload</a>
 */
public interface VolumeStorage {
    /** Identifies an unfinished upload of a volume, as the storage does. */
    record UploadId(String value) {
        public UploadId {
            if (value.isEmpty() || value.length() > 1024) {
                throw new IllegalArgumentException("an upload id has 1 to 1,024 characters");
            }
        }
    }

    /** A part that the storage has. */
    record UploadedPart(int number, long bytes, ETag etag) {}

    /** Begins the upload of a volume. The volume is invisible until the upload is completed. */
    UploadId begin(ObjectKey volume);

    /** The parts that an unfinished upload has, by number; nothing if the upload does not exist (any longer). */
    Optional<List<UploadedPart>> parts(ObjectKey volume, UploadId upload);

    /**
     * Uploads a part; one that is there already is replaced.
     *
     * @param number from 1 to 10,000
     * @param bytes of which the first {@code length} are taken; they are not changed and not held after the call
     * @return the part, or nothing if the upload does not exist (any longer)
     */
    Optional<UploadedPart> upload(ObjectKey volume, UploadId upload, int number, byte[] bytes, int length);

    /**
     * Makes the volume of all parts.
     *
     * @param parts by number, without a gap
     * @return false when there is no such upload (any more)
     */
    boolean complete(ObjectKey volume, UploadId upload, List<UploadedPart> parts);

    /** Ends an unfinished upload and removes its parts; one that is not there is fine. */
    void abort(ObjectKey volume, UploadId upload);

    /** How many bytes a completed volume has, or nothing if there is none. */
    OptionalLong size(ObjectKey volume);

    /** Opens a completed volume, or nothing if there is none; the reader closes the stream. */
    Optional<InputStream> open(ObjectKey volume);

    /**
     * Makes a link with which anyone can download a volume for a while. It is a secret, and made without asking
     * anybody.
     *
     * @param fileName under which browsers save it; letters, digits, {@code -} and {@code .}
     * @param life at least a second
     */
    URI link(ObjectKey volume, String fileName, Duration life);
}

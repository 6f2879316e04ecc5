package sundown.archive;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.Digests;
import sundown.gallery.ObjectKey;

/** The unfinished uploads of a bucket, under S3's rules. */
final class UnfinishedUploads {
    private static final int MOST_PARTS = 10_000;

    private final int minimumPart;
    private final NavigableMap<String, Upload> uploads = new TreeMap<>();
    private long begun;

    /** No uploads; every part except the last must have at least this many bytes. */
    UnfinishedUploads(int minimumPart) {
        this.minimumPart = minimumPart;
    }

    /** An upload and the parts that it has. */
    private record Upload(ObjectKey key, NavigableMap<Integer, byte[]> parts) {}

    UploadId begin(ObjectKey key) {
        UploadId id = new UploadId("upload-" + ++begun);
        uploads.put(id.value(), new Upload(key, new TreeMap<>()));
        return id;
    }

    Optional<UploadedPart> put(ObjectKey key, UploadId id, int number, byte[] bytes) {
        if (number < 1 || number > MOST_PARTS) {
            throw new IllegalArgumentException("parts are numbered from 1 to 10,000");
        }
        return find(key, id).map(upload -> {
            upload.parts().put(number, bytes);
            return uploaded(number, bytes);
        });
    }

    /** Joins all parts and ends the upload. */
    Optional<byte[]> complete(ObjectKey key, UploadId id, List<UploadedPart> parts) {
        return find(key, id).map(upload -> {
            byte[] whole = joined(upload, parts);
            uploads.remove(id.value());
            return whole;
        });
    }

    void abort(ObjectKey key, UploadId id) {
        find(key, id).ifPresent(ignored -> uploads.remove(id.value()));
    }

    void abortBelow(String prefix) {
        uploads.values().removeIf(upload -> upload.key().value().startsWith(prefix));
    }

    /** The keys of all. */
    List<ObjectKey> keys() {
        return uploads.values().stream().map(Upload::key).toList();
    }

    private Optional<Upload> find(ObjectKey key, UploadId id) {
        return Optional.ofNullable(uploads.get(id.value()))
                .filter(upload -> upload.key().equals(key));
    }

    private byte[] joined(Upload upload, List<UploadedPart> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (UploadedPart part : parts) {
            byte[] bytes = present(upload.parts(), part);
            if (bytes.length < minimumPart && !part.equals(parts.getLast())) {
                throw new PermanentFailure("a part is too small");
            }
            whole.writeBytes(bytes);
        }
        return whole.toByteArray();
    }

    private static byte[] present(Map<Integer, byte[]> parts, UploadedPart part) {
        return Optional.ofNullable(parts.get(part.number()))
                .filter(bytes -> Digests.etag(bytes).equals(part.etag()))
                .orElseThrow(() -> new RetryableFailure("a part is not there, or not any more"));
    }

    private static UploadedPart uploaded(int number, byte[] bytes) {
        return new UploadedPart(number, Digests.etag(bytes));
    }
}

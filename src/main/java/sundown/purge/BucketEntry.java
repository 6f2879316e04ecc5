package sundown.purge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import sundown.edge.Json;
import sundown.gallery.GalleryObjects.ETag;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketListing.PurgedBucket;

/**
 * An entry in a bucket.
 *
 * @param bytes its size; 0 for a marker, and for an upload, whose parts are not counted
 * @param etag of a version
 * @param shared true where other users may have {@linkplain sundown.gallery.Claims claims} on the object
 */
@RegisterForReflection
public record BucketEntry(
        PurgedBucket bucket,
        ObjectKey key,
        VersionId version,
        Kind kind,
        long bytes,
        Optional<ETag> etag,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean shared) {
    /** The kinds of entries that a bucket may keep under a key. */
    public enum Kind {
        /** A version of an object, current or not. */
        VERSION,
        /** A delete marker: it hides the versions below it and keeps nothing itself. */
        MARKER,
        /** A multipart upload that has not ended; no listing of objects shows its parts. */
        UPLOAD
    }

    /**
     * The id of a version, of a delete marker, or of an upload, which tells the entries under one key apart.
     *
     * @param value {@code null} for objects that were stored while the bucket kept no versions, as S3 calls it
     */
    @RegisterForReflection
    public record VersionId(@JsonValue String value) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public VersionId {
            if (value.isBlank() || value.length() > 1024) {
                throw new IllegalArgumentException("a version id has 1 to 1,024 characters");
            }
        }
    }

    public BucketEntry {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes are negative");
        }
    }

    /** A version of an object. */
    public static BucketEntry version(PurgedBucket bucket, ObjectKey key, VersionId version, long bytes, ETag etag) {
        return new BucketEntry(bucket, key, version, Kind.VERSION, bytes, Optional.of(etag), false);
    }

    /** A delete marker. */
    public static BucketEntry marker(PurgedBucket bucket, ObjectKey key, VersionId version) {
        return new BucketEntry(bucket, key, version, Kind.MARKER, 0, Optional.empty(), false);
    }

    /** An unfinished upload. */
    public static BucketEntry upload(PurgedBucket bucket, ObjectKey key, VersionId upload) {
        return new BucketEntry(bucket, key, upload, Kind.UPLOAD, 0, Optional.empty(), false);
    }

    boolean isUpload() {
        return kind == Kind.UPLOAD;
    }

    /** Returns the entry with another mark of whether others may have claims on its object. */
    public BucketEntry ofSharing(boolean others) {
        return new BucketEntry(bucket, key, version, kind, bytes, etag, others);
    }

    /**
     * The entry as a line of JSON in a user's part of a manifest, without the line end. Its members are always in the
     * same order.
     */
    public String write() {
        return Json.write(this);
    }

    /**
     * Reads a line of a manifest.
     *
     * @throws IllegalArgumentException if the line is no entry
     */
    public static BucketEntry read(String line) {
        return Json.read(line, BucketEntry.class);
    }

    /**
     * The number and size of entries.
     *
     * @param bytes of the versions
     * @param shared entries of objects on which others may have claims. They count here alone, and for each of their
     *     users: one who is deleted gives them up, and the last deletes them
     */
    @RegisterForReflection
    public record Totals(
            long versions,
            long markers,
            long uploads,
            long bytes,

            @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
            long shared) {
        public static final Totals NONE = new Totals(0, 0, 0, 0);

        public Totals {
            if (versions < 0 || markers < 0 || uploads < 0 || bytes < 0 || shared < 0) {
                throw new IllegalArgumentException("a count is negative");
            }
        }

        /** The totals of a user's own entries. */
        public Totals(long versions, long markers, long uploads, long bytes) {
            this(versions, markers, uploads, bytes, 0);
        }

        /** The totals with one entry more. */
        public Totals plus(BucketEntry entry) {
            if (entry.shared()) {
                return plus(new Totals(0, 0, 0, 0, 1));
            }
            return plus(
                    switch (entry.kind()) {
                        case VERSION -> new Totals(1, 0, 0, entry.bytes());
                        case MARKER -> new Totals(0, 1, 0, 0);
                        case UPLOAD -> new Totals(0, 0, 1, 0);
                    });
        }

        /** The sum of both. */
        public Totals plus(Totals other) {
            return new Totals(
                    versions + other.versions,
                    markers + other.markers,
                    uploads + other.uploads,
                    bytes + other.bytes,
                    shared + other.shared);
        }

        /** The number of all entries: versions, markers, uploads, and shared ones. */
        public long entries() {
            return versions + markers + uploads + shared;
        }
    }
}

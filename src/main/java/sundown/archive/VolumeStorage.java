package sundown.archive;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryObjects.ETag;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/**
 * Stores volumes: they are uploaded part by part, and downloaded by links. Each attempt at a volume has a key of its
 * own: {@code <group>/<userId>/<archiveId>/<n>/<attempt>.zip}, whatever the layout of the gallery.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">multipart upload</a>
 */
public interface VolumeStorage {
    /** The key of the attempt at a volume that counts. */
    static ObjectKey key(GroupId group, Volume volume) {
        return new ObjectKey(
                prefix(group, volume.user(), volume.archive()) + volume.number() + "/" + volume.attempt() + ".zip");
    }

    /** The prefix of all objects of one archive. */
    static String prefix(GroupId group, UserId user, ArchiveId archive) {
        return BucketLayout.ARCHIVES.prefix(group, user) + archive + "/";
    }

    /** Identifies an unfinished upload of a volume, as the storage does. */
    record UploadId(String value) {
        public UploadId {
            if (value.isEmpty() || value.length() > 1024) {
                throw new IllegalArgumentException("an upload id has 1 to 1,024 characters");
            }
        }
    }

    /** A part that the storage has. */
    record UploadedPart(int number, ETag etag) {}

    /** Begins the upload of a volume. The volume is invisible until the upload is completed. */
    UploadId begin(ObjectKey volume);

    /**
     * Uploads a part. A part that is there already is replaced.
     *
     * @param number from 1 to 10,000
     * @param bytes of which the first {@code length} are taken; they are not changed and not held after the call
     * @return the part, or nothing if the upload does not exist (any longer)
     */
    Optional<UploadedPart> upload(ObjectKey volume, UploadId upload, int number, byte[] bytes, int length);

    /**
     * Makes the volume of all parts. When an answer was lost, the next call finds the volume.
     *
     * @param parts by number, without a gap
     * @return false when there is no such upload (any more), and no such volume
     */
    boolean complete(ObjectKey volume, UploadId upload, List<UploadedPart> parts);

    /** Ends an unfinished upload and removes its parts. Does nothing if there is no such upload. */
    void abort(ObjectKey volume, UploadId upload);

    /**
     * Makes a link with which anyone can download a volume for a while. It is a secret, and made without asking
     * anybody.
     *
     * @param fileName under which browsers save it; letters, digits, {@code -} and {@code .}
     * @param life at least a second
     */
    URI link(ObjectKey volume, String fileName, Duration life);

    /** The archives of a user that have any volumes or unfinished uploads. */
    Set<ArchiveId> archives(GroupId group, UserId user);

    /**
     * Removes the volumes of an archive, except for those that are kept, and ends its unfinished uploads. A repetition
     * changes nothing.
     */
    void remove(GroupId group, UserId user, ArchiveId archive, Set<ObjectKey> kept);
}

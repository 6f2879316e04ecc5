package sundown.archive;

import java.io.InputStream;
import java.util.Optional;
import sundown.account.UserId;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/** Small objects beside the volumes, plans for example; and the removal of everything that has had its time. */
public interface ArchiveFiles {
    /** Writes an object. */
    void write(ObjectKey key, byte[] bytes);

    /** Opens an object from an offset to its end, or nothing when there is none; the reader closes the stream. */
    Optional<InputStream> read(ObjectKey key, long offset);

    /**
     * Removes all objects of a user's archives and ends their unfinished uploads, but for those of one archive. Doing so
     * twice changes nothing.
     *
     * @param kept the archive that is current, if it has not ended
     */
    void removeAllBut(Optional<ArchiveId> kept, GroupId group, UserId user);
}

package sundown.archive;

import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/** Stores small objects beside the volumes, such as plans, and removes everything of an archive. */
public interface ArchiveFiles {
    /** Writes an object. */
    void write(ObjectKey key, byte[] bytes);

    /** Opens an object from an offset to its end, or nothing if there is none; the reader closes the stream. */
    Optional<InputStream> read(ObjectKey key, long offset);

    /** The archives of a user that have any objects or unfinished uploads. */
    Set<ArchiveId> archives(GroupId group, UserId user);

    /** Removes all objects of an archive and ends its unfinished uploads. A repetition changes nothing. */
    void remove(GroupId group, UserId user, ArchiveId archive);
}

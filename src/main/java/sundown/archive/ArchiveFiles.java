package sundown.archive;

import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/** Small objects beside the volumes, plans for example; and the removal of everything that has had its time. */
public interface ArchiveFiles {
    /** Writes an object. */
    void write(ObjectKey key, byte[] bytes);

    /** Opens an object from an offset to its end, or nothing when there is none; the reader closes the stream. */
    Optional<InputStream> read(ObjectKey key, long offset);

    /** The archives of a user of which there is anything: objects or unfinished uploads. */
    Set<ArchiveId> archives(GroupId group, UserId user);

    /** Removes all objects of an archive and ends its unfinished uploads. Doing so twice changes nothing. */
    void remove(GroupId group, UserId user, ArchiveId archive);
}

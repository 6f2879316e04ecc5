package sundown.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;

/** The archives and their volumes. What is read is as it is after every save that came before. */
public interface ArchiveStore {
    /** The user's current archive. */
    Optional<Archive> find(UserId user);

    /**
     * Saves an archive if nobody did since this one was read: the version stored is still its own (none for 0).
     *
     * @return the archive with its new version, or nothing when somebody was faster
     */
    Optional<Archive> save(Archive archive);

    /** The volumes that were saved so far, by number. */
    List<Volume> volumes(Archive archive);

    /** One of them. */
    Optional<Volume> volume(Archive archive, int number);

    /**
     * Saves a volume if nobody did since this one was read.
     *
     * @return the volume with its new version, or nothing when somebody was faster
     */
    Optional<Volume> save(Volume volume);

    /** Users whose archive is to be looked after at this time; a few at a time, those that wait longest first. */
    List<UserId> due(Instant now, int limit);
}

package sundown.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;
import sundown.sweep.Wake;

/** Stores archives and their volumes. Reads are strongly consistent, unless marked. */
public interface ArchiveStore {
    /** The user's current archive. */
    Optional<Archive> find(UserId user);

    /** The archives of several users, with few calls. */
    Found<Archive> findAll(List<UserId> users);

    /**
     * Saves an archive if the stored row still has its version, or if there is no row and its version is 0.
     *
     * @return the archive with its new version, or nothing if another save was faster
     */
    Optional<Archive> save(Archive archive);

    /** The volumes of the plan that is in force, by number. */
    List<Volume> listVolumes(Archive archive);

    /** A volume of the plan that is in force. */
    Optional<Volume> findVolume(Archive archive, int number);

    /**
     * Saves a volume, like an archive.
     *
     * @return the volume with its new version, or nothing if another save was faster
     */
    Optional<Volume> save(Volume volume);

    /**
     * The users of a shard with an archive that is due at this time: at most this many, the longest waiting first.
     *
     * @param shard one of those that {@link Archive#shard} names
     */
    @EventuallyConsistent
    List<UserId> listDue(int shard, Instant now, int limit);

    /**
     * All users of a shard with an archive that will be due, also where its time is far off, the longest waiting first;
     * a page at a time. An archive that moves to a later time meanwhile is listed there again.
     *
     * @param after the last one of the page before
     */
    @EventuallyConsistent
    List<Wake> listWaiting(int shard, Optional<Wake> after, int limit);
}

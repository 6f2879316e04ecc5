package sundown.archive;

import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.gallery.Tally;
import sundown.secret.SealedSecret;
import sundown.timeline.GroupId;

/**
 * A user's current archive: one row, changed only as a whole and only when nobody else changed it since it was read.
 *
 * @param group under which its objects lie, whatever the timeline says later
 * @param password sealed; gone when the archive has ended
 * @param gallery what the gallery held when the archive was asked for
 * @param contents known once it is planned
 * @param cleanAt when objects of archives that have ended are to be removed, this one's or earlier ones'
 * @param version counts up with each save; 0 before the first
 */
public record Archive(
        UserId user,
        ArchiveId id,
        GroupId group,
        Optional<SealedSecret> password,
        Tally gallery,
        ArchiveState state,
        Optional<Contents> contents,
        Downloads downloads,
        Instant createdAt,
        Optional<Instant> cleanAt,
        long version) {

    /** The message that has its plan made. */
    public ArchiveMessage planning(Correlation correlation) {
        return new ArchiveMessage(user, id, ArchiveMessage.PLAN, correlation);
    }

    /** The message that has a volume of it built. */
    public ArchiveMessage building(int volume, Correlation correlation) {
        return new ArchiveMessage(user, id, volume, correlation);
    }

    /** The same in another state. */
    public Archive in(ArchiveState next) {
        return new Archive(user, id, group, password, gallery, next, contents, downloads, createdAt, cleanAt, version);
    }

    /** The same, planned. */
    public Archive with(Contents planned) {
        return new Archive(
                user,
                id,
                group,
                password,
                gallery,
                state,
                Optional.of(planned),
                downloads,
                createdAt,
                cleanAt,
                version);
    }

    /** The same with other downloads. */
    public Archive with(Downloads next) {
        return new Archive(user, id, group, password, gallery, state, contents, next, createdAt, cleanAt, version);
    }

    /** The same without its password. */
    public Archive withoutPassword() {
        return new Archive(
                user, id, group, Optional.empty(), gallery, state, contents, downloads, createdAt, cleanAt, version);
    }

    /** The same, to be cleaned at another time, or never. */
    public Archive cleanedAt(Optional<Instant> next) {
        return new Archive(user, id, group, password, gallery, state, contents, downloads, createdAt, next, version);
    }

    /** The same as the store holds it after one more save. */
    public Archive saved() {
        return new Archive(
                user, id, group, password, gallery, state, contents, downloads, createdAt, cleanAt, version + 1);
    }
}

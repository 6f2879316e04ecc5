package sundown.transfer;

import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.secret.SealedSecret;

/**
 * A user's current transfer: one row, changed only as a whole and only when nobody else changed it since it was read.
 *
 * @param grant the sealed refresh token; gone when nothing is left to do with it
 * @param room whether the account has room for what is still to come
 * @param switches how often the user has changed the library account
 * @param version counts up with each save; 0 before the first
 */
public record Transfer(
        UserId user,
        TransferId id,
        LibraryAccount account,
        Optional<SealedSecret> grant,
        TransferState state,
        RoomCheck room,
        Progress progress,
        int switches,
        Instant startedAt,
        long version) {

    /** The message for the batch that comes next. */
    public TransferMessage message(Correlation correlation) {
        return new TransferMessage(user, id, progress.batch(), correlation);
    }

    /** The counts so far. */
    public Counts counts() {
        return progress.counts();
    }

    /** The same in another state. */
    public Transfer in(TransferState next) {
        return new Transfer(user, id, account, grant, next, room, progress, switches, startedAt, version);
    }

    /** The same, further on. */
    public Transfer with(Progress next) {
        return new Transfer(user, id, account, grant, state, room, next, switches, startedAt, version);
    }

    /** The same with another grant, or none. */
    public Transfer granted(Optional<SealedSecret> next) {
        return new Transfer(user, id, account, next, state, room, progress, switches, startedAt, version);
    }

    /** The same with another answer to the question of room. */
    public Transfer with(RoomCheck check) {
        return new Transfer(user, id, account, grant, state, check, progress, switches, startedAt, version);
    }

    /** The same as the store holds it after one more save. */
    public Transfer saved() {
        return new Transfer(user, id, account, grant, state, room, progress, switches, startedAt, version + 1);
    }
}

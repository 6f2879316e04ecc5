package sundown.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/** How far each user is known to be reached with what they are told. Reads are strongly consistent. */
public interface ReachStore {
    /** How far a user is reached, later ones over earlier ones. The names are stable. */
    @RegisterForReflection
    enum Reach {
        /** No letter has gone to them, and they have not looked. */
        NOT_WRITTEN_TO,
        /** Letters have gone to them, and nobody knows what became of them. */
        SENT,
        /** They have no address, or a letter to them came back or was called spam. */
        NOT_REACHABLE,
        /** A letter was delivered to them, or they have looked themselves. */
        REACHED
    }

    /** What is noted of several users, with few calls; nothing of a user of whom nothing was noted. */
    Found<Reach> findAll(List<UserId> users);

    /** Notes how far a user is reached, unless as much is noted. Only news costs a write. */
    void note(UserId user, Reach reach, Instant at);
}

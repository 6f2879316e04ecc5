package sundown.purge;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;

/** Deletes of one account what the approved manifest names; runs once per message of the purge queue. */
@Singleton
public final class PurgeAccountFunction {
    private final QueueEdge edge;
    private final AccountPurge accounts;

    PurgeAccountFunction(QueueEdge edge, AccountPurge accounts) {
        this.edge = edge;
        this.accounts = accounts;
    }

    /** Takes {@link PurgeMessage}s. */
    @Funq("purge-account")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, PurgeMessage::read, accounts::purge);
    }
}

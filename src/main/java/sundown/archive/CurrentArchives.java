package sundown.archive;

import jakarta.inject.Singleton;
import java.time.Clock;
import sundown.account.UserId;
import sundown.timeline.Exports;
import sundown.timeline.Phase;

/** The caller's archive, as far as he may still have it. */
@Singleton
final class CurrentArchives {
    private final Exports exports;
    private final ArchiveStore archives;
    private final Clock clock;

    CurrentArchives(Exports exports, ArchiveStore archives, Clock clock) {
        this.exports = exports;
        this.archives = archives;
        this.clock = clock;
    }

    /** An archive and when it ends. */
    record Current(Archive archive, Exports.Open open) {}

    /**
     * Finds it.
     *
     * @throws sundown.edge.Problem when there is none, it is past its end, or it was deleted; whatever the storage
     *     still holds
     */
    Current of(UserId user) {
        Exports.Open open = exports.of(user);
        Archive archive = archives.find(user)
                .orElseThrow(() -> ArchiveProblems.noArchive().asException());
        Archive now = ArchiveRules.ending(archive, open.dates().close(), clock.instant())
                .orElse(archive);
        if (now.state() instanceof ArchiveState.Ended ended) {
            refuse(ended, open);
        }
        return new Current(now, open);
    }

    private static void refuse(ArchiveState.Ended ended, Exports.Open open) {
        switch (ended.why()) {
            case EXPIRED -> throw ArchiveProblems.expired().asException();
            case CLOSED -> throw Exports.notOpen(Phase.CLOSED, open.dates()).asException();
            case DELETED -> throw ArchiveProblems.deleted().asException();
            case GAVE_UP -> {
                // He is to see what happened.
            }
        }
    }
}

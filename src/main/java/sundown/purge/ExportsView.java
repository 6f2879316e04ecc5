package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import sundown.closing.Census;

/**
 * What the users of a closed group have taken out, for operators; each is counted once.
 *
 * @param neither who have taken nothing
 * @param running of whom something is still at work
 */
@RegisterForReflection
public record ExportsView(long users, long moved, long downloaded, long both, long neither, long running) {
    /** The view of a census. */
    static ExportsView of(Census census) {
        return new ExportsView(
                census.users(), census.moved(), census.downloaded(), census.both(), census.neither(), census.running());
    }
}

package sundown.job;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Into how many chunks a deployment splits the users of each group. No group may have users in a chunk beyond them,
 * because no job would visit those.
 *
 * @param number at least as many as the photo cloud spreads its users over; from 1 to {@value #MOST}
 */
public record GroupChunks(int number) {
    /** A job's row lists the chunks that have come to their end; this number of them takes some 16 KB. */
    public static final int MOST = 4_096;

    public GroupChunks {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("a group has no such number of chunks");
        }
    }

    static final class Producer {
        @Produces
        @Singleton
        GroupChunks chunks(@ConfigProperty(name = "GROUP_CHUNKS") int number) {
            return new GroupChunks(number);
        }
    }
}

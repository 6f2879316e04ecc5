package sundown.job;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;
import sundown.timeline.GroupId;

/** The users of each group, spread over chunks by a hash of their ids. */
public interface GroupUsers {
    /**
     * Lists the users in a chunk of a group, in the order of their ids, a page at a time. The list may be a moment
     * behind.
     *
     * @param chunk from 0, below the number of {@link GroupChunks}
     * @param after the last user of the page before
     */
    @EventuallyConsistent
    List<UserId> list(GroupId group, int chunk, Optional<UserId> after, int limit);

    /**
     * The number of chunks into which a deployment splits the users of each group. No group may have users in a chunk
     * beyond them, because no job would visit those users.
     *
     * @param number at least as many as the photo cloud spreads its users over; from 1 to {@value #CHUNKS_MAX}
     */
    record GroupChunks(int number) {
        /** A job's row lists the chunks that have come to their end; this number of them takes some 16 KB. */
        public static final int CHUNKS_MAX = 4_096;

        public GroupChunks {
            if (number < 1 || number > CHUNKS_MAX) {
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
}

package sundown.job;

import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.timeline.Group;

/**
 * What a job does for each user of a group.
 *
 * @param <S> what is summed up over the users of a chunk; immutable
 */
public interface GroupWork<S> extends ChunkWork<UserId, S> {
    @Override
    default List<UserId> listed(GroupUsers users, Group group, int chunk, Optional<UserId> after, int limit, S sums) {
        return users.listed(group.id(), chunk, after, limit);
    }

    @Override
    default String name(UserId user) {
        return user.value();
    }

    @Override
    default UserId named(String name) {
        return new UserId(name);
    }
}

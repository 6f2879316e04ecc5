package sundown.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.membership.MembershipStore;
import sundown.timeline.GroupId;

/** Bugs that the end of memberships could have, made by a port that is not what they think it is. */
enum PlantedMembershipBug implements Plant {
    /** Nothing is cancelled, and nobody notices. */
    NOBODY_IS_CANCELLED {
        @Override
        public MembershipStore in(MembershipStore real) {
            return new Planted(real) {
                @Override
                public boolean cancel(UserId user, Membership read, Instant now) {
                    return true;
                }
            };
        }
    },

    /** The first of each page is passed over. */
    SOMEBODY_IS_PASSED_OVER {
        @Override
        public MembershipStore in(MembershipStore real) {
            return new Planted(real) {
                @Override
                public List<UserId> members(GroupId group, int shard, Optional<UserId> after, int limit) {
                    return super.members(group, shard, after, limit).stream()
                            .skip(1)
                            .toList();
                }
            };
        }
    };

    private static class Planted implements MembershipStore {
        private final MembershipStore real;

        Planted(MembershipStore real) {
            this.real = real;
        }

        @Override
        public List<UserId> members(GroupId group, int shard, Optional<UserId> after, int limit) {
            return real.members(group, shard, after, limit);
        }

        @Override
        public boolean cancel(UserId user, Membership read, Instant now) {
            return real.cancel(user, read, now);
        }
    }
}

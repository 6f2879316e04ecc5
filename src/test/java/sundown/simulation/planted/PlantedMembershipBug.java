package sundown.simulation.planted;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.membership.MembershipRules;
import sundown.membership.MembershipStore;
import sundown.membership.Walk;
import sundown.membership.WalkStore;
import sundown.simulation.run.Plant;
import sundown.timeline.GroupId;

/** Bugs that the end of memberships could have, made by a port that is not what they think it is. */
public enum PlantedMembershipBug implements Plant {
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
    },

    /** At the refund date nobody is walked to: only those are seen to who were found at the opening. */
    NOBODY_IS_LOOKED_FOR_AGAIN {
        @Override
        public WalkStore in(WalkStore real) {
            return new WalkStore() {
                @Override
                public Optional<Walk> find(GroupId group) {
                    return real.find(group);
                }

                @Override
                public boolean begin(Walk walk, Instant date) {
                    boolean again = real.find(walk.group()).isPresent();
                    boolean begun = real.begin(walk, date);
                    if (again) {
                        MembershipRules.left(walk).forEach(shard -> real.finish(walk.group(), walk.begunAt(), shard));
                    }
                    return begun;
                }

                @Override
                public boolean sendAgain(Walk read, Instant now) {
                    return real.sendAgain(read, now);
                }

                @Override
                public void finish(GroupId group, Instant begunAt, int shard) {
                    real.finish(group, begunAt, shard);
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

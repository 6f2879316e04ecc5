package sundown.simulation.planted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.hold.Hold;
import sundown.hold.HoldStore;
import sundown.purge.BucketEntry;
import sundown.purge.BucketListing;
import sundown.purge.Deletion;
import sundown.purge.DeletionRecords;
import sundown.purge.KillSwitch;
import sundown.purge.PlanId;
import sundown.purge.PurgedBucket;
import sundown.purge.UserRows;
import sundown.simulation.run.Plant;
import sundown.timeline.GroupId;

/** Bugs that the end of a group could have, made by a port that is not what the functions think it is. */
public enum PlantedPurgeBug implements Plant {
    /** A hold is read, and nobody heeds it. */
    A_HOLD_IS_BREACHED {
        @Override
        public HoldStore in(HoldStore real) {
            return new PlantedHolds(real) {
                @Override
                public Optional<Hold> find(UserId user) {
                    return super.find(user).filter(hold -> false);
                }
            };
        }
    },

    /** Who was under no hold once is taken to be under none ever after. */
    HOLDS_ARE_READ_ONCE {
        @Override
        public HoldStore in(HoldStore real) {
            Map<UserId, Optional<Hold>> read = new HashMap<>();
            return new PlantedHolds(real) {
                @Override
                public Optional<Hold> find(UserId user) {
                    return read.computeIfAbsent(user, super::find);
                }
            };
        }
    },

    /** The kill switch is read, and nobody heeds it. */
    THE_KILL_SWITCH_IS_NOT_HEEDED {
        @Override
        public KillSwitch in(KillSwitch real) {
            return new KillSwitch() {
                @Override
                public Optional<Position> position() {
                    return real.position().filter(position -> !position.stopped());
                }

                @Override
                public boolean stopped() {
                    return real.stopped() && position().isPresent();
                }

                @Override
                public void set(Position position) {
                    real.set(position);
                }
            };
        }
    },

    /** The first entry of every user is never listed, neither for the plan nor for the certificate. */
    AN_ENTRY_IS_PASSED_OVER {
        @Override
        public BucketListing in(BucketListing real) {
            return new BucketListing() {
                @Override
                public Stream<BucketEntry> entries(PurgedBucket bucket, GroupId group, UserId user) {
                    return real.entries(bucket, group, user).skip(1);
                }

                @Override
                public List<String> folders(PurgedBucket bucket, GroupId group, Optional<String> after, int limit) {
                    return real.folders(bucket, group, after, limit);
                }
            };
        }
    },

    /** No row is removed, and nobody notices. */
    ROWS_STAY {
        @Override
        public UserRows in(UserRows real) {
            return new UserRows() {
                @Override
                public long remove(UserId user) {
                    return 0;
                }

                @Override
                public boolean any(UserId user) {
                    return false;
                }
            };
        }
    },

    /** What was done is not recorded, and nothing notices. */
    NOTHING_IS_PUT_DOWN {
        @Override
        public DeletionRecords in(DeletionRecords real) {
            return new PlantedRecords(real, deletion -> false);
        }
    },

    /** What was deleted of a half-deleted account is not recorded. */
    THE_HALF_DELETED_IS_NOT_PUT_DOWN {
        @Override
        public DeletionRecords in(DeletionRecords real) {
            return new PlantedRecords(real, Deletion::finished);
        }
    };

    private static class PlantedHolds implements HoldStore {
        private final HoldStore real;

        PlantedHolds(HoldStore real) {
            this.real = real;
        }

        @Override
        public Optional<Hold> find(UserId user) {
            return real.find(user);
        }

        @Override
        public void place(GroupId group, Hold hold) {
            real.place(group, hold);
        }

        @Override
        public void release(GroupId group, UserId user) {
            real.release(group, user);
        }

        @Override
        public long changes(GroupId group) {
            return real.changes(group);
        }
    }

    /** Records, some of which are never written. */
    private record PlantedRecords(DeletionRecords real, Predicate<Deletion> kept) implements DeletionRecords {
        @Override
        public boolean put(GroupId group, Deletion deletion) {
            return !kept.test(deletion) || real.put(group, deletion);
        }

        @Override
        public Optional<Deletion> find(GroupId group, PlanId plan, UserId user) {
            return real.find(group, plan, user);
        }

        @Override
        public Stream<Deletion> all(GroupId group, PlanId plan) {
            return real.all(group, plan);
        }

        @Override
        public Stream<Deletion> within(GroupId group, PlanId plan, UserId first, UserId last) {
            return real.within(group, plan, first, last);
        }
    }
}

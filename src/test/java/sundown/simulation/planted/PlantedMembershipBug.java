package sundown.simulation.planted;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import sundown.account.Membership;
import sundown.account.SubscriptionId;
import sundown.account.UserId;
import sundown.job.Chunk;
import sundown.job.GroupUsers;
import sundown.job.Job;
import sundown.job.JobId;
import sundown.job.JobStore;
import sundown.membership.MembershipStore;
import sundown.refund.CancellationLedger;
import sundown.refund.PaymentService;
import sundown.simulation.invariant.Subscriptions;
import sundown.simulation.port.WatchedJobs;
import sundown.simulation.run.Plant;
import sundown.timeline.GroupId;

/** Bugs that the end of memberships could have, made by a port that is not what they think it is. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "ImmutableEnumChecker", "UnusedMethod", "UnusedVariable"})
public enum PlantedMembershipBug implements Plant {
    /** Nothing is cancelled, and nobody notices. */
    NOBODY_IS_CANCELLED(MembershipStore.class, real -> new Object() {
        public boolean cancel(UserId user, Membership read, Instant now) {
            return true;
        }
    }),

    /** The first of each page is passed over. */
    SOMEBODY_IS_PASSED_OVER(GroupUsers.class, real -> new Object() {
        public List<UserId> listed(GroupId group, int chunk, Optional<UserId> after, int limit) {
            return real.listed(group, chunk, after, limit).stream().skip(1).toList();
        }
    }),

    /** A subscription is taken for ended that still charges. */
    A_SUBSCRIPTION_CHARGES_ON(PaymentService.class, Set.of(Subscriptions.NO_CHARGE), real -> new Object() {
        public PaymentService.SubscriptionStatus subscription(SubscriptionId subscription) {
            return PaymentService.SubscriptionStatus.ENDED;
        }
    }),

    /** A subscription charges a last fee as it ends. */
    THE_END_OF_A_SUBSCRIPTION_CHARGES(PaymentService.class, Set.of(Subscriptions.NO_LAST_CHARGE), real -> real) {
        @Override
        public boolean endsWithoutCharge() {
            return false;
        }
    },

    /** A subscription is ended too that belongs to somebody for whom nothing ends. */
    A_SUBSCRIPTION_ENDS_OUTSIDE_ITS_GROUP(
            PaymentService.class, Set.of(Subscriptions.IN_ITS_GROUP), real -> new Object() {
                public void end(SubscriptionId subscription, Instant firstAt) {
                    real.end(subscription, firstAt);
                    real.end(new SubscriptionId("sub_misfiled-0"), firstAt);
                }
            }),

    /** A subscription that could not be ended at once is forgotten. */
    A_SUBSCRIPTION_IS_FORGOTTEN(CancellationLedger.class, real -> new Object() {
        public List<SubscriptionId> due(Instant now, int limit) {
            return List.of();
        }
    }),

    /** A chunk that goes on begins anew, with the sums that it has. */
    A_CHUNK_BEGINS_ANEW_AND_COUNTS_TWICE(JobStore.class, Set.of(WatchedJobs.COUNTED_ONCE), real -> new Object() {
        public Optional<Chunk> findChunk(JobId id, int number) {
            return real.findChunk(id, number)
                    .map(chunk -> new Chunk(
                            id,
                            number,
                            chunk.run(),
                            Optional.empty(),
                            false,
                            chunk.heardAt(),
                            chunk.aside(),
                            chunk.sums(),
                            chunk.version()));
        }
    }),

    /** Users who are set aside are forgotten: their chunk is taken for done. */
    USERS_SET_ASIDE_ARE_FORGOTTEN(JobStore.class, real -> new Object() {
        public void end(Chunk chunk, boolean complete) {
            real.end(chunk, true);
        }
    }),

    /** A chunk whose message was lost is never sent again. */
    LATE_CHUNKS_ARE_FORGOTTEN(JobStore.class, real -> new Object() {
        public boolean check(Job read, Instant now) {
            real.check(read, now);
            return false;
        }
    }),

    /** At the refund date nobody is visited again: only those are found who were found at the opening. */
    NOBODY_IS_LOOKED_FOR_AGAIN(JobStore.class, real -> new Object() {
        public boolean begin(Job job, Instant since) {
            boolean again = real.find(job.id()).isPresent();
            boolean begun = real.begin(job, since);
            if (again) {
                job.left().forEach(number -> real.end(ended(job, number), true));
            }
            return begun;
        }

        private Chunk ended(Job job, int number) {
            return new Chunk(job.id(), number, job.run(), Optional.empty(), true, job.run(), Map.of(), "0", 0);
        }
    });

    private final PlantedPort<?> planted;
    private final Set<String> invariants;

    <T> PlantedMembershipBug(Class<T> port, Function<T, ?> bug) {
        this(port, Set.of(), bug);
    }

    <T> PlantedMembershipBug(Class<T> port, Set<String> invariants, Function<T, ?> bug) {
        planted = new PlantedPort<>(port, bug);
        this.invariants = invariants;
    }

    /** One of these it must be found to break; any will do if there are none. */
    Set<String> invariants() {
        return invariants;
    }

    @Override
    public <T> T in(Class<T> port, T real) {
        return planted.in(port, real);
    }
}

package sundown.simulation.planted;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Logger;
import sundown.account.UserId;
import sundown.gallery.ItemId;
import sundown.hold.Hold;
import sundown.hold.HoldStore;
import sundown.runtime.Records;
import sundown.simulation.cloud.Sweep;
import sundown.simulation.run.Plant;
import sundown.sweep.Shards;
import sundown.sweep.SweepMessage;
import sundown.sweep.Wake;
import sundown.timeline.GroupId;
import sundown.transfer.Batch;
import sundown.transfer.Counts;
import sundown.transfer.FailedItem;
import sundown.transfer.FailureReason;
import sundown.transfer.Inventory;
import sundown.transfer.InventoryStore;
import sundown.transfer.QuotaStore;
import sundown.transfer.RequestQuota;
import sundown.transfer.Transfer;
import sundown.transfer.TransferId;
import sundown.transfer.TransferState;
import sundown.transfer.TransferStore;

/** Bugs that the functions could have, made by a store that is not what they think it is. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "ImmutableEnumChecker", "UnusedMethod", "UnusedVariable"})
public enum PlantedBug implements Plant {
    /** The counts are written by themselves, before the conditional write of the rest. */
    COUNTS_BEFORE_THE_CONDITIONAL_WRITE(TransferStore.class, CountsApart::new),

    /** Items are created although their tokens are not saved. */
    TOKENS_NOT_SAVED(TransferStore.class, real -> new Object() {
        public void saveBatch(Transfer transfer, Batch batch) {}
    }),

    /** A save asks for no version: the last one wins. */
    NO_VERSION_CHECK(TransferStore.class, real -> new Object() {
        public Optional<Transfer> save(Transfer transfer) {
            return real.find(transfer.user())
                    .map(stored -> Records.with(transfer, "version", stored.version()))
                    .or(() -> Optional.of(transfer))
                    .flatMap(real::save);
        }
    }),

    /** What fails is counted and not listed. */
    FAILURES_NOT_LISTED(TransferStore.class, real -> new Object() {
        public void saveFailures(Transfer transfer, List<FailedItem> failures) {}
    }),

    /** What cannot succeed is tried again. */
    REASONS_FORGOTTEN(TransferStore.class, real -> new Object() {
        public List<FailedItem> failures(Transfer transfer, Optional<ItemId> after, int limit) {
            return real.failures(transfer, after, limit).stream()
                    .map(failed -> Records.with(failed, "reason", FailureReason.REFUSED))
                    .toList();
        }
    }),

    /** A user draws what the others need: what they were allotted is forgotten. */
    SHARE_IGNORED(QuotaStore.class, real -> new Object() {
        public boolean save(UserId user, LocalDate day, QuotaStore.Share before, QuotaStore.Share after) {
            return real.save(user, day, before, Records.with(after, "allotted", 0L));
        }
    }),

    /** An allotment is counted on the first counter only; the others count nothing. */
    ONE_COUNTER_COUNTS(QuotaStore.class, real -> new Object() {
        public QuotaStore.Count count(
                QuotaStore.Counter counter, long requests, RequestQuota.Part part, boolean inTurn, Instant now) {
            return counter.number() == 0
                    ? real.count(counter, requests, part, inTurn, now)
                    : new QuotaStore.Count.Counted(QuotaStore.Usage.NONE);
        }
    }),

    /** A counter gives as much as is asked of it. */
    PART_IGNORED(QuotaStore.class, real -> new Object() {
        public QuotaStore.Count count(
                QuotaStore.Counter counter, long requests, RequestQuota.Part part, boolean inTurn, Instant now) {
            return real.count(counter, requests, new RequestQuota.Part(1_000_000, 1_000_000), inTurn, now);
        }
    }),

    /** An allotment gives more than was counted. */
    ALLOTMENT_NOT_COUNTED(QuotaStore.class, real -> new Object() {
        public Optional<QuotaStore.Share> take(UserId user, LocalDate day, long requests, Instant now) {
            real.take(user, day, requests, now);
            return Optional.empty();
        }
    }),

    /** A close is shown none of the transfers that wait or run. */
    NOTHING_WAITS(TransferStore.class, real -> new Object() {
        public List<Wake> waiting(int shard, Optional<Wake> after, int limit) {
            return List.of();
        }
    }),

    /** Leases seem to be over, so that a stale message is obeyed. */
    A_STALE_MESSAGE_IS_OBEYED(TransferStore.class, real -> new Object() {
        public Optional<Transfer> find(UserId user) {
            return real.find(user)
                    .map(found -> found.state() instanceof TransferState.Running
                            ? found.in(new TransferState.Running(Instant.EPOCH))
                            : found);
        }
    }),

    /** An e-mail address is in a line of the log. */
    AN_ADDRESS_IS_LOGGED(TransferStore.class, real -> new Object() {
        public Optional<Transfer> save(Transfer transfer) {
            Logger.getLogger(PlantedBug.class.getName())
                    .info("saves the transfer to " + transfer.account().email());
            return real.save(transfer);
        }
    }),

    /** An e-mail address is in a row that anyone may read. */
    AN_ADDRESS_IS_STORED(HoldStore.class, real -> new Object() {
        public void place(GroupId group, Hold hold) {
            String reason = "asked for by " + hold.user() + "-account-1@example.com";
            real.place(group, new Hold(hold.user(), reason, hold.by(), hold.placedAt(), hold.until()));
        }
    }),

    /** A transfer takes what was counted so far for the whole gallery. */
    COUNT_TAKEN_EARLY(InventoryStore.class, real -> new Object() {
        public Optional<Inventory> find(UserId user) {
            return real.find(user).map(PlantedBug::ended);
        }
    }),

    /** Nobody looks after counts whose message was lost. */
    NOBODY_LOOKS_AFTER_COUNTS(InventoryStore.class, real -> new Object() {
        public List<UserId> due(int shard, Instant now, int limit) {
            return List.of();
        }
    }),

    /** The sweep forgets that archives have more shards than users. */
    HALF_OF_THE_ARCHIVES_ARE_NEVER_SENT_FOR(Sweep.Queue.class, real -> new Object() {
        public void send(List<SweepMessage> all) {
            real.send(all.stream()
                    .filter(message -> message.shard() < Shards.COUNT)
                    .toList());
        }
    }),

    /** Nobody looks after transfers whose message was lost. */
    NOBODY_LOOKS_AFTER(TransferStore.class, real -> new Object() {
        public List<UserId> due(int shard, Instant now, int limit) {
            return List.of();
        }
    });

    private final PlantedPort<?> planted;

    <T> PlantedBug(Class<T> port, Function<T, ?> bug) {
        planted = new PlantedPort<>(port, bug);
    }

    @Override
    public <T> T in(Class<T> port, T real) {
        return planted.in(port, real);
    }

    private static Inventory ended(Inventory inventory) {
        return inventory
                .count()
                .map(count -> new Inventory(
                        inventory.user(),
                        Optional.of(new Inventory.Counted(count.holdings(), Instant.EPOCH)),
                        Optional.empty(),
                        inventory.version()))
                .orElse(inventory);
    }

    /** Keeps the counts in a row of their own. */
    private static final class CountsApart {
        private final Map<TransferId, Counts> counts = new HashMap<>();
        private final TransferStore real;

        private CountsApart(TransferStore real) {
            this.real = real;
        }

        public Optional<Transfer> find(UserId user) {
            return real.find(user).map(this::counted);
        }

        public Optional<Transfer> save(Transfer transfer) {
            counts.put(transfer.id(), transfer.counts());
            return real.save(transfer);
        }

        private Transfer counted(Transfer transfer) {
            return transfer.with(Records.with(transfer.progress(), "counts", counts.get(transfer.id())));
        }
    }
}

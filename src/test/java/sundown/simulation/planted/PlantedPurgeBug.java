package sundown.simulation.planted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.gallery.Claims;
import sundown.gallery.Claims.Claimant;
import sundown.gallery.ObjectKey;
import sundown.hold.Hold;
import sundown.hold.HoldStore;
import sundown.operator.CallRecord;
import sundown.operator.CallRecords;
import sundown.purge.approval.KillSwitch;
import sundown.purge.deletion.Deletion;
import sundown.purge.deletion.DeletionRecords;
import sundown.purge.deletion.UserRows;
import sundown.purge.plan.AuditFiles;
import sundown.purge.plan.BucketEntry;
import sundown.purge.plan.BucketListing;
import sundown.purge.plan.PlanId;
import sundown.purge.plan.PurgedBucket;
import sundown.receipt.Receipt;
import sundown.receipt.ReceiptStore;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Plant;
import sundown.timeline.GroupId;
import sundown.timeline.Publication;
import sundown.timeline.TimelineStore;

/** Bugs that the end of a group could have, made by a port that is not what the functions think it is. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "ImmutableEnumChecker", "UnusedMethod", "UnusedVariable"})
public enum PlantedPurgeBug implements Plant {
    /** A hold is read, and nobody heeds it. */
    A_HOLD_IS_BREACHED(HoldStore.class, real -> new Object() {
        public Optional<Hold> find(UserId user) {
            return real.find(user).filter(hold -> false);
        }
    }),

    /** The audit table is believed to have what it does not have. */
    A_CALL_IS_NOT_RECORDED(CallRecords.class, real -> new Object() {
        public boolean put(CallRecord call) {
            return true;
        }
    }),

    /** Who was under no hold once is taken to be under none ever after. */
    HOLDS_ARE_READ_ONCE(HoldStore.class, real -> new Object() {
        private final Map<UserId, Optional<Hold>> read = new HashMap<>();

        public Optional<Hold> find(UserId user) {
            return read.computeIfAbsent(user, real::find);
        }
    }),

    /** The dates that decide are those of a minute ago. */
    DATES_ARE_READ_FROM_A_CACHE(TimelineStore.class, real -> new Object() {
        public Publication current() {
            Publication current = real.current();
            return new Publication(real.inForce(), current.by(), current.reason(), current.at());
        }
    }),

    /** The kill switch is read, and nobody heeds it. */
    THE_KILL_SWITCH_IS_NOT_HEEDED(KillSwitch.class, real -> new Object() {
        public Optional<KillSwitch.Position> position() {
            return real.position().filter(position -> !position.stopped());
        }

        public boolean stopped() {
            return real.stopped() && position().isPresent();
        }
    }),

    /** The first entry of every user is never listed, neither for the plan nor for the certificate. */
    AN_ENTRY_IS_PASSED_OVER(BucketListing.class, real -> new Object() {
        public Stream<BucketEntry> entries(PurgedBucket bucket, String prefix) {
            return real.entries(bucket, prefix).skip(1);
        }
    }),

    /** Only the stack's own bucket is listed, for the plan and for the certificate. */
    OTHER_BUCKETS_ARE_PASSED_OVER(BucketListing.class, real -> new Object() {
        public Stream<BucketEntry> entries(PurgedBucket bucket, String prefix) {
            return prefix.startsWith(ObjectKey.ELSEWHERE) ? Stream.empty() : real.entries(bucket, prefix);
        }
    }),

    /** A user with a folder is taken for an account of the group, wherever their other folders are. */
    A_FOLDER_MAKES_AN_ACCOUNT(AccountStore.class, real -> new Object() {
        public Optional<Account> find(UserId user) {
            return real.find(user).or(() -> Optional.of(new Account(user, Calendar.REGION)));
        }
    }),

    /** A certificate takes the folders to be those that were listed for the plan. */
    FOLDERS_ARE_LISTED_ONCE(BucketListing.class, real -> new Object() {
        private final Map<List<Object>, List<String>> listed = new HashMap<>();

        public List<String> folders(PurgedBucket bucket, String prefix, Optional<String> after, int limit) {
            return listed.computeIfAbsent(
                    List.of(bucket, prefix, after, limit), ignored -> real.folders(bucket, prefix, after, limit));
        }
    }),

    /** Who has an object with others takes it to be theirs alone. */
    A_SHARED_OBJECT_GOES_TOO_EARLY(Claims.class, real -> new Object() {
        public List<Claimant> on(ObjectKey key) {
            return List.of();
        }
    }),

    /** Who has given an object up has no say in it any more, whatever becomes of their deletion. */
    A_RELEASED_CLAIM_PROTECTS_NOBODY(Claims.class, real -> new Object() {
        public List<Claimant> on(ObjectKey key) {
            return real.on(key).stream()
                    .filter(claimant -> !claimant.released())
                    .toList();
        }
    }),

    /** A plan does not ask what is shared. */
    CLAIMS_ARE_NOT_READ(Claims.class, real -> new Object() {
        public Set<ObjectKey> of(UserId user) {
            return Set.of();
        }
    }),

    /** Only those whose claim is kept for ever know of a shared object: nobody ever deletes it. */
    A_CLAIM_IS_NOT_RELEASED(Claims.class, real -> new Object() {
        public void release(ObjectKey key, UserId user) {}
    }),

    /** What a page of a plan has brought is lost, and its checkpoint goes on. */
    A_LEAF_IS_LEFT_OUT(AuditFiles.class, real -> new Object() {
        public boolean putIfAbsent(ObjectKey key, byte[] bytes) {
            return key.value().contains("/pages/") || real.putIfAbsent(key, bytes);
        }
    }),

    /** No row is removed, and nobody notices. */
    ROWS_STAY(UserRows.class, real -> new Object() {
        public long remove(UserId user) {
            return 0;
        }

        public boolean any(UserId user) {
            return false;
        }
    }),

    /** Nobody keeps a receipt. */
    NO_RECEIPT_IS_KEPT(ReceiptStore.class, real -> new Object() {
        public void keep(Receipt receipt) {}
    }),

    /** A receipt says that nothing was moved. */
    A_RECEIPT_IS_EMPTY(ReceiptStore.class, real -> new Object() {
        public void keep(Receipt receipt) {
            real.keep(new Receipt(
                    receipt.user(), Optional.empty(), Optional.empty(), receipt.deletedAt(), receipt.proof()));
        }
    }),

    /** What was done is not recorded, and nothing notices. */
    NOTHING_IS_PUT_DOWN(DeletionRecords.class, real -> new Object() {
        public boolean put(GroupId group, Deletion deletion) {
            return true;
        }
    }),

    /** Of each chunk the first record is left out of the sums. */
    A_RECORD_IS_NOT_SUMMED_UP(DeletionRecords.class, real -> new Object() {
        public Stream<Deletion> of(GroupId group, PlanId plan, int chunk) {
            return real.of(group, plan, chunk).skip(1);
        }
    }),

    /** What was deleted of a half-deleted account is not recorded. */
    THE_HALF_DELETED_IS_NOT_PUT_DOWN(DeletionRecords.class, real -> new Object() {
        public boolean put(GroupId group, Deletion deletion) {
            return !deletion.finished() || real.put(group, deletion);
        }
    });

    private final PlantedPort<?> planted;

    <T> PlantedPurgeBug(Class<T> port, Function<T, ?> bug) {
        planted = new PlantedPort<>(port, bug);
    }

    @Override
    public <T> T in(Class<T> port, T real) {
        return planted.in(port, real);
    }
}

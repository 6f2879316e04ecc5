package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.PurgeStore.PurgeState;
import sundown.runtime.Another;
import sundown.runtime.ObservedPort;
import sundown.timeline.Timeline;

/**
 * A worker deletes Ann, who shares one object with Bob and another one with Cid, who has given it up; meanwhile,
 * another acts. Once a worker reads what forbids a deletion, or at the latest after one more batch, nothing of it is
 * deleted any more. What nothing forbids is gone in the end.
 */
class DeletionMeetsOthersTest {
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final UserId CID = new UserId("cid");
    private static final List<UserId> ALL = List.of(ANN, BOB, CID);

    private static final Set<String> DELETIONS =
            Set.of("BucketDeletion.delete", "BucketDeletion.abort", "UserRows.remove");

    /** What another does, and by or after which call workers learn of it. */
    private enum Act {
        HOLD("places a hold", "HoldStore.find"),
        OTHER_HOLD("holds who gave up", "HoldStore.findAll"),
        LEAVE("moves the account", "KillSwitch.stopped"),
        REMOVAL("removes the account", "KillSwitch.stopped"),
        STOP("stops purges", "KillSwitch.stopped"),
        ABORT("aborts the purge", "PurgeStore.find"),
        DATES("moves the close", "PurgeStore.find"),
        RELEASE("releases a hold", "HoldStore.changes"),
        WORKER("deletes the account", ""),
        LAST_USER("deletes who shares", ""),
        UPLOAD("stores an object", "");

        private final String words;
        private final String read;

        Act(String words, String read) {
            this.words = words;
            this.read = read;
        }

        /** Of whom workers keep what is left then. */
        private List<UserId> keeps() {
            return switch (this) {
                case HOLD, LEAVE, REMOVAL -> List.of(ANN);
                case OTHER_HOLD -> List.of(CID);
                case STOP, ABORT, DATES, RELEASE -> ALL;
                case WORKER, LAST_USER, UPLOAD -> List.of();
            };
        }

        private static Map<String, Consumer<World>> all() {
            return Arrays.stream(values()).collect(Collectors.toMap(act -> act.words, act -> world -> world.meet(act)));
        }
    }

    @Tag("thorough")
    @Test
    void keepsWhatIsForbiddenMeanwhileAndDeletesAllElse() {
        assertThat(meetOthers(Another.Extent.SOME)).isGreaterThan(300);
    }

    @Tag("instruments")
    @Test
    void doesSoAtEachCallAndAfterEachDeath() {
        assertThat(meetOthers(Another.Extent.ALL)).isGreaterThan(1_000);
    }

    private static long meetOthers(Another.Extent extent) {
        return Another.act(
                extent,
                Act.all(),
                World::new,
                (world, observer) -> world.observer = observer,
                world -> world.group.deleted(ANN),
                World::end);
    }

    /** A closed group, and what another does in it. */
    private static final class World implements ObservedPort.Observer {
        private final ClosedGroup group = new ClosedGroup();
        private final List<BucketEntry> planned;
        private Optional<Act> met = Optional.empty();
        private Optional<Set<Object>> kept = Optional.empty();
        private int batches;
        private ObservedPort.Observer observer = ObservedPort.Observer.NONE;

        private World() {
            group.user("ann");
            group.userWithoutEntries("bob");
            group.userWithoutEntries("cid");
            share("with-bob", BOB);
            ObjectKey givenUp = share("with-cid", CID);
            group.begin();
            group.claims.release(givenUp, CID);
            planned = group.buckets.all();
            group.observe(this);
        }

        private ObjectKey share(String name, UserId other) {
            ObjectKey key = group.put(PurgedBucket.GALLERY, "ann", name).key();
            group.claims.put(key, ANN);
            group.claims.put(key, other);
            return key;
        }

        @Override
        public void before(String call) {
            observer.before(call);
            if (met.isPresent() && kept.isEmpty()) {
                boolean deletes = DELETIONS.contains(call);
                kept = met.filter(act -> call.equals(act.read) || (deletes && batches > 0))
                        .map(this::keeps);
                batches += deletes ? 1 : 0;
            }
        }

        @Override
        public void after(String call) {
            observer.after(call);
        }

        private void act(Act act) {
            switch (act) {
                case HOLD -> hold(ANN);
                case OTHER_HOLD -> hold(CID);
                case LEAVE -> group.register(ANN, "BR");
                case REMOVAL -> group.accounts.remove(ANN);
                case STOP -> group.stop(true);
                case ABORT -> abort();
                case DATES -> moveTheClose();
                case RELEASE -> group.holdAndRelease(new UserId("eve"));
                case WORKER -> group.deleted(ANN);
                case LAST_USER -> group.deleted(BOB);
                case UPLOAD -> group.put(PurgedBucket.GALLERY, "ann", "a");
            }
        }

        private void meet(Act act) {
            act(act);
            met = Optional.of(act);
        }

        private void hold(UserId user) {
            group.hold(user, Optional.empty());
        }

        private void abort() {
            group.save(new PurgeState.Aborted(Given.ADA, "no", ClosedGroup.BEGIN));
        }

        private void moveTheClose() {
            Timeline later = Given.timeline(
                    group.timelines.inForce().version() + 1, Optional.of(Given.CLOSE.plus(Duration.ofDays(90))));
            group.timelines.put(later);
        }

        /** Of an account that is gone, rows and released claims protect nothing. */
        private Set<Object> keeps(Act act) {
            Set<Object> keeps = left(act.keeps()::contains);
            if (act == Act.REMOVAL) {
                keeps.removeIf(left -> left instanceof UserId || !isHersAlone(left));
            }
            return keeps;
        }

        /** What is left of the plan, and who has rows left, of some users. */
        private Set<Object> left(Predicate<UserId> some) {
            List<UserId> users = ALL.stream().filter(some).toList();
            return Stream.concat(
                            group.buckets.all().stream()
                                    .filter(planned::contains)
                                    .filter(entry -> users.stream().anyMatch(user -> isOf(user, entry))),
                            users.stream().filter(group.rows::any))
                    .collect(Collectors.toSet());
        }

        private boolean isOf(UserId user, BucketEntry entry) {
            Set<UserId> sharing = group.claims.everOn(entry.key());
            return sharing.isEmpty() ? entry.key().value().contains("/" + user + "/") : sharing.contains(user);
        }

        private void end() {
            Act act = met.orElseThrow();
            goOn();
            assertThat(left(_ -> true)).containsAll(kept.orElse(Set.of()));
            assertThat(planned)
                    .containsAll(group.deletion.asked().stream()
                            .map(entry -> entry.ofSharing(false))
                            .toList());
            if (act == Act.STOP) {
                group.stop(false);
                goOn();
            }
            List<UserId> keep = act == Act.STOP ? List.of() : act.keeps();
            assertThat(left(_ -> true)).isSubsetOf(left(keep::contains));
            group.record(ANN)
                    .map(Deletion::outcome)
                    .ifPresentOrElse(
                            outcome -> assertThat(outcomes(act)).contains(outcome),
                            () -> assertThat(left(_ -> true)).hasSize(planned.size() + 1));
        }

        /** What is left to others does not count; what a plan did that was given up is recorded if it did anything. */
        private Stream<Deletion.Progress> outcomes(Act act) {
            boolean own = left(ANN::equals).stream().anyMatch(this::isHersAlone);
            Stream<Deletion.Progress> gone = own ? Stream.empty() : Stream.of(Deletion.Progress.GONE);
            return switch (act) {
                case HOLD -> Stream.concat(Stream.of(Deletion.Progress.HELD), gone);
                case LEAVE, REMOVAL -> Stream.concat(Stream.of(Deletion.Progress.FOREIGN), gone);
                case OTHER_HOLD, STOP, WORKER, LAST_USER, UPLOAD -> Stream.of(Deletion.Progress.GONE);
                case ABORT, DATES, RELEASE -> Stream.concat(Stream.of(Deletion.Progress.PARTIAL), gone);
            };
        }

        private boolean isHersAlone(Object left) {
            return !(left instanceof BucketEntry entry)
                    || group.claims.everOn(entry.key()).isEmpty();
        }

        /** The messages of all come again. */
        private void goOn() {
            ALL.forEach(group::deleted);
            group.deleted(ANN);
        }
    }
}
